/**
 * Back to the queue as `returned`, with the place it had (Q2): because its agent is gone, or because a supervisor decides so
 * while its agent is in an emergency. Another colleague is offered it; the person waits, and is not dropped.
 */
import { canBecome } from '../../shared/domain/conversation-state.ts';
import { raise } from '../../shared/domain/priority.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type ConversationChange,
  type ConversationDoc,
  participants,
  reach,
  type StaffCaller,
  storeNote,
} from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { handOver } from './transfer.ts';

export function backToQueue(
  { queue }: Pick<QueueDeps, 'queue'>,
  { priority, enqueuedAt }: ConversationDoc,
  previousAgentId: string | null,
): ConversationChange {
  const raised = raise(priority, 'returned');
  const queueKey = queue.keyOf(enqueuedAt, raised);
  return { state: 'waiting', holder: null, consulting: [], previousAgentId, priority: raised, queueKey };
}

export async function returnToQueue(
  deps: QueueDeps,
  { conversationId, clientId, reason }: InputOf<SupervisorCommands, 'conversation:return'>,
  caller: StaffCaller,
): Promise<Result<OutputOf<SupervisorCommands, 'conversation:return'>>> {
  const reached = await reach(deps, 'conversation.intervene', caller, conversationId);
  if (!reached.ok) return reached;
  // Whoever may be badly hurt waits for nobody again.
  if (await deps.safeguarding.openEmergency(conversationId)) return fail('conflict', { reason: 'emergency' });
  const { holder } = reached.value;
  const handed = await handOver(deps, {
    conversationId,
    clientId,
    caller,
    content: { kind: 'left', data: { name: holder?.name ?? '' }, writers: [] },
    agents: participants(reached.value),
    // Sent again, nobody holds it any more whose name could be compared.
    same: ({ author, content }) => author.id === caller.agentId && content.kind === 'left',
    move: async (session, doc) => {
      if (doc.state === 'waiting' || doc.state === 'offered') return fail('conflict', { reason: 'waits_already' });
      if (!canBecome(doc.state, 'waiting', 'returned', 'supervisor')) return fail('closed');
      for (const agentId of participants(doc)) await deps.agents.release(session, agentId, conversationId);
      return ok(backToQueue(deps, doc, doc.holder?.agentId ?? null));
    },
  });
  if (!handed.ok) return handed;
  const noted = await storeNote(deps, { conversationId, clientId, text: reason }, caller, 'note');
  if (!noted.ok) return noted;
  const after = await deps.store.find(conversationId);
  return after ? ok({ conversation: await deps.presenter.toStaff(after) }) : fail('not_found');
}
