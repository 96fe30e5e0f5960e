// When somebody's first word reached us, where it was written down later: the clocks of a case run from it (D2).

const MINUTE_MS = 60_000;
const YEAR_MS = 366 * 24 * 60 * MINUTE_MS;

/** What is wrong with it, or null. Clocks of two machines may differ by a minute; more than a year back is a slip of the year. */
export function receivedFault(receivedAt: number, now: number): string | null {
  if (receivedAt > now + MINUTE_MS) return 'This time has not come yet. Write when it reached us.';
  if (receivedAt < now - YEAR_MS)
    return 'This is more than a year ago. Check the year; what is older, write as a note.';
  return null;
}
