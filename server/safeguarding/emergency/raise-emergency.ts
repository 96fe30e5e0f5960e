/**
 * The emergency key (H5): leads and supervisors are rung, the conversation is flagged, no offer reaches its agents any more,
 * nothing closes for silence, and it ends with a lead's agreement.
 */
import type { InputOf } from '../../../shared/protocol/define.ts';
import type { Alert } from '../../../shared/protocol/desk.ts';
import type { StaffCommands } from '../../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { participants, reach, type StaffCaller, updateConversation } from '../../conversations/index.ts';
import { isDuplicateKey } from '../../platform/mongo.ts';
import type { AlertDoc } from '../alert-record.ts';
import { newAlert } from '../alerts.ts';
import { writeConcernIn } from '../concerns/raise-concern.ts';
import type { SafeguardingDeps } from '../deps.ts';
import { askForTakeOver } from './take-over.ts';

type Raise = InputOf<StaffCommands, 'emergency:raise'>;

export async function raiseEmergency(
  deps: SafeguardingDeps,
  input: Raise,
  caller: StaffCaller,
): Promise<Result<{ alert: Alert }>> {
  const { conversationId } = input;
  const reached = await reach(deps, 'emergency.raise', caller, conversationId);
  if (!reached.ok) return reached;
  const before = await deps.alerts.ofCause(causeOf(input));
  if (before) return again(deps, before, input);
  const raised = await raiseOnce(deps, input, caller);
  if (!raised.ok) return raised;
  const { doc, first } = raised.value;
  if (first) {
    deps.signals.publish('alert', { alertId: doc._id });
    deps.background.run(keepFree(deps, doc), 'the agents of an emergency could not be kept free');
  }
  return ok({ alert: await deps.alerts.view(doc) });
}

const causeOf = ({ clientId }: Raise): string => `emergency:${clientId}`;

async function again(
  deps: SafeguardingDeps,
  before: AlertDoc,
  { conversationId, kind }: Raise,
): Promise<Result<{ alert: Alert }>> {
  const same = before.conversationId === conversationId && before.emergencyKind === kind;
  return same ? ok({ alert: await deps.alerts.view(before) }) : fail('conflict');
}

type Raised = Result<{ readonly doc: AlertDoc; readonly first: boolean }>;

/** One emergency a conversation, in one transaction with its flag: whoever raises it at the same moment gets the first one. */
async function raiseOnce(deps: SafeguardingDeps, input: Raise, caller: StaffCaller): Promise<Raised> {
  const { conversationId, kind } = input;
  const { agentId, role } = caller;
  let standing: AlertDoc | null = null;
  let made: AlertDoc | null = null;
  try {
    const flagged = await updateConversation(deps, conversationId, agentId, async (conversation, session) => {
      if (conversation.state === 'closed') return fail('closed');
      standing = await deps.alerts.openEmergency(conversationId, session);
      if (standing) return fail('conflict');
      const emergency = { kind: 'emergency', emergencyKind: kind, causeId: causeOf(input) };
      made = newAlert(deps, { ...emergency, conversationId, agentId });
      await deps.alerts.insertIn(session, made);
      const target = { kind: 'conversation', id: conversationId };
      const meta = { kind, alertId: made._id };
      await deps.audit.record({ actor: { id: agentId, role }, action: 'emergency.raise', target, meta }, session);
      await writeConcernIn(deps, session, {
        ...{ kind: 'emergency', source: 'emergency', sourceId: made._id, causeId: `emergency:${made._id}` },
        ...{ conversationId, caseId: conversation.caseId ?? null, alertId: made._id, teamId: conversation.teamId },
        ...{ text: '', by: caller },
      });
      return ok({ riskFlag: true, concerned: true });
    });
    if (standing !== null) return ok({ doc: standing, first: false });
    if (!flagged.ok) return flagged;
  } catch (error) {
    const found = isDuplicateKey(error) ? await deps.alerts.ofCause(causeOf(input)) : null;
    if (!found) throw error;
    return ok({ doc: found, first: false });
  }
  return made === null ? fail('unavailable') : ok({ doc: made, first: true });
}

/** What rings at them goes back, and their other conversations are offered to the supervisors. A sweep does the rest. */
async function keepFree(deps: SafeguardingDeps, emergency: AlertDoc): Promise<void> {
  const conversation = emergency.conversationId === null ? null : await deps.store.find(emergency.conversationId);
  if (!conversation) return;
  await deps.queue.stopRinging(participants(conversation));
  await askForTakeOver(deps, emergency, conversation);
}
