/** What the system raises by itself and a person has to see; every kind has words in the console. */
export const ALERT_KINDS = [
  'nobody_left',
  'danger_waiting',
  'danger_not_answered',
  'watched_words',
  'under_13',
  'agent_lost',
  'take_over',
  'no_lead',
  'assessment_lead',
  'risk_high',
  'marac_refused',
  'lead_decides',
  'sharing_told',
  'concern_raised',
  'disclosure_proposed',
  'disclosure_unapproved',
  'breach_reported',
  'breach_due',
  'message_received',
  'referral_held',
  'referral_restored',
  'referral_delayed',
  'referral_undeliverable',
  'recall_undeliverable',
  'disk_full',
  'cases_without_owner',
  'case_without_owner',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** For which somebody must come now: whatever else waits to be taken, these are shown. An emergency is one by itself. */
export const PRESSING_KINDS: readonly AlertKind[] = [
  'nobody_left',
  'danger_waiting',
  'danger_not_answered',
  'watched_words',
  'under_13',
  'agent_lost',
  'take_over',
  'no_lead',
];
