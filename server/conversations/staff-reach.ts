/** What a member of staff may reach, decided again at each event (A1); what they may not see does not exist for them. */
import { type Action, decide, type Relation } from '../../shared/domain/permissions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationDoc, Exclusion } from './conversation.ts';
import type { ConversationsDeps, StaffCaller } from './deps.ts';
import { participants } from './who-stays.ts';

/** They know one of the people in it; that never lapses, and leaves no other way in. */
export function hasConflict({ exclusions }: Pick<ConversationDoc, 'exclusions'>, agentId: string): boolean {
  return exclusions.some((each) => each.agentId === agentId && isKnown(each));
}

export function isKnown({ reason }: Pick<Exclusion, 'reason'>): boolean {
  return reason === 'conflict_of_interest';
}

export function relationsTo(doc: ConversationDoc, caller: StaffCaller): Relation[] {
  if (hasConflict(doc, caller.agentId)) return [];
  return [
    ...(participants(doc).includes(caller.agentId) ? (['holder'] as const) : []),
    ...(doc.offer?.agentId === caller.agentId ? (['offered'] as const) : []),
    ...(doc.teamId === caller.teamId ? (['team'] as const) : []),
  ];
}

export function mayReach(doc: ConversationDoc, action: Action, caller: StaffCaller): Result<null> {
  const decision = decide(action, caller.role, relationsTo(doc, caller));
  if (decision !== 'allowed') return fail(decision);
  // Also where a role may everywhere.
  return hasConflict(doc, caller.agentId) ? fail('not_found') : ok(null);
}

export async function reach(
  deps: Pick<ConversationsDeps, 'store' | 'safeguarding'>,
  action: Action,
  caller: StaffCaller,
  conversationId: string,
): Promise<Result<ConversationDoc>> {
  const doc = await deps.store.find(conversationId);
  if (!doc) return fail('not_found');
  const allowed = mayReach(doc, action, caller);
  if (allowed.ok) return ok(doc);
  return (await isCalledTo(deps, doc, action, caller)) ? ok(doc) : allowed;
}

/** Asked only where nothing else lets them in, and it would. */
async function isCalledTo(
  { safeguarding }: Pick<ConversationsDeps, 'safeguarding'>,
  doc: ConversationDoc,
  action: Action,
  { agentId, role }: StaffCaller,
): Promise<boolean> {
  if (hasConflict(doc, agentId) || decide(action, role, ['called']) !== 'allowed') return false;
  return safeguarding.answersEmergency(doc._id, agentId);
}
