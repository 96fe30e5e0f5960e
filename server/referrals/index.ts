// The only door to referrals: made from a consent, held, sent once, recalled when the consent is taken back.
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { Referral } from '../../shared/protocol/desk.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaseFollower } from '../cases/index.ts';
import type { OutboxPort } from '../consent/index.ts';
import { mayReach, type StaffCaller } from '../conversations/index.ts';
import { createCardsStore } from '../partners/index.ts';
import type { RouteTable } from '../platform/http-route.ts';
import { createJobs } from '../platform/jobs.ts';
import type { Mailer } from '../platform/mail.ts';
import type { Session } from '../platform/mongo.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { createSender } from '../platform/send-webhook.ts';
import { RETRY_PLAN } from './backoff.ts';
import { createChaseWords } from './chase-words.ts';
import { createReferral } from './create-referral.ts';
import { type ReleaseInput, releaseReferral } from './decide-referral.ts';
import type { ReferralsDeps, ReferralTimings } from './deps.ts';
import { createReferralCaseFollower } from './follow-case.ts';
import { createFollowUpRoutes } from './follow-up.http.ts';
import { type Made, type Making, makeReferralIn } from './make-referral.ts';
import { maySayMore } from './may-say-more.ts';
import { createNoticesStore } from './notices.store.ts';
import { createOutboxStore, type PersonRecords } from './outbox.store.ts';
import { createOutbox } from './outbox.ts';
import { holdForRequest, type PauseOrder, resumeAfterRequest } from './pause-referral.ts';
import { reconsider } from './reconsider.ts';
import { presentReferral, type ReferralRow } from './referral-record.ts';
import { sendNotices } from './send-notices.ts';
import { AT_ONCE } from './sending-turns.ts';
import { createSentStore } from './sent.store.ts';
import { stopReferral } from './stop-referral.ts';

export { chaseCausesOf } from './call-to-chase.ts';
export { createCaseReferralRoutes } from './case-referrals.http.ts';
export type { CasePort, ReferralTimings } from './deps.ts';
export { holdRestored } from './hold-restored.store.ts';
export { createInboundRoutes } from './inbound.http.ts';
export { createInboundMessagesStore, inboundMessagesSpec } from './inbound-messages.store.ts';
export { leaveMessage } from './leave-message.ts';
export { recipientViews, wordingsFor } from './list-recipients.ts';
export { createNoticesStore, type NoticesStore, partnerNoticesSpec } from './notices.store.ts';
export { createOutboxStore, type OutboxStore, referralOutboxSpec } from './outbox.store.ts';
export { purgeReferrals } from './purge-referrals.ts';
export { createReferralEraser } from './referral-eraser.store.ts';
export { createReferralNews } from './referral-news.ts';
export { causeOf, type Notice, type ReferralRow } from './referral-record.ts';
export { createReferralRoutes } from './referrals.http.ts';
export { createSentStore, type SentStore, sentReferralsSpec } from './sent.store.ts';
export { toldOf } from './tell-person.ts';

type In<K extends keyof StaffCommands> = InputOf<StaffCommands, K> & { readonly actor: StaffCaller };
type Out<K extends keyof StaffCommands> = Promise<Result<OutputOf<StaffCommands, K>>>;

export interface Referrals {
  create(input: In<'referral:create'>): Out<'referral:create'>;
  list(input: In<'referral:list'>): Out<'referral:list'>;
  /** Inside a transaction, from a consent in force; `made` is to be called once that stands. */
  makeIn(session: Session, making: Making): Promise<Result<Made>>;
  made(made: Made): void;
  /** Asked in the transaction that writes to a partner about the person. */
  maySayMore(session: Session, row: ReferralRow): Promise<Result<null>>;
  /** A coordinator lets a held one go. */
  release(input: ReleaseInput & { readonly atOnce: boolean }): Promise<Result<{ referral: Referral }>>;
  /** To be called when a talk ended, or risk or age of a person changed (H3, D2). */
  reconsider(person: PersonRecords): Promise<void>;
  /** The same of all that wait: what no signal has told. */
  reconsiderAll(): Promise<void>;
  /** What a request by reference and phrase does to the referrals of a person (H4). */
  readonly requests: RequestPort;
  /** What a case has to know of them before it ends. */
  readonly caseFollower: CaseFollower;
  /** For `createConsent`. */
  readonly outbox: OutboxPort;
  /** What did not go, and what nobody has answered. */
  readonly routes: RouteTable;
  /** Ends the sweep and the jobs; attempts under way finish. */
  close(): Promise<void>;
}

export interface RequestPort {
  /** The ids of what it stopped. */
  holdIn(session: Session, order: PauseOrder): Promise<readonly string[]>;
  resumeIn(session: Session, order: PauseOrder & { readonly by: string }): Promise<void>;
  /** Once that stands: staff see it, and what is due is sent without waiting for the next round. */
  announce(person: PersonRecords): Promise<void>;
}

export interface ReferralsOptions
  extends Omit<ReferralsDeps, 'outbox' | 'sent' | 'notices' | 'cards' | 'send' | 'schedule'> {
  readonly sealing: Sealing;
  readonly mailer: Mailer;
  readonly redisUrl: string;
  readonly redisPrefix: string;
  /** `config.partnerPrivateHosts`. */
  readonly privateHosts: readonly string[];
}

const LOOKED_AT_ONCE = 200;
/** All but the hold, which the installation sets. A lease outlasts any answer, so that no live attempt loses it. */
export const REFERRAL_TIMINGS: Omit<ReferralTimings, 'holdMs'> = {
  leaseMs: 30_000,
  sweepMs: 2_000,
  answerMs: 10_000,
  retry: RETRY_PLAN,
};

/** Starts its jobs and its sweep: call it when the collections are made. */
export function createReferrals(options: ReferralsOptions): Referrals {
  const { database, clock, logger, redisUrl, redisPrefix: prefix, privateHosts } = options;
  const jobs = createJobs({
    name: 'referrals',
    redisUrl,
    prefix,
    logger,
    concurrency: AT_ONCE,
    run: (rowId) => outbox.run(rowId),
  });
  const deps: ReferralsDeps = {
    ...options,
    outbox: createOutboxStore(database),
    cards: createCardsStore(database),
    sent: createSentStore(database, options.sealing),
    notices: createNoticesStore(database),
    send: createSender({ privateHosts, timeoutMs: options.timings.answerMs }),
    schedule: ({ _id, attempt, dueAt }) => {
      if (dueAt === null) return;
      // A job a little early would find the row not due yet, and the sweep would come a round later.
      const afterMs = Math.max(0, dueAt - clock.now()) + 5;
      jobs.add({ id: _id, order: `${attempt}.${dueAt}`, afterMs });
    },
  };
  const outbox = createOutbox(deps, () => jobs.ready());
  const { retry, sweepMs } = options.timings;
  /** Those with a partner are looked at in turn: one that stays as it is keeps none from its turn. */
  let lookedTo = '';
  const notices = sendNotices({ ...deps, mailer: options.mailer, retry, sweepMs });

  return {
    create: (input) => createReferral(deps, input),
    makeIn: (session, making) => makeReferralIn(deps, session, making),
    made: ({ row, made }) => {
      if (!made) return;
      deps.referralChanged(row);
      deps.schedule(row);
    },
    maySayMore: (session, row) => maySayMore(deps, session, row),
    list: ({ conversationId, actor }) => listReferrals(deps, conversationId, actor),
    release: (input) => releaseReferral(deps, input),
    reconsider: async (person) => reconsider(deps, await deps.outbox.waitingOf(person)),
    reconsiderAll: async () => {
      await reconsider(deps, deps.outbox.heldForPerson());
      const page = await deps.outbox.waitingForPartner(lookedTo, LOOKED_AT_ONCE);
      lookedTo = page.length < LOOKED_AT_ONCE ? '' : (page.at(-1)?._id ?? '');
      await reconsider(deps, page);
    },
    requests: {
      holdIn: async (session, order) => (await holdForRequest(deps, session, order)).map((row) => row.referralId),
      resumeIn: async (session, order) => {
        await resumeAfterRequest(deps, session, order);
      },
      announce: async (person) => {
        for (const row of await deps.outbox.rowsOfPerson(person)) {
          if (row.kind === 'referral') deps.referralChanged(row);
          deps.schedule(row);
        }
      },
    },
    caseFollower: createReferralCaseFollower(deps),
    outbox: {
      stopIn: (session, consentId, cause) => stopReferral(deps, session, consentId, cause),
      changed: (consentId) => {
        announceConsent(deps, consentId).catch((error: unknown) => {
          logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a change was not announced');
        });
      },
    },
    routes: createFollowUpRoutes({ ...deps, words: createChaseWords(options.sealing) }),
    close: async () => {
      await outbox.close();
      await notices.stop();
      options.mailer.close();
      await jobs.close();
    },
  };

  async function announceConsent(to: ReferralsDeps, consentId: string): Promise<void> {
    for (const row of await to.outbox.ofConsent(consentId)) {
      if (row.kind === 'referral') to.referralChanged(row);
      else to.schedule(row);
    }
  }
}

async function listReferrals(deps: ReferralsDeps, conversationId: string, actor: StaffCaller): Out<'referral:list'> {
  const conversation = await deps.conversations.find(conversationId);
  if (!conversation) return fail('not_found');
  const allowed = mayReach(conversation, 'conversation.read', actor);
  if (!allowed.ok) return allowed;
  await deps.audit.record({
    actor: { id: actor.agentId, role: actor.role },
    action: 'referral.list',
    target: { kind: 'conversation', id: conversationId },
  });
  const rows = await deps.outbox.ofConversation(conversationId);
  return ok({ referrals: rows.map(presentReferral) });
}
