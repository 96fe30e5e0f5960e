/**
 * A visitor asks to chat: the place is taken (V1), the words are durable, the token is theirs. The same clientId on any
 * connection gives the same conversation and token (L2).
 */
import { preferredSkillsFor, priorityOf, raise } from '../../shared/domain/priority.ts';
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { VisitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { ConversationDoc } from './conversation.ts';
import type { ConversationsDeps } from './deps.ts';
import { sealEntry } from './entries.store.ts';
import { presentEntry, VISITOR } from './log.ts';
import { TOKEN_LIFE_MS } from './visitor-token.ts';

type Request = InputOf<VisitorCommands, 'conversation:request'>;
type Answer = OutputOf<VisitorCommands, 'conversation:request'>;
type Outcome = Result<{ readonly answer: Answer; readonly conversationId: string }>;

export interface VisitorSocket {
  readonly socketId: string;
  /** The conversation that this connection has already, if any. */
  readonly bound: string | null;
  /** Null, or how long this address must wait before another conversation. */
  readonly mayRequest: () => Promise<number | null>;
  /** Joins the connection to the conversation: before it is read, so that nothing falls between (L4). `isStored` where
   * the conversation was stored with this connection in it. */
  readonly bind: (conversationId: string, isStored: boolean) => Promise<void>;
}

export async function requestConversation(
  deps: ConversationsDeps,
  request: Request,
  socket: VisitorSocket,
): Promise<Outcome> {
  const digest = deps.tokens.digest(
    JSON.stringify([request.language ?? null, request.queueId ?? null, request.preChat ?? null]),
  );
  const again = async (): Promise<Outcome | null> => {
    const before = await findByRequest(deps, request.clientId);
    if (socket.bound !== null && socket.bound !== before?._id) return fail('conflict');
    return before && replay(deps, before, digest, request, socket);
  };
  // Looked for first only where something else stands in the way: the unique index knows a request that comes again (L2).
  const bound = socket.bound === null ? null : await again();
  if (bound) return bound;
  const [retryAfterMs, refusal] = await Promise.all([socket.mayRequest(), deps.service.refusal()]);
  if (retryAfterMs !== null) return (await again()) ?? fail('rate_limited', { retryAfterMs });
  if (refusal) return (await again()) ?? fail('service_closed', { ...refusal });
  const queueId = request.queueId ?? 'main';
  const queue = await deps.service.queue(queueId);
  if (!queue) return fail('bad_request', { issues: [{ path: 'queueId', message: 'There is no such queue.' }] });
  const created = await create(deps, request, { queueId, requiredSkills: queue.requiredSkills, digest, socket });
  if (!created) return (await again()) ?? fail('unavailable');
  deps.queue.changed(created._id);
  return answer(deps, created, request, socket, true);
}

async function findByRequest(deps: ConversationsDeps, requestId: string): Promise<ConversationDoc | null> {
  const [found] = await deps.store.findMany({ requestId }, 1);
  return found ?? null;
}

function replay(
  deps: ConversationsDeps,
  doc: ConversationDoc,
  digest: string,
  request: Request,
  socket: VisitorSocket,
): ReturnType<typeof answer> {
  if (doc.requestDigest !== digest) return Promise.resolve(fail('conflict'));
  return doc.tokenHash === null ? Promise.resolve(fail('closed')) : answer(deps, doc, request, socket);
}

async function answer(
  deps: ConversationsDeps,
  asFound: ConversationDoc,
  request: Request,
  socket: VisitorSocket,
  isNew = false,
): Promise<Outcome> {
  await socket.bind(asFound._id, isNew);
  if (asFound.state === 'waiting') await raiseAtRequest(deps, asFound._id, request.preChat ?? {});
  const doc = (await deps.store.find(asFound._id)) ?? asFound;
  // Joined and live here: an entry that comes from now on is delivered.
  const isEmpty = deps.log.tails.loaded(doc._id)?.last === 0;
  const { entries } = isEmpty ? { entries: [] } : await deps.log.read(doc._id, 0);
  const conversation = await deps.presenter.toVisitor(doc);
  const token = deps.tokens.issue(doc._id, doc.requestId, doc.tokenKid);
  const shown = entries.map((entry) => presentEntry(entry, { audience: 'visitor', id: VISITOR.id }));
  return ok({ conversationId: doc._id, answer: { conversation, entries: shown, token } });
}

/** What would alert a supervisor while waiting does so when it is said at once (H6); sent again, it is the same alert. */
async function raiseAtRequest(
  deps: ConversationsDeps,
  conversationId: string,
  preChat: NonNullable<Request['preChat']>,
): Promise<void> {
  if (preChat.inDanger === 'yes') await deps.safeguarding.raiseAlert({ kind: 'danger_waiting', conversationId });
  if (preChat.message !== undefined && deps.safeguarding.watchedWords(preChat.message))
    await deps.safeguarding.raiseAlert({ kind: 'watched_words', conversationId });
}

interface Placing {
  readonly queueId: string;
  readonly requiredSkills: readonly string[];
  readonly digest: string;
  readonly socket: VisitorSocket;
}

/** Null when the same request was stored meanwhile, here or on another node. */
async function create(deps: ConversationsDeps, request: Request, placing: Placing): Promise<ConversationDoc | null> {
  const conversationId = deps.ids.uuid();
  // Written with what it opens: one journey less, and no key without a conversation.
  const key = deps.sealing.newKey(conversationId);
  const { message, ...preChat } = request.preChat ?? {};
  const doc = await firstDocument(deps, request, placing, conversationId);
  const text = message === undefined ? null : { kind: 'message' as const, text: message };
  const draft = text && { conversationId, clientId: request.clientId, author: VISITOR, content: text };
  const sealed =
    Object.keys(preChat).length === 0 ? null : await deps.presenter.seal(conversationId, 'preChat', preChat);
  const complete: ConversationDoc = { ...doc, preChat: sealed };
  try {
    await transact(deps.database, async (session) => {
      await key.insertIn(session);
      await deps.store.insertIn(session, complete);
      if (draft) await deps.log.store.insertIn(session, sealEntry(key.key, draft, 1, doc.createdAt));
      await deps.audit.record(
        { actor: VISITOR, action: 'conversation.request', target: { kind: 'conversation', id: conversationId } },
        session,
      );
    });
    deps.log.tails.begin(conversationId, key.key, draft ? 1 : 0);
    return complete;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    deps.sealing.forget(conversationId);
    return null;
  }
}

async function firstDocument(
  deps: ConversationsDeps,
  request: Request,
  { queueId, requiredSkills, digest, socket }: Placing,
  conversationId: string,
): Promise<ConversationDoc> {
  const now = deps.clock.now();
  const preChat = request.preChat ?? {};
  const watched = preChat.message !== undefined && deps.safeguarding.watchedWords(preChat.message);
  const said = priorityOf(preChat);
  const priority = watched ? raise(said, 'self_harm') : said;
  const tokenKid = deps.tokens.kid;
  return {
    _id: conversationId,
    revision: 1,
    state: 'waiting',
    channel: 'chat',
    queueId,
    teamId: deps.service.teamId(),
    priority,
    queueKey: deps.queue.keyOf(now, priority),
    createdAt: now,
    enqueuedAt: now,
    acceptedAt: null,
    endedAt: null,
    closedAt: null,
    endReason: null,
    offer: null,
    holder: null,
    consulting: [],
    exclusions: [],
    previousAgentId: null,
    language: request.language ?? 'en',
    languageNeeded: false,
    requiredSkills,
    preferredSkills: preferredSkillsFor(preChat.ageBand),
    ageBand: preChat.ageBand ?? null,
    ...(preChat.ageBand ? { ageAt: now } : {}),
    caseId: null,
    riskFlag: priority === 'danger' || priority === 'self_harm',
    connection: { state: 'connected', since: now, nodeId: deps.nodeId, socketId: socket.socketId },
    reads: { visitor: 0, agent: 0 },
    opening: [],
    competence: null,
    tokenHash: deps.tokens.hash(deps.tokens.issue(conversationId, request.clientId, tokenKid)),
    tokenKid,
    tokenUntil: now + TOKEN_LIFE_MS,
    requestId: request.clientId,
    requestDigest: digest,
    preChat: null,
    wrapUp: null,
    transitions: [{ state: 'waiting', at: now, by: VISITOR.id }],
    versions: await deps.service.versions(),
    purgeAt: null,
    legalHold: false,
  };
}
