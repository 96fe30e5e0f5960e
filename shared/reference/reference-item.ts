// Every list is dated: crime types, tools, councils and partners all change while a service runs, and a record must
// be read with the list that was in force when it was made.

/** R: read in the source. R-: read, but old, secondary or from elsewhere. K: general knowledge, not checked. */
export type Evidence = 'R' | 'R-' | 'K';

/** Days are written YYYY-MM-DD and count in the service's own time zone; `validTo` is the last day. */
export interface ReferenceItem {
  readonly code: string;
  readonly label: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  readonly evidence: Evidence;
  /** The day a named person last checked the entry; absent until somebody has. */
  readonly verifiedAt?: string;
  /** Shown so to staff, never to visitors (D1). */
  readonly unverified?: boolean;
}

export interface Provenance {
  readonly validFrom: string;
  readonly source: string;
  readonly evidence: Evidence;
}

/** Changed whenever a list changes; stored on every record that holds a code. */
export const REFERENCE_VERSION = '2026-11-26';

export function isValidOn(item: Pick<ReferenceItem, 'validFrom' | 'validTo'>, day: string): boolean {
  return item.validFrom <= day && (item.validTo === undefined || day <= item.validTo);
}

/** The entries in force on a day (YYYY-MM-DD), in the order of the list. */
export function itemsAt<T extends Pick<ReferenceItem, 'validFrom' | 'validTo'>>(list: readonly T[], day: string): T[] {
  return list.filter((item) => isValidOn(item, day));
}

/** Builds a list whose entries share one provenance from `[code, label]` pairs. */
export function listFrom(provenance: Provenance, pairs: readonly (readonly [string, string])[]): ReferenceItem[] {
  return pairs.map(([code, label]) => ({ code, label, ...provenance }));
}
