/** Consent, referrals and the message form over the duties they stand on. */

import type { MessageForm } from '../shared/protocol/http/referrals.ts';
import type { StaffCommands } from '../shared/protocol/staff.ts';
import { englishWordings } from '../shared/text/en/wordings.ts';
import type { Wording } from '../shared/text/wording.ts';
import type { Approvals } from './approvals/index.ts';
import { type CasesDeps, fundingOfCase, relationsById } from './cases/index.ts';
import { composeCaseConsents, leadsOfWithdrawn, personOfChat, standingOfCase } from './compose-case-consents.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import { openRequestOf } from './compose-open-request.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import { type Consent, createConsent, createConsentsStore } from './consent/index.ts';
import type { StaffCaller, VisitorPorts } from './conversations/index.ts';
import { createCardsStore, createPartners, type Partners, partnerSecret } from './partners/index.ts';
import type { Handlers } from './platform/bind-command.ts';
import { gather } from './platform/gather.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createMailer, mailOf } from './platform/mail.ts';
import {
  createInboundMessagesStore,
  createInboundRoutes,
  createReferralNews,
  createReferralRoutes,
  createReferrals,
  createSentStore,
  leaveMessage,
  REFERRAL_TIMINGS,
  type ReferralRow,
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
  readonly partners: Partners;
  readonly demoPartnerSecret: string;
  /** To be called when one came into another state: staff and partners are told, on every node. */
  changed(row: Pick<ReferralRow, 'referralId' | 'conversationId' | 'caseId'>): void;
  /** The looks for what no signal has told, by name. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
  /** For duties that stop or take back what is shared. */
  readonly sharing: {
    readonly consent: Pick<Consent, 'withdrawOfPersonIn'>;
    readonly requests: SentReferrals['requests'];
    readonly partners: Partners;
  };
  /** For the form of plain pages: the same door as the panel's. */
  leaveMessage(form: MessageForm, address: string): ReturnType<typeof leaveMessage>;
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
  readonly approvals: Approvals;
}

export const REFERRAL_CHANGED = 'referral:changed';

export function composeReferrals(config: Config, parts: ReferralParts): Referrals {
  const { platform, duties, service, cases } = parts;
  const { clock, masterKeys } = platform;
  const consents = createConsentsStore(platform.database, platform.sealing);
  const partners = createPartners({ recipients: () => service.pack.recipients, masterKeys });
  const kept = (record: 'consent' | 'referral' | 'message_form') => (from: Date) =>
    purgeAt(service.settings().retention, record, from);
  const changed: Referrals['changed'] = ({ referralId, conversationId, caseId }) => {
    platform.signals.publish(REFERRAL_CHANGED, { referralId, conversationId });
    if (caseId) cases.changed(caseId);
  };
  const referrals = createReferrals({
    database: platform.database,
    sealing: platform.sealing,
    mailer: createMailer(mailOf(config)),
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
    relationsToCase: (caseId, who) => relationsById(cases, who, caseId),
    clocks: () => service.settings().cases.clocks,
    standingOfCase: (session, caseId, competence) => standingOfCase(cases, session, caseId, competence),
    referralChanged: changed,
    openRequestOf: openRequestOf(platform.database, duties, cases),
    // One alert a referral: a second one of the same conversation is not swallowed by the first (C2).
    tellPerson: ({ kind, row: { conversationId, caseId }, cause }) =>
      duties.safeguarding.raiseAlert({
        ...{ kind, causeId: cause },
        ...(conversationId === null ? {} : { conversationId }),
        ...(conversationId === null && caseId ? { caseId } : {}),
      }),
  });
  const messages = createInboundMessagesStore(platform.database, platform.sealing);
  const left = { messages, ...messageForm(parts, kept('message_form')) };
  const consent = createConsent({
    // A lead is to decide what is shared, and learns of it as soon as the person does (H2).
    leads: {
      callIn: (session, { conversationId, requestId }) =>
        duties.safeguarding.raiseAlertIn(session, {
          ...{ kind: 'sharing_told', conversationId, causeId: causeOfTold(requestId) },
        }),
      announce: (requestId) => duties.safeguarding.announce(causeOfTold(requestId)),
      ...leadsOfWithdrawn(duties),
    },
    person: personOfChat(duties, cases),
    ...{ log: duties.log, consents, partners, audit: duties.audit, clock, purgeAt: kept('consent') },
    outbox: referrals.outbox,
    wordings: () => approvedWordings(service),
  });
  const ofCases = composeCaseConsents(parts, {
    ...{ consents, partners, referrals, wordings: () => approvedWordings(service), purgeAt: kept('consent') },
    sent: createSentStore(platform.database, platform.sealing),
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
      ...referrals.routes,
      ...createReferralRoutes({
        conversations: duties.store,
        ...{ partners, referrals, clock, wordings: () => approvedWordings(service) },
        cards: createCardsStore(platform.database),
        messages: left,
      }),
      ...createInboundRoutes({
        ...{ messages, clock, database: platform.database, audit: duties.audit },
        putAway: (messageId) => duties.safeguarding.putAway(causeOf(messageId)),
      }),
      ...ofCases.routes,
    ],
    ...{ partners, changed },
    demoPartnerSecret: partnerSecret(masterKeys, 'demo-partner'),
    looks: ofCases.looks,
    sharing: { consent, requests: referrals.requests, partners },
    leaveMessage: (form, address) => leaveMessage(left, { form, address }),
    tellMissed: news.tellMissed,
    stop: () => referrals.close(),
  };
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
  signals.subscribe(REFERRAL_CHANGED, ({ referralId, conversationId }) => {
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
