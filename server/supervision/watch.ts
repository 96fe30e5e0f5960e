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
    // In that order: whoever is kept out of it from now on is sent out of the room, and who was before does not stay.
    const still = await reach(deps, 'conversation.watch', caller, conversationId);
    if (!still.ok) {
      for (const room of [watchRoom, conversationRoom]) deps.rooms.leave(room(conversationId), follower.socketId);
      return still;
    }
  }
  await show(deps, conversationId, caller, watching);
  const page = await pageForStaff(deps, conversationId, 0, caller);
  if (!watching) {
    deps.rooms.leave(watchRoom(conversationId), follower.socketId);
    const { holder, consulting } = page.conversation;
    if (![holder, ...consulting].some((each) => each?.agentId === caller.agentId))
      deps.rooms.leave(conversationRoom(conversationId), follower.socketId);
  }
  return ok(page);
}

/** A connection that goes reads no more: said, so that no agent believes to be watched who is not. */
export async function stopWatching(deps: ConversationsDeps, caller: StaffCaller): Promise<void> {
  const prefix = watchRoom('');
  const watched = deps.rooms.rooms(prefix).filter((room) => deps.rooms.has(room, caller.socketId));
  for (const room of watched) await show(deps, room.slice(prefix.length), caller, false);
}

/** They were sent out of it: they know somebody in it. */
export async function noteStopped(
  deps: ConversationsDeps,
  conversationId: string,
  watchers: readonly Follower[],
): Promise<void> {
  for (const { who, socketId } of watchers) {
    const agent = await deps.agents.find(who);
    if (agent) await show(deps, conversationId, { ...agent, agentId: who, socketId }, false);
  }
}

async function show(
  deps: ConversationsDeps,
  conversationId: string,
  caller: StaffCaller,
  watching: boolean,
): Promise<void> {
  const text = `${caller.name} ${watching ? 'is reading along' : 'stopped reading along'}.`;
  const clientId = `watch:${deps.ids.uuid()}`;
  await storeNote(deps, { conversationId, clientId, text }, caller, 'note');
}

export async function whisper(
  deps: ConversationsDeps,
  input: InputOf<SupervisorCommands, 'conversation:whisper'>,
  caller: StaffCaller,
): Out<'conversation:whisper'> {
  const reached = await reach(deps, 'conversation.watch', caller, input.conversationId);
  return reached.ok ? storeNote(deps, input, caller, 'whisper') : reached;
}
