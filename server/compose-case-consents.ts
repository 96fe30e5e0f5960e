/** What a person of a case agreed to outside a chat, and the referrals made from it, over the duties they stand on. */
import { type Competence, cardLock } from '../shared/domain/consent.ts';
import { londonDay } from '../shared/domain/opening-hours.ts';
import type { ToldReferral } from '../shared/protocol/http/case-referrals.ts';
import type { Approvals } from './approvals/index.ts';
import { type CasesDeps, caseThatStays, familyOf } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { createRiskOf } from './compose-risk.ts';
import {
  bringReviews,
  type CaseConsentDeps,
  type ConsentFamily,
  createConsentRoutes,
  type LeadsPort,
  type PersonPort,
  personOfCase,
  type ReleasePort,
  releaseEffects,
  settleNewest,
  tellWithdrawn,
  type WithdrawOrder,
  withdrawOfPerson,
  writeInChat,
} from './consent/index.ts';
import type { ConversationDoc } from './conversations/index.ts';
import { createCardsStore, type Partner } from './partners/index.ts';
import { createContentDigest } from './platform/content-digest.ts';
import { eachOnItsOwn } from './platform/each-on-its-own.ts';
import { gather } from './platform/gather.ts';
import type { RouteTable } from './platform/http-route.ts';
import type { Session } from './platform/mongo.ts';
import { createThreadStore } from './portal/index.ts';
import {
  createCaseReferralRoutes,
  createOutboxStore,
  type Referrals,
  recipientViews,
  type SentStore,
  toldOf,
  wordingsFor,
} from './referrals/index.ts';

interface Parts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly cases: CasesDeps;
  readonly approvals: Approvals;
}

export interface CaseConsentParts extends Pick<CaseConsentDeps, 'consents' | 'partners' | 'wordings' | 'purgeAt'> {
  readonly referrals: Referrals;
  readonly sent: SentStore;
}

export interface CaseConsents {
  readonly routes: RouteTable;
  /** The looks for what no signal has told, by name. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
  /** All that a person agreed to is taken back by a decision, and once that stands it is told. */
  readonly withdrawal: {
    withdrawIn(session: Session, order: WithdrawOrder): Promise<void>;
    tell(person: ConsentFamily): Promise<void>;
  };
  /** What a person can be told of what was shared, once a check has let it. */
  told(person: ConsentFamily): Promise<ToldReferral[]>;
}

export function composeCaseConsents(
  { platform, duties, cases, approvals }: Parts,
  { referrals, sent, ...given }: CaseConsentParts,
): CaseConsents {
  const deps: CaseConsentDeps = {
    ...{
      ...given,
      cases,
      approvals,
      log: duties.log,
      outbox: referrals.outbox,
      leads: leadsOfWithdrawn(duties),
      release: releasePort(duties),
      isHighRisk: createRiskOf(duties, cases).case,
    },
    digest: createContentDigest(platform.masterKeys, 'written-consent'),
    talksOf: talksOf(duties),
  };
  approvals.on('consent_release', releaseEffects(deps));
  const ofCases = {
    ...{ cases, consents: given.consents, sent, referrals, talksOf: deps.talksOf },
    outbox: createOutboxStore(platform.database),
    takenOn: takenOn(createThreadStore(platform.database, platform.sealing)),
    standingOfCase: (session: Session, caseId: string) => standingOfCase({ duties, cases }, session, caseId, null),
  };
  const cards = createCardsStore(platform.database);
  const recipients = async (partners: readonly Partner[]) =>
    recipientViews(partners, await cards.all(), londonDay(new Date(platform.clock.now())));
  return {
    routes: [
      ...createConsentRoutes({ ...deps, views: { recipients, wordings: wordingsFor } }),
      ...createCaseReferralRoutes(ofCases),
    ],
    looks: {
      ...followAnswers({ platform, duties, cases }, { consents: given.consents, outbox: referrals.outbox }),
      'missed-taken-back': lookForTakenBack(platform, deps),
    },
    withdrawal: {
      withdrawIn: (session, order) => withdrawOfPerson(deps, session, order),
      tell: (person) => tellWithdrawn(deps, person),
    },
    told: (person) => toldOf(ofCases, person),
  };
}

/** The age and the risk are the person's, whichever of their cases it is; what was noted, was noted for one consent (H10). */
export async function standingOfCase(
  { duties, cases }: Pick<Parts, 'duties' | 'cases'>,
  session: Session,
  caseId: string,
  competence: Competence | null,
) {
  const found = await cases.cases.find(caseId, session);
  if (!found) return null;
  const { exclusions, ageBand } = await caseThatStays(cases, found, session);
  const atOnce = await createRiskOf(duties, cases).case(found, session);
  return { atOnce, lock: cardLock(ageBand, competence), exclusions, ageBand };
}

/** In the queue or in a talk: what they agree to then, they say there. */
const OPEN: readonly ConversationDoc['state'][] = ['waiting', 'offered', 'active'];

function talksOf({ store }: Duties): CaseConsentDeps['talksOf'] {
  return async (caseIds, session) => {
    const docs = session
      ? (await Promise.all(caseIds.map((caseId) => store.ofCaseIn(session, caseId)))).flat()
      : await store.findMany({ caseId: { $in: [...caseIds] } });
    return docs.map(({ _id, state }) => ({ conversationId: _id, open: OPEN.includes(state) }));
  };
}

/** What consents of chats ask of the person's cases. */
export function personOfChat(duties: Duties, cases: CasesDeps): PersonPort {
  const caseOf = async (session: Session, { caseId = null }: ConversationDoc) =>
    caseId === null ? null : cases.cases.find(caseId, session);
  return {
    familyOf: async (session, conversation) => {
      const found = await caseOf(session, conversation);
      if (!found) return { caseIds: [], conversationIds: [conversation._id] };
      const caseIds = await familyOf(cases, found, session);
      const talks = await talksOf(duties)(caseIds, session);
      return { caseIds, conversationIds: talks.map(({ conversationId }) => conversationId) };
    },
    isHighRisk: (session, conversation) => createRiskOf(duties, cases).talk(conversation, session),
    answered: (conversationId) => {
      const tell = async () => {
        const caseId = (await duties.store.find(conversationId))?.caseId ?? null;
        if (caseId !== null) cases.changed(caseId);
      };
      duties.background.run(tell(), 'an answer could not be brought to its case');
    },
  };
}

const causeOfWithdrawn = (consentId: string): string => `consent_withdrawn:${consentId}`;
const causeOfRelease = (consentId: string): string => `consent_release:${consentId}`;

/** Whoever harms somebody may be who takes back their help: at high risk a lead looks (H4). */
export function leadsOfWithdrawn({ safeguarding }: Duties): Pick<LeadsPort, 'callToWithdrawnIn' | 'announceWithdrawn'> {
  return {
    callToWithdrawnIn: (session, { consentId, conversationId, caseId }) =>
      safeguarding.raiseAlertIn(session, {
        ...{ kind: 'consent_withdrawn', causeId: causeOfWithdrawn(consentId) },
        ...(conversationId === null ? {} : { conversationId }),
        ...(caseId === null ? {} : { caseId }),
      }),
    announceWithdrawn: (consentId) => safeguarding.announce(causeOfWithdrawn(consentId)),
  };
}

function releasePort({ safeguarding, background }: Duties): ReleasePort {
  return {
    callIn: (session, { caseId, consentId }) =>
      safeguarding.raiseAlertIn(session, { kind: 'consent_release', caseId, causeId: causeOfRelease(consentId) }),
    announce: (consentId) => safeguarding.announce(causeOfRelease(consentId)),
    putAway: (consentId) =>
      background.run(safeguarding.putAway(causeOfRelease(consentId)), 'an alert could not be put away'),
  };
}

/** The node that wrote down that something was taken back may have ended before its chat said so. */
function lookForTakenBack({ clock }: Platform, deps: Pick<CaseConsentDeps, 'consents' | 'log'>): () => Promise<void> {
  let lookedAt = clock.now() - LOOKED_BACK_MS;
  return async () => {
    const lookingAt = clock.now();
    for await (const consent of deps.consents.withdrawnSince(lookedAt - OVERLAP_MS)) await writeInChat(deps, consent);
    lookedAt = lookingAt;
  };
}

const GATHERED_FOR_MS = 50;
/** A node that was away for a day misses none. */
const LOOKED_BACK_MS = 24 * 3_600_000;
const OVERLAP_MS = 15_000;
/** By which answers of one person come together. */
const JOINED = ['conversation_linked', 'merged'] as const;

/**
 * What is agreed to in a chat is asked again for in the case that the chat is part of; and of answers that come together when a
 * chat or another case turns out to be of the same person, the newest counts.
 */
function followAnswers(
  { platform, duties, cases }: Omit<Parts, 'approvals'>,
  { consents, outbox }: Pick<CaseConsentDeps, 'consents' | 'outbox'>,
): CaseConsents['looks'] {
  const { background, signals, clock, database } = platform;
  const inOne = async (caseId: string) => ({
    caseIds: [caseId],
    conversationIds: (await talksOf(duties)([caseId])).map(({ conversationId }) => conversationId),
  });
  const bring = (caseIds: readonly string[]): Promise<void> =>
    eachOnItsOwn(caseIds, async (caseId) => {
      const doc = await cases.cases.find(caseId);
      if (!doc) return;
      const { family } = await personOfCase({ cases, talksOf: talksOf(duties) }, doc);
      if ((await consents.consentsOf(family)).length === 0) return;
      await settleNewest({ database, clock, consents, outbox }, family);
      for (const each of family.caseIds) {
        const records = await inOne(each);
        await bringReviews(cases, each, (session) => consents.consentsOf(records, session));
      }
    });
  const whatFailed = 'what is due of a consent could not be brought to its case';
  const changed = gather({ background, afterMs: GATHERED_FOR_MS, whatFailed }, bring);
  signals.subscribe('case:changed', ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string') changed(caseId);
  });
  let lookedAt = clock.now() - LOOKED_BACK_MS;
  return {
    'missed-consent-reviews': async () => {
      const lookingAt = clock.now();
      const since = Math.max(lookedAt, lookingAt - LOOKED_BACK_MS) - OVERLAP_MS;
      const talks = await consents.talksGivenSince(since);
      const docs = talks.length === 0 ? [] : await duties.store.findMany({ _id: { $in: talks } }, talks.length);
      const joined = await cases.events.casesSince(JOINED, since);
      await bring([...new Set([...docs.flatMap(({ caseId }) => caseId ?? []), ...joined])]);
      lookedAt = lookingAt;
    },
  };
}

/** From what the partner wrote beside the referral; the newest counts. */
function takenOn(thread: Pick<ReturnType<typeof createThreadStore>, 'of' | 'wordsOf'>) {
  return async (referralId: string) => {
    const said = (await thread.of(referralId))
      .filter(({ kind }) => kind === 'accept' || kind === 'waiting_list')
      .at(-1);
    if (said === undefined) return null;
    const { startsOn = null, weeks, reviewOn = null } = said.codes;
    const { worker } = await thread.wordsOf(said);
    return { worker, startsOn, weeks: weeks === undefined ? null : Number(weeks), reviewOn };
  };
}
