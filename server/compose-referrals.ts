/** Consent, referrals and the message form over the duties they stand on. */

import { cardLock } from '../shared/domain/consent.ts';
import type { StaffCommands } from '../shared/protocol/staff.ts';
import { englishWordings } from '../shared/text/en/wordings.ts';
import type { Wording } from '../shared/text/wording.ts';
import { type CasesDeps, caseThatStays, fundingOfCase, levelOf } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import { openRequestOf } from './compose-open-request.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import { type Consent, createConsent, createConsentsStore } from './consent/index.ts';
import type { StaffCaller, VisitorPorts } from './conversations/index.ts';
import { createPartners, type Partners, partnerSecret } from './partners/index.ts';
import type { Handlers } from './platform/bind-command.ts';
import { gather } from './platform/gather.ts';
import type { RouteTable } from './platform/http-route.ts';
import type { Session } from './platform/mongo.ts';
import {
  createInboundMessagesStore,
  createInboundRoutes,
  createReferralNews,
  createReferralRoutes,
  createReferrals,
  REFERRAL_TIMINGS,
  type Referrals as SentReferrals,
} from './referrals/index.ts';
import { purgeAt } from './service/index.ts';

type StaffHandlers = Pick<
  Handlers<StaffCommands, StaffCaller>,
  'consent:ask' | 'sharing:tell' | 'referral:create' | 'referral:list'
>;

export interface Referrals {
  readonly staffHandlers: StaffHandlers;
  readonly visitorHandlers: Pick<VisitorPorts, 'consent:answer' | 'consent:withdraw' | 'sharing:answer'>;
  readonly routes: RouteTable;
  readonly demoPartnerSecret: string;
  /** For duties that stop or take back what is shared. */
  readonly sharing: {
    readonly consent: Pick<Consent, 'withdrawOfPersonIn'>;
    readonly requests: SentReferrals['requests'];
    readonly partners: Partners;
  };
  /** Tells what became of referrals without a signal of it. */
  tellMissed(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReferralParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
}

const CHANGED = 'referral:changed';

export function composeReferrals(config: Config, parts: ReferralParts): Referrals {
  const { platform, duties, service, cases } = parts;
  const { clock, masterKeys } = platform;
  const consents = createConsentsStore(platform.database, platform.sealing);
  const partners = createPartners({ recipients: () => service.pack.recipients, masterKeys });
  const kept = (record: 'consent' | 'referral' | 'message_form') => (from: Date) =>
    purgeAt(service.settings().retention, record, from);
  const referrals = createReferrals({
    database: platform.database,
    consents,
    conversations: duties.store,
    partners,
    audit: duties.audit,
    ...{ clock, ids: platform.ids, logger: platform.logger },
    timings: { ...REFERRAL_TIMINGS, holdMs: config.referralHoldMs },
    redisUrl: config.redisUrl,
    redisPrefix: config.redisPrefix,
    privateHosts: config.partnerPrivateHosts,
    serviceName: () => service.settings().name,
    atOnce: async (doc) => doc.riskFlag || (await duties.presenter.toStaff(doc)).wrapUp?.risk === 'high',
    fundingOf: async (session, { caseId, agentId }) => {
      const stream = caseId === null ? null : await fundingOfCase(platform.database, session, caseId);
      return stream ?? (await duties.agents.findIn(session, agentId))?.fundingStream ?? null;
    },
    purgeAt: kept('referral'),
    standingOfCase: (session, caseId) => standingOfCase(cases, session, caseId),
    openRequestOf: openRequestOf(platform.database, duties, cases),
    referralChanged: ({ referralId, conversationId, caseId }) => {
      platform.signals.publish(CHANGED, { referralId, conversationId });
      if (caseId) cases.changed(caseId);
    },
    // One alert a referral: a second one of the same conversation is not swallowed by the first (C2).
    tellPerson: ({ kind, row: { conversationId, caseId }, cause }) =>
      duties.safeguarding.raiseAlert({
        ...{ kind, causeId: cause },
        ...(conversationId === null ? {} : { conversationId }),
        ...(conversationId === null && caseId ? { caseId } : {}),
      }),
  });
  const messages = createInboundMessagesStore(platform.database, platform.sealing);
  const consent = createConsent({
    // A lead is to decide what is shared, and learns of it as soon as the person does (H2).
    leads: {
      callIn: (session, { conversationId, requestId }) =>
        duties.safeguarding.raiseAlertIn(session, {
          ...{ kind: 'sharing_told', conversationId, causeId: causeOfTold(requestId) },
        }),
      announce: (requestId) => duties.safeguarding.announce(causeOfTold(requestId)),
    },
    ...{ log: duties.log, consents, partners, audit: duties.audit, clock, purgeAt: kept('consent') },
    outbox: referrals.outbox,
    wordings: () => approvedWordings(service),
  });
  const news = createReferralNews({ database: platform.database, rooms: duties.rooms, clock });
  showChanges(platform, news);
  reconsiderOnChange(platform, referrals);
  return {
    staffHandlers: {
      'consent:ask': (input, actor) => consent.ask({ ...input, actor }),
      'sharing:tell': (input, actor) => consent.tell({ ...input, actor }),
      'referral:create': (input, actor) => referrals.create({ ...input, actor }),
      'referral:list': (input, actor) => referrals.list({ ...input, actor }),
    },
    visitorHandlers: {
      'consent:answer': (conversationId, input) => consent.answer({ ...input, conversationId }),
      'consent:withdraw': (conversationId, input) => consent.withdraw({ ...input, conversationId }),
      'sharing:answer': (conversationId, input) => consent.answerTold({ ...input, conversationId }),
    },
    routes: [
      ...createReferralRoutes({
        conversations: duties.store,
        ...{ partners, referrals, clock, wordings: () => approvedWordings(service) },
        messages: { messages, ...messageForm(parts, kept('message_form')) },
      }),
      ...createInboundRoutes({
        ...{ messages, clock, database: platform.database, audit: duties.audit },
        putAway: (messageId) => duties.safeguarding.putAway(causeOf(messageId)),
      }),
    ],
    demoPartnerSecret: partnerSecret(masterKeys, 'demo-partner'),
    sharing: { consent, requests: referrals.requests, partners },
    tellMissed: news.tellMissed,
    stop: () => referrals.close(),
  };
}

/** The age and the risk are the person's, whichever of their cases it is (H10). */
async function standingOfCase(cases: CasesDeps, session: Session, caseId: string) {
  const found = await cases.cases.find(caseId, session);
  if (!found) return null;
  const { exclusions, ...person } = await caseThatStays(cases, found, session);
  return { atOnce: levelOf(person) === 'high', lock: cardLock(person.ageBand, null), exclusions };
}

/** Only wordings that a named person approved, in languages that are on (H11). */
function approvedWordings(service: ServiceInForce): readonly Wording[] {
  const { approvedWordings: approved, languages } = service.settings();
  const on = languages.filter(({ approvedBy }) => approvedBy !== null).map(({ code }) => code);
  return englishWordings.filter(
    ({ version, language }) => on.includes(language) && approved.some((each) => each.version === version),
  );
}

const FORMS_A_MINUTE = 5;

const causeOfTold = (requestId: string): string => `sharing_told:${requestId}`;
const causeOf = (messageId: string): string => `message:${messageId}`;

function messageForm({ platform, duties, identity, service }: ReferralParts, kept: (made: Date) => Date) {
  const forms = identity.limits.limiter({ name: 'messages', points: FORMS_A_MINUTE, seconds: 60 });
  return {
    ...{ clock: platform.clock, ids: platform.ids, purgeAt: kept, versions: () => service.versions() },
    limit: async (address: string) => {
      const key = identity.limits.addressKey(address);
      return key === null ? null : forms.consume(key);
    },
    received: (messageId: string) => {
      const alert = { kind: 'message_received' as const, causeId: causeOf(messageId) };
      duties.background.run(duties.safeguarding.raiseAlert(alert), 'a message could not be announced');
    },
  };
}

function showChanges({ signals, background }: Platform, news: ReturnType<typeof createReferralNews>): void {
  signals.subscribe(CHANGED, ({ referralId, conversationId }) => {
    if (typeof referralId !== 'string' || typeof conversationId !== 'string') return;
    background.run(news.tell(referralId, conversationId), 'a referral could not be shown');
  });
}

/** Of many changes in a moment hardly one has a referral: they are asked for together. */
const GATHERED_FOR_MS = 50;

/** A conversation that ended or whose risk changed: the hold of its referrals is judged again at once (H3). */
function reconsiderOnChange(
  { signals, background }: Platform,
  referrals: { reconsider(ids: readonly string[]): Promise<void> },
): void {
  const whatFailed = 'a hold could not be judged again';
  const changed = gather({ background, afterMs: GATHERED_FOR_MS, whatFailed }, (ids) => referrals.reconsider(ids));
  signals.subscribe('conversation:changed', ({ conversationId }, origin) => {
    if (origin === 'here' && typeof conversationId === 'string') changed(conversationId);
  });
}
