/**
 * State changes: an entry and the documents that belong to it in one transaction, run alone in the conversation's queue.
 * The entry is the last statement; racing for the same seq is what serialises "end" against a line in flight, on any node.
 */
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import { Refused } from '../platform/refused.ts';
import { hasLabel, pause, transact } from '../platform/transaction.ts';
import { type ConversationsStore, RevisionMoved } from './conversations.store.ts';
import { type EntryDoc, openEntry, sealEntry } from './entries.store.ts';
import type { LogEntry, Posted, PostRequest, Worked } from './log.ts';
import type { LogParts } from './log-parts.ts';
import type { Tail } from './tail.ts';

const DEADLINE_MS = 5_000;

interface Done<T> {
  readonly worked: Worked<T>;
  readonly doc: EntryDoc;
  readonly entry: LogEntry;
}

export type PostOutcome<T> = Result<Posted & { readonly value: T }>;

export async function post<T>(
  parts: LogParts,
  conversations: ConversationsStore,
  tail: Tail,
  request: PostRequest<T>,
): Promise<PostOutcome<T>> {
  const deadline = performance.now() + DEADLINE_MS;
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (tail.ended && request.afterEnd !== true) return await beforeOr(parts, tail, request, fail('closed'));
      const done = await attemptOnce(parts, conversations, tail, request);
      parts.steps('transaction:committed');
      parts.tails.advance(tail, done.entry, 'here');
      parts.publish([done.doc]);
      return ok({ seq: done.doc.seq, at: iso(done.doc.at), value: done.worked.value });
    } catch (error) {
      if (error instanceof Refused) return await beforeOr(parts, tail, request, error.outcome);
      if (!isRace(error) || performance.now() > deadline) throw error;
      const again = await before(parts, tail, request);
      if (again) return again;
      await pause(attempt);
    }
  }
}

async function attemptOnce<T>(
  parts: LogParts,
  conversations: ConversationsStore,
  tail: Tail,
  request: PostRequest<T>,
): Promise<Done<T>> {
  const { conversationId } = request;
  return transact(parts.database, async (session) => {
    const conversation = await conversations.findIn(session, conversationId);
    if (!conversation) throw new Refused(fail('not_found'));
    const seq = tail.last + 1;
    const at = parts.now();
    const outcome = await request.work({ session, conversation, seq, at });
    if (!outcome.ok) throw new Refused(outcome);
    const worked = outcome.value;
    if (worked.change)
      await conversations.changeIn(session, conversation, worked.change, { at, by: request.author.id });
    const content = worked.content ?? request.content;
    const draft = { ...request, content };
    const doc = sealEntry(tail.key, draft, seq, at);
    await parts.store.insertIn(session, doc);
    parts.steps('transaction:open');
    const { clientId, author } = request;
    return { worked, doc, entry: { conversationId, clientId, author, content, seq, at } };
  });
}

function isRace(error: unknown): boolean {
  return (
    error instanceof RevisionMoved ||
    isDuplicateKey(error) ||
    hasLabel(error, 'TransientTransactionError') ||
    hasLabel(error, 'UnknownTransactionCommitResult')
  );
}

async function replay<T>(parts: LogParts, tail: Tail, request: PostRequest<T>): Promise<PostOutcome<T> | null> {
  const doc = await parts.store.byClientId(request.conversationId, request.clientId);
  if (!doc) return null;
  const first = openEntry(tail.key, doc);
  if (first.author.id !== request.author.id || first.content.kind !== request.content.kind) return fail('conflict');
  const value = await request.replay(first);
  return value.ok ? ok({ seq: first.seq, at: iso(first.at), value: value.value }) : value;
}

/** Whether it has happened already. Committed without an answer, it is news to the other nodes as it is here. */
async function before<T>(parts: LogParts, tail: Tail, request: PostRequest<T>): Promise<PostOutcome<T> | null> {
  const read = await parts.tails.catchUp(tail);
  const again = await replay(parts, tail, request);
  if (again) parts.publish(read.filter(({ clientId }) => clientId === request.clientId));
  return again;
}

/** [L2] What was refused now may have happened before: the clientId comes before every other answer. */
async function beforeOr<T>(
  parts: LogParts,
  tail: Tail,
  request: PostRequest<T>,
  refusal: Result<never>,
): Promise<PostOutcome<T>> {
  return (await before(parts, tail, request)) ?? refusal;
}
