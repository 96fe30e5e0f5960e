/**
 * What the service writes to a partner beside a referral. Only what the person agreed to may leave (C1), so that no way to
 * reach anybody may stand in it: a new one takes a new consent. Words are judged by their form; what they tell is a worker's
 * own responsibility, and the page says so.
 */
import { holdsContactDetail } from './safe-contact.ts';

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i;
/** Days and times, which are digits as well: `12/11/2026`, `2026-11-12`, `14:30`. */
const DAYS_AND_TIMES = /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b\d{1,2}[:.]\d{2}\b/g;
const NUMBER = /\+?\d(?:[\s().–-]*\d){6,}/;

export function holdsWayToReach(text: string): boolean {
  const written = text.normalize('NFKC');
  if (holdsContactDetail(written) || POSTCODE.test(written)) return true;
  return NUMBER.test(written.replaceAll(DAYS_AND_TIMES, ' · '));
}
