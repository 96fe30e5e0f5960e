/** Why a referral did not arrive, as one of a few codes that have words: what a worker can do turns on these, not on a status. */

export const REFERRAL_FAILURES = [
  'no_answer',
  'not_reached',
  'their_system_failed',
  'refused_by_them',
  'asked_to_wait',
  'address_changed',
  'address_not_allowed',
  'not_possible',
  'other',
] as const;
export type ReferralFailure = (typeof REFERRAL_FAILURES)[number];

const NAMED: Readonly<Record<string, ReferralFailure>> = {
  timeout: 'no_answer',
  network: 'not_reached',
  address_refused: 'address_not_allowed',
  https_required: 'address_not_allowed',
  not_possible: 'not_possible',
  status_429: 'asked_to_wait',
};

/** `lastFailure` of the outbox: the name of what happened, or `status_` with what the partner's machine answered. */
export function failureOf(lastFailure: string | null): ReferralFailure | null {
  if (lastFailure === null) return null;
  const named = NAMED[lastFailure];
  if (named !== undefined) return named;
  const status = Number(/^status_(\d{3})$/.exec(lastFailure)?.[1] ?? Number.NaN);
  if (status >= 500) return 'their_system_failed';
  if (status >= 400) return 'refused_by_them';
  return status >= 300 ? 'address_changed' : 'other';
}
