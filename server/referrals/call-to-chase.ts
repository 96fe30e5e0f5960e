/**
 * A partner has not said that it has a referral, and it is time that somebody asks. In a case its workers are reminded by what
 * is due there; where there is none that is open, and once it is the coordinator's, an alert calls.
 */
import type { ReferralsDeps } from './deps.ts';
import type { ReferralRow } from './referral-record.ts';

export async function callToChase(deps: ReferralsDeps, row: ReferralRow): Promise<void> {
  const { chase, chases = [] } = row;
  if (!chase) return;
  const caseId = chase.step === 'coordinator' ? null : await caseOf(deps, row);
  // In a case that is closed nothing is due, and nobody would be reminded.
  if (caseId === null || !(await deps.ofCase.isOpen(caseId)))
    await deps.tellPerson({ kind: 'referral_unanswered', row, cause: chaseCause(row, chases.length) });
  await deps.outbox.chaseTold(row);
}

/** Under which somebody was called to ask: to be put away once nobody waits for a word of the partner any more. */
export function chaseCausesOf(row: Pick<ReferralRow, '_id' | 'chase' | 'chases'>): string[] {
  const { chase, chases = [] } = row;
  return chase ? [...chases, null].map((_each, asked) => chaseCause(row, asked)) : [];
}

function chaseCause({ _id }: Pick<ReferralRow, '_id'>, asked: number): string {
  return `${_id}:chase:${asked}`;
}

/** The case it was made in, or that its conversation is part of by now. */
export async function caseOf(
  { conversations }: Pick<ReferralsDeps, 'conversations'>,
  { caseId, conversationId }: Pick<ReferralRow, 'caseId' | 'conversationId'>,
): Promise<string | null> {
  if (caseId) return caseId;
  return conversationId === null ? null : ((await conversations.find(conversationId))?.caseId ?? null);
}
