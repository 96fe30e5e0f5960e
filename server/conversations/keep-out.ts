/**
 * Who is kept out of a case is kept out of its conversations, in the transaction that does so: they neither reach, watch nor
 * are offered one any more (H8). Nobody is torn out of a talk that goes on: whoever is in one hands it on first.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { ConversationDoc, Exclusion } from './conversation.ts';
import type { ConversationsDeps } from './deps.ts';
import { isKnown } from './staff-reach.ts';

interface KeptOutChange {
  readonly keptOut: readonly string[];
  readonly letIn: readonly string[];
}

export function exclusionsAfter(before: readonly Exclusion[], { keptOut, letIn }: KeptOutChange): readonly Exclusion[] {
  const stay = before.filter((each) => !(isKnown(each) && letIn.includes(each.agentId)));
  const known = stay.filter(isKnown).map(({ agentId }) => agentId);
  const added = [...new Set(keptOut)].filter((agentId) => !known.includes(agentId));
  if (added.length === 0 && stay.length === before.length) return before;
  return [...stay, ...added.map((agentId) => ({ agentId, reason: 'conflict_of_interest', until: null }) as const)];
}

/** Who of these is in it now: the talk goes on, or they have not said yet what it was about. */
export function whoIsIn(
  doc: Pick<ConversationDoc, 'state' | 'holder' | 'consulting'>,
  agentIds: readonly string[],
): Result<null> {
  const held = doc.state === 'closed' ? [] : [...(doc.holder ? [doc.holder] : []), ...doc.consulting];
  const known = held.find(({ agentId }) => agentIds.includes(agentId));
  return known === undefined ? ok(null) : fail('conflict', { reason: 'in_conversation', name: known.name });
}

export async function keepOutOfConversationsIn(
  deps: Pick<ConversationsDeps, 'store' | 'clock'>,
  session: Session,
  caseId: string,
  change: KeptOutChange,
): Promise<Result<null>> {
  for (const doc of await deps.store.ofCaseIn(session, caseId)) {
    const free = whoIsIn(doc, change.keptOut);
    if (!free.ok) return free;
    const exclusions = exclusionsAfter(doc.exclusions, change);
    if (exclusions !== doc.exclusions)
      await deps.store.changeIn(session, doc, { exclusions }, { at: deps.clock.now(), by: 'system' });
  }
  return ok(null);
}
