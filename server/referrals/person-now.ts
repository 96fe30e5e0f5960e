/** What a referral needs to know of its person in this moment: from the conversation it was made in, or from its case. */
import type { Urgency } from '../../shared/domain/case-clocks.ts';
import { cardLock } from '../../shared/domain/consent.ts';
import { ageBand } from '../../shared/protocol/pre-chat.ts';
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
  readonly urgency: Urgency;
  /** Whether this member of staff knows somebody in it. */
  readonly knows: (agentId: string) => boolean;
}

type Deps = Pick<ReferralsDeps, 'conversations' | 'standingOfCase' | 'atOnce' | 'consents'>;

export async function personNow(
  deps: Deps,
  session: Session,
  { conversationId, caseId, consentId }: Pick<ReferralRow, 'conversationId' | 'caseId' | 'consentId'>,
): Promise<PersonNow> {
  if (conversationId === null) return ofCase(deps, session, caseId ?? null, consentId);
  const conversation = await deps.conversations.findIn(session, conversationId);
  if (!conversation) return { exitedAt: null, lock: ok(null), urgency: NOTHING_KNOWN, knows: () => false };
  return {
    exitedAt: exitOf(conversation),
    lock: cardLock(conversation.ageBand, conversation.competence),
    urgency: urgencyOf(await deps.atOnce(conversation, session), conversation.ageBand),
    knows: (agentId) => hasConflict(conversation, agentId),
  };
}

/** What was noted of a child's understanding was noted for this consent alone: each is asked for what it shares. */
async function ofCase(deps: Deps, session: Session, caseId: string | null, consentId: string): Promise<PersonNow> {
  const { competence = null } = (await deps.consents.findConsent(session, consentId)) ?? {};
  const standing = caseId === null ? null : await deps.standingOfCase(session, caseId, competence);
  const exclusions = standing?.exclusions ?? [];
  const urgency = standing === null ? NOTHING_KNOWN : urgencyOf(standing.atOnce, standing.ageBand);
  return {
    exitedAt: null,
    lock: standing?.lock ?? ok(null),
    urgency,
    knows: (agentId) => exclusions.includes(agentId),
  };
}

const NOTHING_KNOWN: Urgency = { risk: null, ageBand: null };

function urgencyOf(high: boolean, band: string | null): Urgency {
  const known = ageBand.safeParse(band);
  return { risk: high ? 'high' : null, ageBand: known.success ? known.data : null };
}

/** When the visitor left by Exit, if they did. */
function exitOf({
  endReason,
  endedAt,
  exitedAt = null,
}: Pick<ConversationDoc, 'endReason' | 'endedAt' | 'exitedAt'>): number | null {
  return endReason === 'exit' ? endedAt : exitedAt;
}
