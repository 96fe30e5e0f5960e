/** Consent and referrals on the real database, log and queue, with an active conversation and a partner on a real port. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { auditSpec, createAudit } from '../../server/audit/index.ts';
import { casesSpec, fundingOfCase } from '../../server/cases/index.ts';
import {
  type Consent,
  consentRequestsSpec,
  consentsSpec,
  createConsent,
  createConsentsStore,
} from '../../server/consent/index.ts';
import {
  type ConversationDoc,
  conversationsSpec,
  createConversationsStore,
  createLog,
  createLogMeasures,
  entriesSpec,
  type StaffCaller,
  VISITOR,
} from '../../server/conversations/index.ts';
import { createKeptOut } from '../../server/kept-out/index.ts';
import { createPartners, partnerSecret } from '../../server/partners/index.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { createMailer, type Mailer } from '../../server/platform/mail.ts';
import { masterKeysOf } from '../../server/platform/master-keys.ts';
import { createMetrics } from '../../server/platform/metrics.ts';
import { connectDatabase, ensureCollection } from '../../server/platform/mongo.ts';
import { systemClock, systemIds } from '../../server/platform/ports.ts';
import { connectRedis } from '../../server/platform/redis.ts';
import { createSealing, dataKeysSpec } from '../../server/platform/sealing.store.ts';
import { createSignals } from '../../server/platform/signals.redis.ts';
import {
  createReferrals,
  createSentStore,
  type Notice,
  partnerNoticesSpec,
  type ReferralRow,
  type Referrals,
  type ReferralTimings,
  referralOutboxSpec,
  type SentStore,
  sentReferralsSpec,
} from '../../server/referrals/index.ts';
import { buildPack, type Recipient } from '../../server/service/index.ts';
import { clockDefaults } from '../../shared/domain/clock-settings.ts';
import type { ReferralState } from '../../shared/protocol/desk.ts';
import { ok } from '../../shared/result.ts';
import { englishWordings } from '../../shared/text/en/wordings.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import type { TestDatabase } from '../support/database.ts';

/** The same key everywhere, so that a second process opens what this one sealed. */
export const masterKeys = masterKeysOf([{ kid: 'test', key: Buffer.alloc(32, 7) }]);

export const agent: StaffCaller = {
  agentId: 'agent-1',
  name: 'Ash',
  role: 'agent',
  teamId: 'team',
  socketId: 'socket',
};
export const coordinator = { agentId: 'coordinator-1', role: 'coordinator' } as const;

const SPECS = [
  conversationsSpec,
  entriesSpec,
  dataKeysSpec,
  consentRequestsSpec,
  consentsSpec,
  referralOutboxSpec,
  sentReferralsSpec,
  partnerNoticesSpec,
];

export interface WorldOptions {
  readonly test: TestDatabase;
  readonly partnerUrl: string;
  readonly privateHosts: readonly string[];
  readonly timings?: Partial<ReferralTimings>;
  /** Another Redis than the run's: one that is not there, for example. */
  readonly redisUrl?: string;
  /** Where e-mail notices go; a folder that nobody reads, if not said. */
  readonly mailer?: Mailer;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

const FAST: ReferralTimings = {
  holdMs: 0,
  leaseMs: 2_000,
  sweepMs: 100,
  answerMs: 1_000,
  retry: { pausesMs: [20, 20, 20, 20], tellAfterAttempts: 3 },
};

const PATIENCE_MS = 10_000;
/** A test may let the process stand still when a referral is announced. */
const NOT_FROZEN: (row: ReferralRow) => void = () => undefined;

export async function createWorld({ test, partnerUrl, privateHosts, timings, redisUrl, mailer }: WorldOptions) {
  const database = await connectDatabase({ uri: test.mongodbUri, name: test.databaseName });
  for (const spec of [...SPECS, auditSpec]) await ensureCollection(database, spec);
  const logger = createLogger('silent', 'test');
  const sealing = createSealing(database, masterKeys, systemClock.now);
  const conversations = createConversationsStore(database);
  const publisher = connectRedis({ url: test.redisUrl, logger });
  const subscriber = connectRedis({ url: test.redisUrl, logger });
  const signals = await createSignals({
    publisher,
    subscriber,
    prefix: test.redisPrefix,
    nodeId: 'test',
    logger,
    metrics: createMetrics(),
    masterKeys,
  });
  const { now } = systemClock;
  const log = createLog({
    database,
    sealing,
    conversations,
    signals,
    logger,
    now,
    onEntry: () => undefined,
    isFollowed: () => false,
    measures: createLogMeasures(createMetrics()),
  });
  const audit = createAudit(database, now);
  const consents = createConsentsStore(database, sealing);
  const sent: SentStore = createSentStore(database, sealing);
  const pack = buildPack('kent-medway', { demoPartnerUrl: partnerUrl, embedOrigins: [] });
  const set = {
    recipients: pack.recipients,
    atOnce: false,
    deaf: false,
    openRequest: null as string | null,
    frozen: NOT_FROZEN,
  };
  const partners = createPartners({ recipients: () => set.recipients, masterKeys });
  const announced: ReferralRow[] = [];
  const told: { readonly kind: Notice; readonly cause: string }[] = [];
  const lookers = new Set<() => void>();
  const looked = () => {
    for (const look of lookers) look();
  };
  const common = {
    partners,
    consents,
    audit,
    clock: systemClock,
    purgeAt: (ended: Date) => ended,
  };

  const referrals: Referrals = createReferrals({
    ...common,
    ...{ database, sealing, mailer: mailer ?? unreadMail(test) },
    conversations,
    ids: systemIds,
    logger,
    timings: { ...FAST, ...timings },
    fundingOf: async (session, { caseId }) => (caseId === null ? null : fundingOfCase(database, session, caseId)),
    serviceName: () => pack.name,
    atOnce: () => Promise.resolve(set.atOnce),
    standingOfCase: async () => null,
    relationsToCase: async () => [],
    workOf: async () => ({ caseIds: [], conversationIds: [] }),
    keptOut: createKeptOut(database, { cases: casesSpec, conversations: conversationsSpec }),
    ofCase: {
      ...{ isOpen: async () => true, familyIn: async () => [] },
      ...{ noteIn: async () => undefined, changed: () => undefined },
    },
    clocks: () => clockDefaults,
    openRequestOf: async () => set.openRequest,
    referralChanged: (row) => {
      announced.push(row);
      set.frozen(row);
      looked();
    },
    tellPerson: async ({ kind, cause }) => {
      if (set.deaf) throw new Error('Nobody can be told now.');
      told.push({ kind, cause });
      looked();
    },
    redisUrl: redisUrl ?? test.redisUrl,
    redisPrefix: test.redisPrefix,
    privateHosts,
  });
  const consent: Consent = createConsent({
    ...{ ...common, log, outbox: referrals.outbox, wordings: () => englishWordings },
    // What a lead is called to is no matter of these tests.
    leads: {
      ...{ callIn: async () => undefined, announce: () => undefined },
      ...{ callToWithdrawnIn: async () => undefined, announceWithdrawn: () => undefined },
    },
    person: {
      familyOf: async (_session, { _id }) => ({ caseIds: [], conversationIds: [_id] }),
      isHighRisk: async () => false,
      answered: () => undefined,
    },
  });

  const rows = database.connection.collection<ReferralRow>(referralOutboxSpec.name);
  const row = (rowId: string) => rows.findOne({ _id: rowId });

  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        lookers.delete(look);
        const states = announced.map((each) => each.state).join(', ');
        reject(new Error(`Waited for ${what}; there came: ${states || 'nothing'}.`));
      }, PATIENCE_MS);
      const look = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(limit);
        lookers.delete(look);
        resolve(found);
      };
      lookers.add(look);
      look();
    });
  }

  return {
    database,
    sent,
    log,
    conversations,
    consent,
    referrals,
    partners,
    announced,
    told,
    set,
    secret: () => partnerSecret(masterKeys, 'demo-partner'),
    row,
    consentsOf: (conversationId: string) =>
      database.connection.collection(consentsSpec.name).find({ conversationId }).toArray(),
    rowReached: (rowId: string, state: ReferralState, fits: (found: ReferralRow) => boolean = () => true) =>
      vi.waitFor(
        async () => {
          const found = await row(rowId);
          if (found?.state !== state || !fits(found)) throw new Error(`${rowId} is ${found?.state ?? 'not there'}.`);
          return found;
        },
        { timeout: PATIENCE_MS, interval: 10 },
      ),
    documents: async () => {
      const names = [...SPECS, auditSpec].filter((spec) => spec.database !== 'keys').map((spec) => spec.name);
      const all = names.map((name) => database.connection.collection(name).find().toArray());
      return (await Promise.all(all)).flat();
    },
    reached: (referralId: string, state: ReferralState) =>
      until(state, () => announced.find((each) => each.referralId === referralId && each.state === state)),
    toldOf: (cause: string) => until(cause, () => told.find((each) => each.cause === cause)),
    /** An active conversation held by `agent`. */
    converse: async (change: Partial<ConversationDoc> = {}): Promise<string> => {
      const doc = { ...anAnsweredConversation(), ...change };
      await sealing.createKey(doc._id);
      await database.connection.collection<ConversationDoc>(conversationsSpec.name).insertOne(doc);
      return doc._id;
    },
    /** Ends a conversation by its last entry, as the visitor does. */
    end: async (conversationId: string, reason: 'ended' | 'exit') => {
      const ended = await log.post({
        conversationId,
        clientId: randomUUID(),
        author: VISITOR,
        content: { kind: 'ended', data: { by: 'visitor', reason } },
        replay: async () => ok(null),
        work: async ({ at }) =>
          ok({ value: null, change: { state: 'wrap_up' as const, endedAt: at, endReason: reason } }),
      });
      if (!ended.ok) throw new Error(`The conversation could not be ended: ${ended.error.code}`);
    },
    /** The time came to ask this person again. */
    lapse: (conversationId: string) =>
      database.connection
        .collection(consentsSpec.name)
        .updateMany({ conversationId }, { $set: { reviewAt: Date.now() - 1 } }),
    /** The holds are over. */
    letGo: () => rows.updateMany({ state: 'held' }, { $set: { dueAt: Date.now() } }),
    renamePartner: (name: string) => {
      set.recipients = set.recipients.map((each) => (each.recipientId === 'demo-partner' ? { ...each, name } : each));
    },
    /** The sealed copy of what left under this key. */
    copyOf: (rowId: string) =>
      database.connection
        .collection<{ _id: string; purgeAt: Date | null }>(sentReferralsSpec.name)
        .findOne({ _id: rowId }),
    redirectPartner: (url: string) => {
      set.recipients = pack.recipients.map(
        (each): Recipient =>
          each.recipientId === 'demo-partner' ? { ...each, channel: { type: 'webhook', url } } : each,
      );
    },
    close: async () => {
      await referrals.close();
      await signals.close();
      publisher.disconnect();
      await database.close();
    },
  };
}

function unreadMail({ databaseName }: TestDatabase): Mailer {
  return createMailer({ smtpUrl: null, from: 'a@service.example', folder: join(tmpdir(), `mail-${databaseName}`) });
}

function anAnsweredConversation(): ConversationDoc {
  const holder = { agentId: agent.agentId, name: agent.name };
  const of = { teamId: 'team', tokenHash: null, versions: { reference: '1' } };
  return aConversation({ ...of, state: 'active', acceptedAt: Date.now(), holder });
}
