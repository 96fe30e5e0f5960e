/** Everything that may be due in a case, by what puts its reminder; nothing is due that nobody is reminded of (D2). */
import { AGE_DUTY_CODES, findAgeDuty } from './age-change.ts';
import { CLOCKS } from './case-clocks.ts';

/** What is a thing of its own puts a reminder beside itself. */
const OF_THINGS = [
  'action',
  'chase_others',
  'chase_person',
  'plan_review',
  'waiting_list_review',
  'therapy_session',
  'callback',
  'contact_recheck',
  'contact_stop',
] as const;

/** What a clock, a section, a tool or a pathway makes due stands in the case alone. */
const OF_THE_CASE = [
  ...CLOCKS,
  'chase_referral',
  'partner_question',
  'partner_declined',
  'no_owner',
  'risk_due_again',
  'compensation_deadline',
  'safety_plan_review',
  'consent_review',
  'pass_on',
  'assessment_review',
  'marac_refer',
  'marac_disclosure',
  'lead_decides',
  'withdrawal_check',
  'withdrawal_lead',
  'marac_meeting',
  'marac_actions',
] as const;

const OF_AN_AGE = AGE_DUTY_CODES.map(dueKindOfAge);

export const DUE_KINDS = [...OF_THINGS, ...OF_THE_CASE, ...OF_AN_AGE] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export function dueKindOfAge<Code extends string>(code: Code): `age_${Code}` {
  return `age_${code}`;
}

/** Whether its reminder is written with the case, not with a thing of its own. */
export function isOfTheCase(kind: DueKind): boolean {
  return !OF_THINGS.some((each) => each === kind);
}

const LEADS: ReadonlySet<DueKind> = new Set([
  'marac_disclosure',
  'lead_decides',
  'withdrawal_lead',
  ...AGE_DUTY_CODES.filter((code) => findAgeDuty(code)?.to === 'safeguarding_lead').map(dueKindOfAge),
]);

/** A lead's to decide or to do: leads see it from the start, not only when it is late. */
export function isForLead(kind: DueKind): boolean {
  return LEADS.has(kind);
}

/** Counted in hours: before these nothing else is shown as the next of a case. */
const IN_HOURS: ReadonlySet<DueKind> = new Set([
  ...LEADS,
  'received_to_triaged',
  'first_safe_contact',
  'partner_acknowledgement',
  'chase_referral',
  'partner_question',
  'partner_declined',
  'marac_refer',
  'withdrawal_check',
  'callback',
  'contact_stop',
]);

export function isInHours(kind: DueKind): boolean {
  return IN_HOURS.has(kind);
}

/** What presses most: of what is due by then, what counts in hours; else what is due first. `by` is epoch ms. */
export function mostUrgent<T extends { readonly kind: DueKind; readonly at: number }>(
  due: readonly T[],
  by: number,
): T | undefined {
  const presses = ({ kind, at }: T) => at <= by && isInHours(kind);
  return [...due].sort((a, b) => Number(presses(b)) - Number(presses(a)) || a.at - b.at)[0];
}
