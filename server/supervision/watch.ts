/** Supervisors read along, never unseen: the agent sees who reads at once (V5). Whispers are staff notes. */
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';
import { ok, type Result } from '../../shared/result.ts';
import {
  type ConversationsDeps,
  conversationRoom,
  follow,
  pageForStaff,
  reach,
  type StaffCaller,
  storeNote,
  watchRoom,
} from '../conversations/index.ts';
import type { Follower } from '../platform/rooms.ts';

type Out<K extends keyof SupervisorCommands> = Promise<Result<OutputOf<SupervisorCommands, K>>>;

export async function watchConversation(
  deps: ConversationsDeps,
  { conversationId, watching }: InputOf<SupervisorCommands, 'conversation:watch'>,
  caller: StaffCaller,
  follower: Follower,
): Out<'conversation:watch'> {
  const reached = await reach(deps, 'conversation.watch', caller, conversationId);
  if (!reached.ok) return reached;
  await deps.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: watching ? 'conversation.watch' : 'conversation.unwatch',
    target: { kind: 'conversation', id: conversationId },
  });
  if (watching) {
    deps.rooms.join(watchRoom(conversationId), follower);
    follow(deps, conversationId, caller);
  }
  const text = watching ? 'is reading along' : 'stopped reading along';
  const clientId = `watch:${deps.ids.uuid()}`;
  await storeNote(deps, { conversationId, clientId, text: `${caller.name} ${text}.` }, caller, 'note');
  const page = await pageForStaff(deps, conversationId, 0, caller);
  if (!watching) {
    deps.rooms.leave(watchRoom(conversationId), follower.socketId);
    const { holder, consulting } = page.conversation;
    if (![holder, ...consulting].some((each) => each?.agentId === caller.agentId))
      deps.rooms.leave(conversationRoom(conversationId), follower.socketId);
  }
  return ok(page);
}

export async function whisper(
  deps: ConversationsDeps,
  input: InputOf<SupervisorCommands, 'conversation:whisper'>,
  caller: StaffCaller,
): Out<'conversation:whisper'> {
  const reached = await reach(deps, 'conversation.watch', caller, input.conversationId);
  return reached.ok ? storeNote(deps, input, caller, 'whisper') : reached;
}
