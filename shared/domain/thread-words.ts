/**
 * What the service writes to a partner beside a referral. Only what the person agreed to may leave (C1), so that no way to
 * reach anybody may stand in it: a new one takes a new consent. Words are judged by their form; what they tell is a worker's
 * own responsibility, and the page says so.
 */
import { holdsContactDetail } from './safe-contact.ts';

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i;
/** Days and times, which are digits as well: `12/11/2026`, `2026-11-12`, `14:30`. Nothing else that is written like one. */
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAYS_AND_TIMES = new RegExp(
  [
    String.raw`\b${DAY}[/.-]${MONTH}[/.-](?:(?:19|20)\d{2}|\d{2})\b`,
    String.raw`\b(?:19|20)\d{2}-${MONTH}-${DAY}\b`,
    String.raw`\b(?:[01]?\d|2[0-3]):[0-5]\d\b`,
  ].join('|'),
  'g',
);
const NUMBER = /\+?\d(?:[\s().–-]*\d){6,}/;

export function holdsWayToReach(text: string): boolean {
  const written = text.normalize('NFKC');
  if (holdsContactDetail(written) || POSTCODE.test(written)) return true;
  return NUMBER.test(written.replaceAll(DAYS_AND_TIMES, ' · '));
}
