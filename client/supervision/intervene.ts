import type { Priority, StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import { changeDesk, command, loadThread } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { attend } from '../app/view.ts';
import { changed, isOf } from '../desk/reduce.ts';

export const INTERVENTIONS = ['take-over', 'return', 'assign', 'prioritise'] as const;
export type Intervention = (typeof INTERVENTIONS)[number];
export const BANDS: readonly Priority[] = ['danger', 'self_harm', 'young', 'returned', 'normal'];

export function isBand(code: string): code is Priority {
  return BANDS.some((band) => band === code);
}

interface Intent {
  readonly clientId: string;
  readonly conversationId: string;
  readonly reason: string;
}

type Answer = Reply<{ conversation: StaffConversation }>;

export async function intervene(
  kind: Intervention,
  intent: Intent,
  { agentId, priority }: { readonly agentId: string; readonly priority: string },
): Promise<Answer> {
  const reply = await send(kind, intent, agentId, priority);
  if (!reply.ok) return reply;
  changeDesk((desk) => changed(desk, reply.value.conversation));
  const me = useLive.getState().account?.agentId;
  if (me !== undefined && isOf(reply.value.conversation, me)) {
    attend(intent.conversationId);
    await loadThread(intent.conversationId);
  }
  return reply;
}

function send(kind: Intervention, intent: Intent, agentId: string, priority: string): Promise<Answer> {
  if (kind === 'take-over') return command('conversation:take-over', intent);
  if (kind === 'return') return command('conversation:return', intent);
  if (kind === 'assign') return command('conversation:assign', { ...intent, agentId });
  return command('conversation:prioritise', { ...intent, priority: isBand(priority) ? priority : 'normal' });
}
