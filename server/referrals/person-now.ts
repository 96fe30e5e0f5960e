/** What a referral needs to know of its person in this moment: from the conversation it was made in, or from its case. */
import { cardLock } from '../../shared/domain/consent.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type ConversationDoc, hasConflict } from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import type { ReferralRow } from './referral-record.ts';

export interface PersonNow {
  /** When they left by Exit, if they did. */
  readonly exitedAt: number | null;
  /** Why the card is locked by their age (H10). */
  readonly lock: Result<null>;
  /** Whether this member of staff knows somebody in it. */
  readonly knows: (agentId: string) => boolean;
}

type Deps = Pick<ReferralsDeps, 'conversations' | 'standingOfCase' | 'consents'>;

export async function personNow(
  deps: Deps,
  session: Session,
  { conversationId, caseId, consentId }: Pick<ReferralRow, 'conversationId' | 'caseId' | 'consentId'>,
): Promise<PersonNow> {
  if (conversationId === null) return ofCase(deps, session, caseId ?? null, consentId);
  const conversation = await deps.conversations.findIn(session, conversationId);
  if (!conversation) return { exitedAt: null, lock: ok(null), knows: () => false };
  return {
    exitedAt: exitOf(conversation),
    lock: cardLock(conversation.ageBand, conversation.competence),
    knows: (agentId) => hasConflict(conversation, agentId),
  };
}

/** What was noted of a child's understanding was noted for this consent alone: each is asked for what it shares. */
async function ofCase(deps: Deps, session: Session, caseId: string | null, consentId: string): Promise<PersonNow> {
  const { competence = null } = (await deps.consents.findConsent(session, consentId)) ?? {};
  const standing = caseId === null ? null : await deps.standingOfCase(session, caseId, competence);
  const exclusions = standing?.exclusions ?? [];
  return { exitedAt: null, lock: standing?.lock ?? ok(null), knows: (agentId) => exclusions.includes(agentId) };
}

/** When the visitor left by Exit, if they did. */
export function exitOf({ endReason, endedAt }: Pick<ConversationDoc, 'endReason' | 'endedAt'>): number | null {
  return endReason === 'exit' ? endedAt : null;
}
