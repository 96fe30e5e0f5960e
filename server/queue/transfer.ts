/** A conversation changes hands: transfer (cold or warm), assignment, take-over, leaving. All through `claim` (Q1). */
import { isDeepStrictEqual } from 'node:util';
import { canBecome } from '../../shared/domain/conversation-state.ts';
import type { InputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AgentDoc } from '../agents/index.ts';
import {
  authorOf,
  type ConversationDoc,
  type Holder,
  hasConflict,
  type LogEntry,
  mayReach,
  participants,
  reach,
  type StaffCaller,
  storeNote,
} from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import { claim } from './claim.ts';
import type { QueueDeps } from './deps.ts';
import { exclusionAfter } from './exclusions.ts';

type Transfer = InputOf<StaffCommands, 'conversation:transfer'>;
type Posted = { seq: number; at: string };

/** Cold leaves at once; warm consults until one leaves: who stays holds. The note stands beside the log. */
export async function transfer(deps: QueueDeps, input: Transfer, caller: StaffCaller): Promise<Result<Posted>> {
  const before = await answerAgain(deps, input, caller, (first) => isSameTransfer(first, input, caller));
  if (before?.ok === false) return before;
  if (before) return withNote(await storeNote(deps, { ...input, text: input.note }, caller, 'note'), before);
  const reached = await reach(deps, 'conversation.transfer', caller, input.conversationId);
  if (!reached.ok) return reached;
  const moved =
    'agentId' in input.to
      ? await toAgent(deps, input, input.to.agentId, caller)
      : await toQueue(deps, input, input.to.queueId, caller);
  // After the move: a refused one leaves no note of what never happened. Sent again, the note is stored then.
  return moved.ok ? withNote(await storeNote(deps, { ...input, text: input.note }, caller, 'note'), moved) : moved;
}

function withNote(noted: Result<unknown>, transferred: Result<Posted>): Result<Posted> {
  return noted.ok ? transferred : noted;
}

function isSameTransfer(first: LogEntry, { to, warm = false }: Transfer, { agentId }: StaffCaller): boolean {
  if (first.content.kind !== 'transferred') return false;
  if ('queueId' in to) return isDeepStrictEqual([first.content.data, first.content.writers], [{ to: to.queueId }, []]);
  const writers = first.content.writers ?? [];
  return writers.at(-1) === to.agentId && writers.includes(agentId) === warm;
}

async function toAgent(
  deps: QueueDeps,
  input: Transfer,
  agentId: string,
  caller: StaffCaller,
): Promise<Result<Posted>> {
  const target = await deps.agents.find(agentId);
  if (!target || target.disabledAt !== null || target.teamId !== caller.teamId || agentId === caller.agentId)
    return fail('not_found');
  const { conversationId, clientId, warm = false } = input;
  return handOver(deps, {
    conversationId,
    clientId,
    caller,
    content: { kind: 'transferred', data: { to: target.name }, writers: [agentId] },
    agents: [caller.agentId, agentId],
    same: (first) => isSameTransfer(first, input, caller),
    // Whoever asks a third in may be consulting themselves: all who are there may go on writing.
    ...(warm ? { writersIn: (doc: ConversationDoc) => [...participants(doc), agentId] } : {}),
    move: async (session, doc, at) => {
      const allowed = mayReach(doc, 'conversation.transfer', caller);
      if (!allowed.ok || doc.state !== 'active') return allowed.ok ? fail('closed') : allowed;
      if (warm && participants(doc).includes(agentId)) return fail('conflict', { reason: 'already_here' });
      const given = await giveTo(deps, session, doc, target);
      if (!given.ok) return given;
      await accepted(deps, session, target, at);
      if (warm) return ok({ consulting: [...doc.consulting, holderOf(target)] });
      // Cold: everybody else leaves, the holder too where a colleague who consulted hands it on, and holds no place (Q1).
      for (const each of participants(doc))
        if (each !== agentId) await deps.agents.release(session, each, conversationId);
      return ok({ holder: holderOf(target), consulting: [], previousAgentId: caller.agentId });
    },
  });
}

/**
 * Given at once, without ringing: only to somebody who is there, has no conflict of interest, and still is who was chosen:
 * between the choice and this transaction an account may have been disabled or have changed its team.
 */
export async function giveTo(
  deps: QueueDeps,
  session: Session,
  conversation: ConversationDoc,
  target: AgentDoc,
): Promise<Result<null>> {
  const agentId = target._id;
  if (hasConflict(conversation, agentId)) return fail('conflict', { reason: 'conflict_of_interest' });
  const agent = await deps.agents.findIn(session, agentId);
  if (!agent || agent.disabledAt !== null || agent.teamId !== target.teamId) return fail('not_found');
  if (agent.connections.length === 0) return fail('conflict', { reason: 'not_connected' });
  return claim(deps.agents, session, { agentId, conversationId: conversation._id, kind: 'given' });
}

async function toQueue(
  deps: QueueDeps,
  input: Transfer,
  queueId: string,
  caller: StaffCaller,
): Promise<Result<Posted>> {
  const queue = await deps.service.queue(queueId);
  if (!queue) return fail('not_found');
  const { conversationId, clientId } = input;
  return handOver(deps, {
    conversationId,
    clientId,
    caller,
    content: { kind: 'transferred', data: { to: queueId }, writers: [] },
    agents: [caller.agentId],
    move: async (session, doc, at) => {
      const allowed = mayReach(doc, 'conversation.transfer', caller);
      if (!allowed.ok || !canBecome(doc.state, 'waiting', 'transferred')) return allowed.ok ? fail('closed') : allowed;
      for (const agentId of participants(doc)) await deps.agents.release(session, agentId, conversationId);
      const declined = exclusionAfter(caller.agentId, 'declined', at, await deps.settings());
      const exclusions = [...doc.exclusions, declined];
      const place = { queueId, requiredSkills: queue.requiredSkills, exclusions };
      return ok({ state: 'waiting', holder: null, consulting: [], previousAgentId: null, ...place });
    },
  });
}

/** `conversation:leave`: a consulting colleague goes; or the holder goes and the one who stays holds. */
export async function leaveConversation(
  deps: QueueDeps,
  { conversationId, clientId }: InputOf<StaffCommands, 'conversation:leave'>,
  caller: StaffCaller,
): Promise<Result<Posted>> {
  const same = ({ content }: LogEntry) => content.kind === 'left';
  const before = await answerAgain(deps, { conversationId, clientId }, caller, same);
  if (before) return before;
  const reached = await reach(deps, 'conversation.write', caller, conversationId);
  if (!reached.ok) return reached;
  const { agentId } = caller;
  /** Who stays is known by the transaction alone: others come and go until then. */
  const stay = (doc: ConversationDoc) => participants(doc).filter((each) => each !== agentId);
  return handOver(deps, {
    conversationId,
    clientId,
    caller,
    content: { kind: 'left', data: { name: caller.name }, writers: [] },
    agents: participants(reached.value),
    same,
    writersIn: stay,
    move: async (session, doc) => {
      const allowed = mayReach(doc, 'conversation.write', caller);
      if (!allowed.ok) return allowed;
      const staying = [...(doc.holder ? [doc.holder] : []), ...doc.consulting].filter(
        (each) => each.agentId !== agentId,
      );
      const [holder, ...consulting] = staying;
      if (!holder) return fail('conflict', { reason: 'nobody_stays' });
      await deps.agents.release(session, agentId, conversationId);
      return ok({ holder, consulting });
    },
  });
}

/**
 * [L2] Who handed a conversation on no longer has it, and still gets the first answer when the command comes again; null
 * when it is the first time.
 */
async function answerAgain(
  deps: QueueDeps,
  { conversationId, clientId }: { readonly conversationId: string; readonly clientId: string },
  caller: StaffCaller,
  same: (first: LogEntry) => boolean,
): Promise<Result<Posted> | null> {
  const first = await deps.log.find(conversationId, clientId);
  if (first?.author.id !== caller.agentId) return null;
  return same(first) ? ok({ seq: first.seq, at: iso(first.at) }) : fail('conflict');
}

export interface HandOver {
  readonly conversationId: string;
  readonly clientId: string;
  readonly caller: StaffCaller;
  readonly content: { kind: 'joined' | 'left' | 'transferred'; data: unknown; writers: readonly string[] };
  /** Who is concerned, before or after. */
  readonly agents: readonly string[];
  /** Who may write from then on, where that depends on who is there. */
  readonly writersIn?: (doc: ConversationDoc) => readonly string[];
  /** Whether the entry that is there is this one (L2); by what the entry says, unless told. */
  readonly same?: (first: LogEntry) => boolean;
  readonly move: (session: Session, doc: ConversationDoc, at: number) => Promise<Result<Partial<ConversationDoc>>>;
}

export async function handOver(
  deps: QueueDeps,
  { conversationId, clientId, caller, content, agents, writersIn, same = saysTheSame(content), move }: HandOver,
): Promise<Result<Posted>> {
  const outcome = await deps.log.post<readonly string[]>({
    conversationId,
    clientId,
    author: authorOf(caller),
    content,
    replay: async (first) => (same(first) ? ok([]) : fail('conflict')),
    work: async ({ session, conversation, at }) => {
      const moved = await move(session, conversation, at);
      if (!moved.ok) return moved;
      const actor = { id: caller.agentId, role: caller.role };
      const target = { kind: 'conversation', id: conversationId };
      await deps.audit.record({ actor, action: `conversation.${content.kind}`, target }, session);
      const written = writersIn ? { ...content, writers: writersIn(conversation) } : content;
      return ok({ value: participants(conversation), change: moved.value, content: written });
    },
  });
  if (!outcome.ok) {
    const { code } = outcome.error;
    if (code === 'at_capacity' || code === 'conflict') deps.measures.claimConflict(code);
    return outcome;
  }
  const concerned = [...new Set([...agents, ...outcome.value.value])];
  deps.delivery.changed(conversationId, concerned);
  for (const agentId of concerned) deps.queue.agentChanged(agentId);
  deps.queue.changed(conversationId);
  return ok({ seq: outcome.value.seq, at: outcome.value.at });
}

function saysTheSame(content: HandOver['content']): (first: LogEntry) => boolean {
  return (first) => isDeepStrictEqual([first.content.data, first.content.writers], [content.data, content.writers]);
}

export function holderOf(agent: AgentDoc): Holder {
  return { agentId: agent._id, name: agent.name };
}

export async function accepted(deps: QueueDeps, session: Session, agent: AgentDoc, at: number): Promise<void> {
  await deps.agents.change(agent._id, {}, { $set: { lastAcceptedAt: at } }, session);
}
