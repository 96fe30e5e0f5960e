/** What a visitor with a conversation may do; each function is one command of the visitor's table. */
import { hasEnded } from '../../shared/domain/conversation-state.ts';
import { preferredSkillsFor, priorityOf, raise } from '../../shared/domain/priority.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { VisitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ConversationChange, ConversationDoc } from './conversation.ts';
import type { ConversationsDeps } from './deps.ts';
import { endConversation } from './end-conversation.ts';
import { presentEntry, VISITOR } from './log.ts';
import { updateConversation } from './update-conversation.ts';
import { participants } from './who-stays.ts';

const LEAVING_ATTEMPTS = 4;

type In<K extends keyof VisitorCommands> = InputOf<VisitorCommands, K>;
type Out<K extends keyof VisitorCommands> = Promise<Result<OutputOf<VisitorCommands, K>>>;

export async function resume(
  deps: ConversationsDeps,
  conversationId: string,
  { afterSeq }: In<'conversation:resume'>,
): Out<'conversation:resume'> {
  // Live on this node before it is read: what comes after the page is then delivered (L4).
  await deps.log.tails.load(conversationId);
  const doc = await deps.store.find(conversationId);
  if (!doc) return fail('not_found');
  // An exit on another node may not have been heard of here: the token is dead all the same (P2).
  if (doc.tokenHash === null) return fail('unauthenticated');
  const page = await deps.log.read(conversationId, afterSeq);
  const conversation = await deps.presenter.toVisitor(doc);
  const entries = page.entries.map((entry) => presentEntry(entry, { audience: 'visitor', id: VISITOR.id }));
  return ok({ conversation, entries, more: page.more });
}

export async function sendVisitorMessage(
  deps: ConversationsDeps,
  conversationId: string,
  { clientId, text }: In<'message:send'>,
): Out<'message:send'> {
  const outcome = await deps.log.append({
    conversationId,
    clientId,
    author: VISITOR,
    content: { kind: 'message', text },
  });
  // Only while nobody has the conversation: then somebody reads it anyway.
  const isWaiting = outcome.ok && (deps.log.tails.loaded(conversationId)?.writers.size ?? 0) === 0;
  if (isWaiting && deps.safeguarding.watchedWords(text)) await raiseForWords(deps, conversationId);
  return outcome;
}

/** Lines sent while waiting are checked against the watched words: a hit raises the band and calls a supervisor (H6). */
async function raiseForWords(deps: ConversationsDeps, conversationId: string): Promise<void> {
  const doc = await deps.store.find(conversationId);
  if (!doc || (doc.state !== 'waiting' && doc.state !== 'offered')) return;
  if (!doc.riskFlag)
    await updateConversation(deps, conversationId, 'system', (now) => ok(bandChange(deps, now, 'self_harm')));
  await deps.safeguarding.raiseAlert({ kind: 'watched_words', conversationId });
}

function bandChange(
  deps: ConversationsDeps,
  doc: ConversationDoc,
  next: ConversationDoc['priority'],
): ConversationChange {
  const priority = raise(doc.priority, next);
  return {
    priority,
    queueKey: deps.queue.keyOf(doc.enqueuedAt, priority),
    riskFlag: doc.riskFlag || priority === 'danger' || priority === 'self_harm',
  };
}

/** While waiting; the band is worked out anew and never lowered (Q3), each part can be skipped (V1). */
export async function answerPreChat(
  deps: ConversationsDeps,
  conversationId: string,
  { preChat }: In<'pre-chat:answer'>,
): Out<'pre-chat:answer'> {
  const { message: _, ...parts } = preChat;
  let wasDanger = false;
  // Merged with what stands there when it is written: two answers sent at once are both kept.
  const updated = await updateConversation(deps, conversationId, VISITOR.id, async (doc, _session, now) => {
    if (doc.state !== 'waiting' && doc.state !== 'offered') return fail('closed');
    wasDanger = doc.priority === 'danger';
    const merged = { ...(await deps.presenter.preChat(doc)), ...parts };
    const sealed = await deps.presenter.seal(conversationId, 'preChat', merged);
    return ok({
      ...bandChange(deps, doc, priorityOf(merged)),
      ...ageChange(doc, merged.ageBand, now),
      preChat: sealed,
    });
  });
  if (!updated.ok) return updated;
  if (updated.value.priority === 'danger' && !wasDanger) {
    await deps.safeguarding.raiseAlert({ kind: 'danger_waiting', conversationId });
  }
  return ok({ conversation: await deps.presenter.toVisitor(updated.value) });
}

/** Rules that turn on age run again at once (H10); a skipped question changes nothing. */
export function ageChange(
  doc: ConversationDoc,
  ageBand: ConversationDoc['ageBand'] | undefined,
  ageAt: number,
): ConversationChange {
  if (ageBand === undefined || ageBand === null) return {};
  const band = ageBand as Parameters<typeof preferredSkillsFor>[0];
  const others = doc.preferredSkills.filter((skill) => !preferredSkillsFor('under_13').includes(skill));
  return { ageBand, ageAt, preferredSkills: [...others, ...preferredSkillsFor(band)] };
}

export function typing(
  deps: ConversationsDeps,
  conversationId: string,
  who: string,
  value: boolean,
): Promise<Result<Record<string, never>>> {
  deps.signals.publish('typing', { conversationId, who, typing: value });
  return Promise.resolve(ok({}));
}

/** Read marks never go back; they are signals and a mark on the document, never entries. */
export async function markRead(
  deps: ConversationsDeps,
  conversationId: string,
  by: 'visitor' | 'agent',
  seq: number,
): Promise<Result<Record<string, never>>> {
  const last = await deps.log.lastSeq(conversationId);
  const upTo = Math.min(seq, last);
  const moved = await deps.store.touch(conversationId, { [`reads.${by}`]: { $lt: upTo } }, { [`reads.${by}`]: upTo });
  if (moved) deps.signals.publish('reads', { conversationId, by, seq: upTo });
  return ok({});
}

export async function leave(
  deps: ConversationsDeps,
  conversationId: string,
  { clientId, reason }: In<'conversation:leave'>,
): Out<'conversation:leave'> {
  for (let attempt = 0; attempt < LEAVING_ATTEMPTS; attempt += 1) {
    const doc = await deps.store.find(conversationId);
    if (!doc) return fail('not_found');
    // Whoever left the queue left it, also when it is said again after the end (L2).
    const queued = doc.state === 'waiting' || doc.state === 'offered' || doc.endReason === 'left_queue';
    const ended = { by: 'visitor', reason: queued && reason === 'ended' ? 'left_queue' : reason } as const;
    const outcome = await endConversation(deps, { conversationId, clientId, author: VISITOR, ended });
    if (outcome.ok) return ok({});
    // An agent accepted in this very moment: it is another end now, and still an end.
    if (outcome.error.code === 'closed' && !hasEnded(doc.state)) continue;
    // Already over: an exit still kills the token, whatever was sent under this id before; leaving twice is no error.
    if (reason === 'exit' && hasEnded(doc.state)) await killToken(deps, doc);
    return outcome.error.code === 'closed' ? ok({}) : outcome;
  }
  return fail('unavailable');
}

async function killToken(deps: ConversationsDeps, doc: ConversationDoc): Promise<void> {
  const left = { state: 'left', since: deps.clock.now(), nodeId: null, socketId: null };
  await deps.store.touch(doc._id, {}, { tokenHash: null, connection: left, exitedAt: left.since });
  deps.signals.publish('visitor:dead', { conversationId: doc._id });
  deps.delivery.changed(doc._id, participants(doc));
}

/** `POST /api/v1/visitor/leave`: the same for any token, dead or unknown too (V3). */
export async function leaveByToken(
  deps: ConversationsDeps,
  input: { readonly token: string } & In<'conversation:leave'>,
): Promise<void> {
  const conversationId = await conversationOfToken(deps, input.token);
  if (conversationId) await leave(deps, conversationId, input);
}

export async function conversationOfToken(deps: ConversationsDeps, token: string): Promise<string | null> {
  const [doc] = await deps.store.findMany({ tokenHash: deps.tokens.hash(token) }, 1);
  return doc && doc.tokenUntil > deps.clock.now() ? doc._id : null;
}
