/**
 * What this node's connections were last told of a thing, as a version: a sweep holds it against what is stored, and tells
 * what no signal has told. Only what somebody here follows is kept.
 */
export interface Shown {
  /** A snapshot told it: it counts where nothing was told before. */
  begin(thing: string, version: number): void;
  /** An event told it; an older version never takes the place of a newer one. */
  tell(thing: string, version: number): void;
  /** Whether this version, or a newer one, was told; what was never told of here was not. */
  isTold(thing: string, version: number): boolean;
  /** Forgets all others. */
  keep(things: ReadonlySet<string>): void;
}

export function createShown(): Shown {
  const versions = new Map<string, number>();
  return {
    begin: (thing, version) => {
      if (!versions.has(thing)) versions.set(thing, version);
    },
    tell: (thing, version) => {
      versions.set(thing, Math.max(version, versions.get(thing) ?? version));
    },
    isTold: (thing, version) => (versions.get(thing) ?? -1) >= version,
    keep: (things) => {
      for (const thing of versions.keys()) if (!things.has(thing)) versions.delete(thing);
    },
  };
}
