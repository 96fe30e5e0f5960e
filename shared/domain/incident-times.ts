/** Times of an incident that cannot be: the 72 hours of a breach are counted from one of them, so a wrong year must not pass. */

interface Fault {
  readonly path: 'awareAt' | 'happenedAt';
  readonly message: string;
}

/** Clocks of two machines differ by less. */
const AHEAD_MS = 2 * 60_000;
const YEAR_MS = 366 * 86_400_000;
/** Older entries were kept elsewhere; what is known is entered when it is known. */
const KNOWN_FOR_YEARS = 2;
/** Papers of a service are not older. */
const BEFORE_YEARS = 50;

const FUTURE = 'This did not happen in the future. Correct the time.';

/** Epoch ms; `happenedAt` null is not known. */
export function incidentTimeFaults(
  { awareAt, happenedAt }: { readonly awareAt: number; readonly happenedAt: number | null },
  now: number,
): Fault[] {
  if (awareAt > now + AHEAD_MS) return [{ path: 'awareAt', message: FUTURE }];
  if (awareAt < now - KNOWN_FOR_YEARS * YEAR_MS) {
    const message = `Nobody has known of this for more than ${KNOWN_FOR_YEARS} years without an entry. Check the year.`;
    return [{ path: 'awareAt', message }];
  }
  if (happenedAt === null) return [];
  if (happenedAt > now + AHEAD_MS) return [{ path: 'happenedAt', message: FUTURE }];
  if (happenedAt > awareAt + AHEAD_MS)
    return [{ path: 'happenedAt', message: 'Nobody knew of it before it happened. Correct one of the two times.' }];
  return happenedAt < now - BEFORE_YEARS * YEAR_MS
    ? [{ path: 'happenedAt', message: 'This is too long ago. Check the year.' }]
    : [];
}

/** When somebody was told of it: after it was known, and not ahead. */
export function toldTimeFault(at: number, awareAt: number, now: number): string | null {
  if (at > now + AHEAD_MS) return FUTURE;
  return at < awareAt - AHEAD_MS ? 'Nobody could be told before it was known. Correct the time.' : null;
}
