// Help lines. Only entries read in their source may be shown to a visitor; the rest are for staff, who check before
// they pass one on (D5). A number that shows on a bill can give a person away, so what is not known counts as "may".
import { fallbackNumbers } from './fallback-numbers.ts';
import type { Evidence, ReferenceItem } from './reference-item.ts';

export interface HelpNumber extends ReferenceItem {
  readonly number: string;
  readonly hours: string;
  readonly cost: 'free' | 'local_rate' | 'unknown';
  readonly onItemisedBill: 'no' | 'may_show';
  /** Whether a person answers at the hours named. */
  readonly staffed: boolean;
  /** What a visitor is told beside the number. */
  readonly note: string;
}

export const VERIFY_WITHIN_DAYS = 90;

/** D5: general knowledge and doubtful entries never reach a visitor. */
export function mayShowToVisitors(entry: HelpNumber): boolean {
  return entry.evidence === 'R' && entry.unverified !== true;
}

/** Whether a named person has checked the number within the last 90 days. */
export function isFreshlyVerified(entry: HelpNumber, day: string): boolean {
  if (entry.verifiedAt === undefined) return false;
  const age = Date.parse(day) - Date.parse(entry.verifiedAt);
  return age <= VERIFY_WITHIN_DAYS * 86_400_000;
}

type Facts = Omit<HelpNumber, 'code' | 'label' | 'number' | 'validFrom' | 'source' | 'evidence' | 'note'>;
const roundTheClock = 'Day and night, every day';

export function helpNumber(
  identity: readonly [code: string, label: string, number: string],
  provenance: readonly [evidence: Evidence, source: string],
  note: string,
  facts: Partial<Facts> = {},
): HelpNumber {
  const [code, label, number] = identity;
  const [evidence, source] = provenance;
  return {
    code,
    label,
    number,
    evidence,
    source,
    note,
    validFrom: '2026-11-01',
    hours: 'Ask before passing it on',
    cost: 'unknown',
    onItemisedBill: 'may_show',
    staffed: true,
    ...facts,
  };
}

const [emergency, samaritans] = fallbackNumbers;
const unread = ['K', 'General knowledge: check with the organisation before use'] as const;

/** National lines that any service pack may carry. */
export const nationalNumbers: readonly HelpNumber[] = [
  helpNumber(
    [emergency.code, emergency.label, emergency.number],
    ['R', 'https://heart.co.uk/news/what-to-do-if-you-need-to-call-999-but-cant-talk (quotes the IOPC)'],
    emergency.note,
    { hours: roundTheClock, cost: 'free' },
  ),
  helpNumber(
    [samaritans.code, samaritans.label, samaritans.number],
    [
      'R',
      'https://www.samaritans.org/how-we-can-help/contact-samaritan/; hours and bill: https://civilsociety.co.uk/news/samaritans-helpline-now-free-to-call.html',
    ],
    samaritans.note,
    { hours: roundTheClock, cost: 'free', onItemisedBill: 'no' },
  ),
  helpNumber(
    ['national_domestic_abuse', 'National Domestic Abuse Helpline', '0808 2000 247'],
    ['R', 'https://www.domesticabuseservices.org.uk/?p=44'],
    'For women hurt by a partner or family. Free. Day and night, every day.',
    { hours: roundTheClock, cost: 'free' },
  ),
  helpNumber(
    ['childline', 'Childline', '0800 1111'],
    ['R', 'https://247sexualabusesupport.org.uk/faqs/'],
    'For anyone under 19. Free. Call about anything, big or small.',
    { cost: 'free', hours: 'Hours not confirmed' },
  ),
  helpNumber(
    ['stalking', 'National Stalking Helpline', '0808 802 0300'],
    ['R', 'https://www.arun.gov.uk/stalking; hours: https://alicerugglestrust.org/advice-about-stalking/'],
    'If someone follows or watches you. Free. Open on weekdays, in the day.',
    { cost: 'free', hours: 'Weekdays 9.30am to 4pm, Wednesdays from 1pm: check', onItemisedBill: 'no' },
  ),
  helpNumber(
    ['paladin', 'Paladin', '020 3866 4107'],
    ['R', 'https://www.arun.gov.uk/stalking'],
    'Help if someone is stalking you. The call may cost money.',
    { cost: 'local_rate', hours: 'Hours not confirmed' },
  ),
  helpNumber(
    ['modern_slavery', 'Modern Slavery Helpline', '08000 121 700'],
    ['R', 'https://www.modernslaveryhelpline.org'],
    'If someone makes you work or takes your pay. Free.',
    { cost: 'free', hours: 'Hours not confirmed' },
  ),
  helpNumber(
    ['report_fraud', 'Report Fraud', '0300 123 2040'],
    ['R', 'https://www.wired-gov.net: Report Fraud service goes live, 4 December 2025'],
    'To report a scam to the police. The call may cost money.',
    { cost: 'local_rate', hours: 'Hours not confirmed' },
  ),
  helpNumber(
    ['nhs_111', 'NHS 111, option 2', '111'],
    ['R', 'https://www.memorialmedicalcentre.co.uk/alerts/nhs-111-option-2-mental-health-support/'],
    'If you feel you cannot cope. Ask for option 2. Free.',
    { cost: 'free', hours: 'Hours not confirmed' },
  ),
  helpNumber(['police_101', 'Police, not urgent', '101'], unread, 'To talk to the police when it can wait.'),
  helpNumber(
    ['galop', 'Galop, LGBT+ people hurt by abuse', '0800 999 5428'],
    ['R-', 'https://hellorayo.co.uk: new LGBT abuse helpline launched'],
    'For LGBT+ people.',
    { cost: 'free' },
  ),
  helpNumber(['rape_crisis', 'Rape Crisis, 16 and over', '0808 500 2222'], unread, 'For anyone over 16.'),
  helpNumber(['mens_advice', "Men's Advice Line", '0808 801 0327'], unread, 'For men.'),
  helpNumber(['karma_nirvana', 'Karma Nirvana', '0800 5999 247'], unread, 'For so-called honour abuse.'),
  helpNumber(['hourglass', 'Hourglass', '0808 808 8141'], unread, 'For older people.'),
  helpNumber(['nspcc', 'NSPCC', '0808 800 5000'], unread, 'For adults worried about a child.'),
];
