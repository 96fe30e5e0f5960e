/** Puts the log together: load the tail, share a pending line, write through the queue, tell the other nodes. */
import { fail, type Result } from '../../shared/result.ts';
import { describeError, type Logger } from '../platform/logger.ts';
import type { Database } from '../platform/mongo.ts';
import { isOutage } from '../platform/outage.ts';
import { binaryOf, type Sealing } from '../platform/sealing.store.ts';
import type { Signals } from '../platform/signals.redis.ts';
import { noSteps, type Steps } from '../platform/steps.ts';
import type { ConversationsStore } from './conversations.store.ts';
import { createEntriesStore, type EntriesStore, type EntryDoc, openEntry } from './entries.store.ts';
import type { AppendRequest, ConversationLog, LogEntry, Posted, PostRequest } from './log.ts';
import type { LogMeasures } from './log-measures.ts';
import type { LogParts } from './log-parts.ts';
import { type PostOutcome, post } from './log-post.ts';
import { createLogWriter } from './log-writer.ts';
import type { Tail } from './tail.ts';
import { createTails, type Origin, type Tails } from './tails.ts';

export interface LogOptions {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly conversations: ConversationsStore;
  readonly signals: Signals;
  readonly logger: Logger;
  readonly now: () => number;
  /** Every folded entry of a live conversation on this node, in seq order, exactly once. */
  readonly onEntry: (entry: LogEntry, tail: Tail, origin: Origin) => void;
  /** Whether anybody on this node follows the conversation. */
  readonly isFollowed: (conversationId: string) => boolean;
  readonly steps?: Steps;
  readonly measures: LogMeasures;
}

export interface CreatedLog extends ConversationLog {
  readonly store: EntriesStore;
  readonly tails: Tails;
  /** Asks once for all live conversations here whether they have gone on unseen; a lost last signal shows no gap. */
  sweep(): Promise<void>;
  idle(): Promise<void>;
}

const TOPIC = 'log:entries';

export function createLog(options: LogOptions): CreatedLog {
  const { database, sealing, conversations, signals, logger, now, measures, steps = noSteps } = options;
  const store = createEntriesStore(database, steps);
  const tails = createTails({ store, sealing, logger, now, measures, onEntry: options.onEntry });
  const publish = (docs: readonly EntryDoc[]) => {
    if (docs.length === 0) return;
    steps('publish:before');
    signals.publishLines(TOPIC, () => docs.map((doc) => ({ about: doc.conversationId, value: { ...toWire(doc) } })));
  };
  const parts: LogParts = { database, store, tails, now, publish, steps, measures };
  const writer = createLogWriter(parts);

  const isLive = (conversationId: string) => tails.loaded(conversationId) !== undefined;
  signals.onLine(TOPIC, isLive, (wire) => tails.receive(fromWire(wire as unknown as WireEntry)));

  signals.subscribe('key:shredded', ({ scope }) => {
    if (typeof scope === 'string') tails.forget(scope);
  });

  function append(request: AppendRequest): Promise<Result<Posted>> {
    const known = tails.loaded(request.conversationId);
    if (known) return appendTo(known, request);
    return loaded(request.conversationId).then((tail) => (tail.ok ? appendTo(tail.value, request) : tail));
  }

  function appendTo(tail: Tail, request: AppendRequest): Promise<Result<Posted>> {
    const running = tail.pending.get(request.clientId);
    // A pending entry never justifies `conflict`: other content is decided by the log, after its outcome.
    if (running) return running.outcome.then((outcome) => (same(running.request, request) ? outcome : append(request)));
    let isQueued = false;
    const outcome = new Promise<Result<Posted>>((resolve) => {
      const settled = (result: Result<Posted>) => {
        tail.pending.delete(request.clientId);
        resolve(result);
      };
      isQueued = writer.line({ tail, request, resolve: settled });
      if (!isQueued) resolve(fail('unavailable'));
    });
    // Nothing settles before the next turn of the loop.
    if (isQueued) tail.pending.set(request.clientId, { request, outcome });
    return outcome;
  }

  async function loaded(conversationId: string): Promise<Result<Tail>> {
    try {
      const tail = await tails.load(conversationId);
      return tail ? { ok: true, value: tail } : fail('not_found');
    } catch (error) {
      logger.warn(describeError(error), 'a conversation could not be loaded');
      return fail('unavailable');
    }
  }

  async function postOne<T>(request: PostRequest<T>): Promise<PostOutcome<T>> {
    const tail = await loaded(request.conversationId);
    if (!tail.ok) return tail;
    return new Promise((resolve) => {
      const run = () =>
        post(parts, conversations, tail.value, request).then(resolve, (error: unknown) => {
          // An outage is nobody's mistake here, and whoever asked is told to ask again.
          logger[isOutage(error) ? 'warn' : 'error'](describeError(error), 'a state change failed');
          resolve(fail('unavailable'));
        });
      if (!writer.alone(tail.value, run)) resolve(fail('unavailable'));
    });
  }

  /** None where the key was erased, and the words with it. Anything else that does not open was tampered with, and fails. */
  async function open(conversationId: string, docs: readonly EntryDoc[]): Promise<readonly LogEntry[] | null> {
    const key = await sealing.findKey(conversationId);
    return key ? docs.map((doc) => openEntry(key, doc)) : null;
  }

  async function openOne(doc: EntryDoc | null): Promise<LogEntry | null> {
    return doc && ((await open(doc.conversationId, [doc]))?.[0] ?? null);
  }

  return {
    store,
    tails,
    append,
    post: postOne,
    read: async (conversationId, afterSeq) => {
      const { docs, more } = await store.page(conversationId, afterSeq);
      const entries = await open(conversationId, docs);
      if (!entries) return { entries: [], more: false, lastSeq: afterSeq };
      return { entries, more, lastSeq: docs.at(-1)?.seq ?? afterSeq };
    },
    find: async (conversationId, clientId) => openOne(await store.byClientId(conversationId, clientId)),
    at: async (conversationId, seq) => openOne(await store.bySeq(conversationId, seq)),
    lastSeq: async (conversationId) => tails.loaded(conversationId)?.last ?? (await store.tail(conversationId)).last,
    sweep: async () => {
      tails.forgetIdle((tail) => writer.isBusy(tail) || options.isFollowed(tail.conversationId));
      const live = [...tails.all()].map(({ conversationId, last }) => ({ conversationId, last }));
      for (const conversationId of await store.ahead(live)) {
        const tail = tails.loaded(conversationId);
        // One that cannot be read keeps nobody behind it from being told.
        if (tail)
          await tails
            .catchUp(tail)
            .catch((error: unknown) => logger.warn(describeError(error), 'a conversation could not be read again'));
      }
    },
    idle: () => writer.idle(),
  };
}

function same(a: AppendRequest, b: AppendRequest): boolean {
  return a.author.id === b.author.id && a.content.kind === b.content.kind && a.content.text === b.content.text;
}

interface WireEntry extends Omit<EntryDoc, '_id' | 'body' | 'purgeAt'> {
  readonly body: string | null;
}

function toWire({ _id: _, body, purgeAt: __, ...rest }: EntryDoc): WireEntry {
  return { ...rest, body: body === null ? null : body.toString('base64') };
}

function fromWire({ body, ...rest }: WireEntry): EntryDoc {
  const sealed = body === null ? null : binaryOf(Buffer.from(body, 'base64'));
  return { ...rest, _id: binaryOf(new Uint8Array()), body: sealed, purgeAt: null };
}
