/**
 * What this node's connections were last told of a thing, as a version: a sweep holds it against what is stored, and tells
 * what no signal has told. Only what somebody here follows is kept.
 */
export interface Shown {
  /** A snapshot told it: it counts where nothing was told before. */
  begin(thing: string, version: number): void;
  /** An event tells it now. False where a newer version was told: this one came late, and must not go out any more. */
  tell(thing: string, version: number): boolean;
  /** Whether this version, or a newer one, was told. */
  isTold(thing: string, version: number): boolean;
  /** Whether an older version was the last that was told. Of what nothing was told yet, a snapshot is on its way. */
  isMissed(thing: string, version: number): boolean;
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
      if ((versions.get(thing) ?? version) > version) return false;
      versions.set(thing, version);
      return true;
    },
    isTold: (thing, version) => (versions.get(thing) ?? Number.NEGATIVE_INFINITY) >= version,
    isMissed: (thing, version) => (versions.get(thing) ?? version) < version,
    keep: (things) => {
      for (const thing of versions.keys()) if (!things.has(thing)) versions.delete(thing);
    },
  };
}
