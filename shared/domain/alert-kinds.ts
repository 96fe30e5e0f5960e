/** What the system raises by itself and a person has to see; every kind has words in the console. */
export const ALERT_KINDS = [
  'nobody_left',
  'danger_waiting',
  'danger_not_answered',
  'watched_words',
  'under_13',
  'agent_lost',
  'sharing_told',
  'message_received',
  'referral_held',
  'referral_restored',
  'referral_delayed',
  'referral_undeliverable',
  'recall_undeliverable',
  'disk_full',
  'cases_without_owner',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
