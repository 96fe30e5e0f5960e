// How long each kind of personal record is kept, as data. Every record carries `purgeAt` from its first day, so that
// deleting needs nothing retrofitted; a legal hold stands above it. The periods are proposals: the service's data
// protection officer signs them.

export const RETENTION_RECORDS = [
  'conversation',
  'linked_conversation',
  'staff_note',
  'consent',
  'referral',
  'disclosure',
  'case',
  'assessment',
  'approval',
  'message_form',
  'inbound_referral',
  'survey',
  'alert',
  'duty',
  'concern',
  'complaint',
  'incident',
  'qualification',
  'availability',
  'staff_session',
  'audit',
] as const;
export type RetentionRecord = (typeof RETENTION_RECORDS)[number];

export interface RetentionRule {
  readonly record: RetentionRecord;
  readonly days: number;
  /** The moment the days are counted from. */
  readonly from: 'closed' | 'made' | 'ended';
  readonly because: string;
  /** Who signed the period; null until somebody has. */
  readonly signedBy: string | null;
}

const SEVEN_YEARS = 2_557;
const rule = (record: RetentionRecord, days: number, from: RetentionRule['from'], because: string): RetentionRule => ({
  record,
  days,
  from,
  because,
  signedBy: null,
});

export const retentionDefaults: readonly RetentionRule[] = [
  rule('conversation', 30, 'closed', 'Not linked to a person: short, as the welcome says (H15)'),
  rule(
    'linked_conversation',
    SEVEN_YEARS,
    'closed',
    'The person asked to be referred, or a safeguarding step was taken',
  ),
  rule('staff_note', 30, 'closed', 'As long as its conversation'),
  rule('consent', SEVEN_YEARS, 'ended', 'Proof of what was agreed, until claims lapse'),
  rule('referral', SEVEN_YEARS, 'ended', 'Proof of what was sent, until claims lapse'),
  rule('disclosure', SEVEN_YEARS, 'made', 'A decision without consent must stay open to question'),
  rule(
    'case',
    SEVEN_YEARS,
    'closed',
    'Until claims lapse; who was a child when it closed: to their 25th birthday at least',
  ),
  rule('assessment', 30, 'made', 'From its last change, of a conversation; of a case, as long as the case'),
  rule('approval', SEVEN_YEARS, 'made', 'Who decided with whom must stay open to question'),
  rule('message_form', 90, 'made', 'Answered long before; what became a case is copied to it'),
  rule(
    'inbound_referral',
    365,
    'ended',
    'So that its sender can ask what came of it; what became a case is copied to it',
  ),
  rule('survey', 365, 'made', 'Counts by quarter and year; no conversation id'),
  rule('alert', 365, 'made', 'Review of how alarms were handled'),
  rule('duty', 365, 'ended', 'Who was on call when an alarm was raised'),
  rule('concern', SEVEN_YEARS, 'closed', 'What was decided for somebody’s safety must stay open to question'),
  rule('complaint', SEVEN_YEARS, 'closed', 'Learning, and an answer to who asks again, until claims lapse'),
  rule('incident', SEVEN_YEARS, 'closed', 'Proof to the regulator of what happened and who was told'),
  rule('qualification', SEVEN_YEARS, 'ended', 'Who was trained when an assessment was made'),
  rule('availability', 365, 'made', 'Staffing figures; no reports on single workers'),
  rule('staff_session', 1, 'ended', 'Only to show who was signed in'),
  rule('audit', SEVEN_YEARS, 'made', 'Who saw or changed a record'),
];

const DAY_MS = 86_400_000;

/** When a record that began its period at `from` is to be deleted. */
export function purgeAt(rules: readonly RetentionRule[], record: RetentionRecord, from: Date): Date {
  const found = rules.find((each) => each.record === record);
  if (!found) throw new Error(`No retention rule for "${record}". Add one to the settings of the service.`);
  return new Date(from.getTime() + found.days * DAY_MS);
}

export function keptDays(rules: readonly RetentionRule[], record: RetentionRecord): number {
  return rules.find((each) => each.record === record)?.days ?? 0;
}
