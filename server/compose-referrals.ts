/** Consent, referrals and the message form over the duties they stand on. */

import type { StaffCommands } from '../shared/protocol/staff.ts';
import { englishWordings } from '../shared/text/en/wordings.ts';
import type { Wording } from '../shared/text/wording.ts';
import type { Approvals } from './approvals/index.ts';

import { type CasesDeps, caseThatStays, familyOf, fundingOfCase, relationsById } from './cases/index.ts';

import {
  type CaseConsents,
  composeCaseConsents,
  leadsOfWithdrawn,
  personOfChat,
  standingOfCase,
} from './compose-case-consents.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import { type ComposedMessageForm, composeMessageForm } from './compose-message-form.ts';
import { openRequestOf } from './compose-open-request.ts';
import type { Platform } from './compose-platform.ts';
import { reconsiderOnChange } from './compose-reconsider.ts';
import { lookForOverReferrals } from './compose-referral-end.ts';
import { desksOfCase } from './compose-referral-news.ts';
import { workOf } from './compose-referral-work.ts';
import { createRiskOf } from './compose-risk.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import { createConsent, createConsentsStore } from './consent/index.ts';
import type { StaffCaller, VisitorPorts } from './conversations/index.ts';
import { createCardsStore, createPartners, type Partners, partnerSecret } from './partners/index.ts';
import type { Handlers } from './platform/bind-command.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createMailer, mailOf } from './platform/mail.ts';
import {
  type CasePort,
  causeOf as causeOfNotice,
  createReferralNews,
  createReferralRoutes,
  createReferrals,
  createSentStore,
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
    readonly withdrawal: CaseConsents['withdrawal'];
    readonly told: CaseConsents['told'];
    readonly requests: SentReferrals['requests'];
    readonly maySayMore: SentReferrals['maySayMore'];
    readonly partners: Partners;
  };
  /** For the form of plain pages: the same door as the panel's. */
  readonly leaveMessage: ComposedMessageForm['leave'];
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
  const kept = (record: 'consent' | 'referral') => (from: Date) => purgeAt(service.settings().retention, record, from);
  const changed: Referrals['changed'] = ({ referralId, conversationId, caseId }) => {
    platform.signals.publish(REFERRAL_CHANGED, { referralId, conversationId, ofCase: Boolean(caseId) });
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
    atOnce: (doc, session) => createRiskOf(duties, cases).talk(doc, session),
    ofCase: casePort(cases),
    fundingOf: async (session, { caseId, agentId }) => {
      const stream = caseId === null ? null : await fundingOfCase(platform.database, session, caseId);
      return stream ?? (await duties.agents.findIn(session, agentId))?.fundingStream ?? null;
    },
    purgeAt: kept('referral'),
    relationsToCase: (caseId, who) => relationsById(cases, who, caseId),
    ...{ workOf: workOf(duties, cases), keptOut: duties.keptOut },
    clocks: () => service.settings().cases.clocks,
    standingOfCase: (session, caseId, competence) => standingOfCase({ duties, cases }, session, caseId, competence),
    referralChanged: (row) => {
      changed(row);
      decidedOn(duties, row);
    },
    openRequestOf: openRequestOf(platform.database, duties, cases),
    // One alert a referral: a second one of the same conversation is not swallowed by the first (C2).
    tellPerson: ({ kind, row: { conversationId, caseId }, cause }) =>
      duties.safeguarding.raiseAlert({
        ...{ kind, causeId: cause },
        ...(conversationId === null ? {} : { conversationId }),
        ...(conversationId === null && caseId ? { caseId } : {}),
      }),
  });
  cases.followers.push(referrals.caseFollower);
  const messages = composeMessageForm(parts);
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
  const news = createReferralNews({
    ...{ database: platform.database, rooms: duties.rooms, clock },
    desksOfCase: desksOfCase(duties, cases),
  });
  showChanges(platform, news);
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
        messages: messages.left,
      }),
      ...messages.routes,
      ...ofCases.routes,
    ],
    ...{ partners, changed },
    demoPartnerSecret: partnerSecret(masterKeys, 'demo-partner'),
    sharing: {
      withdrawal: ofCases.withdrawal,
      told: ofCases.told,
      requests: referrals.requests,
      maySayMore: referrals.maySayMore,
      partners,
    },
    leaveMessage: messages.leave,
    looks: {
      ...ofCases.looks,
      'missed-waits': reconsiderOnChange(platform, cases, referrals),
      'referrals-over': lookForOverReferrals({ platform, duties, cases, purgeAt: kept('referral') }),
    },
    tellMissed: news.tellMissed,
    stop: () => referrals.close(),
  };
}

/** Whoever was called to decide about one that was held is called no more once it is not. */
function decidedOn({ background, safeguarding }: Duties, { referralId, state, heldBecause }: ReferralRow): void {
  if (heldBecause === undefined || state === 'held') return;
  for (const kind of ['referral_held', 'referral_restored'] as const)
    background.run(safeguarding.putAway(causeOfNotice(referralId, kind)), 'an alert could not be put away');
}

function casePort(cases: CasesDeps): CasePort {
  return {
    isOpen: async (caseId) => {
      const found = await cases.cases.find(caseId);
      return found !== null && (await caseThatStays(cases, found)).state === 'open';
    },
    familyIn: async (session, caseId) => {
      const found = await cases.cases.find(caseId, session);
      return found === null ? [] : familyOf(cases, found, session);
    },
    noteIn: async (session, caseId, event) => {
      // Its time may be over before that of the talk.
      if ((await cases.cases.find(caseId, session)) !== null) await cases.events.addIn(session, { caseId, ...event });
    },
    changed: (caseId) => cases.changed(caseId),
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

const causeOfTold = (requestId: string): string => `sharing_told:${requestId}`;

function showChanges({ signals, background }: Platform, news: ReturnType<typeof createReferralNews>): void {
  signals.subscribe(REFERRAL_CHANGED, ({ referralId, conversationId, ofCase }) => {
    if (typeof referralId !== 'string') return;
    const of = { conversationId: typeof conversationId === 'string' ? conversationId : null, ofCase: ofCase === true };
    background.run(news.tell(referralId, of), 'a referral could not be shown');
  });
}
