/**
 * Which districts the first half of a postcode may be in. Never needed and never a proof (D6): codes straddle borders, so
 * the answer is candidates to ask about. The second half would say which street, so it is dropped at once.
 */
import type { Nation } from '../reference/force-areas.ts';
import { isValidOn, type ReferenceItem } from '../reference/reference-item.ts';

/** `code` is the outward code, such as ME10. */
export interface OutwardCode extends ReferenceItem {
  readonly districts: readonly string[];
  /** Part of it lies outside the area of the service. */
  readonly alsoOutside: boolean;
}

export type PostcodeFinding =
  | { readonly found: 'inside'; readonly outward: string; readonly districts: readonly string[] }
  | { readonly found: 'straddles'; readonly outward: string; readonly districts: readonly string[] }
  | { readonly found: 'outside'; readonly outward: string; readonly districts: readonly [] }
  | { readonly found: 'no_postcode'; readonly outward: null; readonly districts: readonly [] };

const OUTWARD = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const INWARD = /\d[A-Z]{2}$/;

/** "me10 3aa", "ME103AA" and "ME10" are ME10; anything else is null. */
export function outwardOf(typed: string): string | null {
  const tight = typed.toUpperCase().replace(/\s+/g, '');
  if (OUTWARD.test(tight.replace(INWARD, '')) && INWARD.test(tight)) return tight.replace(INWARD, '');
  return OUTWARD.test(tight) ? tight : null;
}

const SUCH_AS = 'such as ME10 or ME10 3AA';

/** What to correct in what was typed, so far as it can be told; null where it may be a postcode. */
export function postcodeFault(typed: string): string | null {
  if (outwardOf(typed) !== null) return null;
  const tight = typed.toUpperCase().replace(/\s+/g, '');
  if (tight === '') return `Write a postcode, ${SUCH_AS}. The first half is enough, and none is needed.`;
  if (/[^A-Z\d]/.test(tight)) return `A postcode has letters and numbers only, ${SUCH_AS}.`;
  if (!/^[A-Z]{1,2}\d/.test(tight)) return `A postcode begins with one or two letters and a number, ${SUCH_AS}.`;
  if (/^[A-Z]{1,2}\d[A-Z\d]?/.test(tight) && tight.length <= 7)
    return 'The second half is a number and two letters, such as 3AA. Correct it, or leave it out: the first half is enough.';
  return `This is too long for a postcode. Write one, ${SUCH_AS}.`;
}

const SCOTLAND = /^(?:AB|DD|DG|EH|FK|G|HS|IV|KA|KW|KY|ML|PA|PH|TD|ZE)\d/;

/** Where to look for help for somebody outside: by the letters that a postcode begins with. */
export function nationOf(outward: string): Nation {
  if (/^BT\d/.test(outward)) return 'northern_ireland';
  if (/^(?:GY|IM|JE)\d/.test(outward)) return 'elsewhere';
  return SCOTLAND.test(outward) ? 'scotland' : 'england_wales';
}

/** `inside` and `straddles` name districts; one that several districts share is inside, and still has to be asked. */
export function findPostcode(codes: readonly OutwardCode[], typed: string, day: string): PostcodeFinding {
  const outward = outwardOf(typed);
  if (outward === null) return { found: 'no_postcode', outward, districts: [] };
  const known = codes.find((each) => each.code === outward && isValidOn(each, day));
  if (!known || known.districts.length === 0) return { found: 'outside', outward, districts: [] };
  return { found: known.alsoOutside ? 'straddles' : 'inside', outward, districts: known.districts };
}

/** What to say to staff about a postcode: a question to put, and never a refusal. `names` gives districts their labels. */
export function postcodeSentence(finding: PostcodeFinding, names: (district: string) => string): string {
  const { found, outward, districts } = finding;
  const named = districts.map(names).join(' or ');
  switch (found) {
    case 'inside':
      return districts.length === 1 ? `${outward} is in ${named}.` : `${outward} may be in ${named}. Ask which.`;
    case 'straddles':
      return `${outward} may be in ${named}, or outside our area. Ask where they live or stay.`;
    case 'outside':
      return `${outward} is not a postcode of our area. If they live or stay here, that is enough: their word counts.`;
    case 'no_postcode':
      return 'This does not look like a postcode. The first half is enough, and none is needed.';
  }
}
