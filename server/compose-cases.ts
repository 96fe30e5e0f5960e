/** Cases and the decisions of two people, over the duties they stand on. */
import { ageDefaults } from '../shared/domain/age-rules.ts';
import { londonDay } from '../shared/domain/opening-hours.ts';
import { panelFor } from '../shared/domain/pathways.ts';
import { ok } from '../shared/result.ts';
import type { AgentDoc } from './agents/index.ts';
import { type Approvals, createApprovalRoutes, createApprovals, createApprovalsStore } from './approvals/index.ts';
import { createAssessmentsStore, joinCaseIn } from './assessments/index.ts';
import {
  type AgeFollowing,
  type CaseFollower,
  CaseMoved,
  type CasesDeps,
  type ConversationsPort,
  caseKeptUntil,
  createBlindIndex,
  createCaseClockRoutes,
  createCaseEventsStore,
  createCaseLinksStore,
  createCaseRelationRoutes,
  createCaseRoutes,
  createCaseStudyRoutes,
  createCaseStudyStore,
  createCasesStore,
  createCaseViewRoutes,
  createSavedViewsStore,
  createSectionsStore,
  followCase,
  letInEffects,
  mergeEffects,
  purgeCases,
  type StaffMember,
  type StaffPort,
} from './cases/index.ts';
import { followAges } from './compose-case-ages.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import {
  hasConflict,
  isKnown,
  keepOutOfConversationsIn,
  linkToCaseIn,
  participants,
  RevisionMoved,
  reach,
} from './conversations/index.ts';
import { createCoverStore } from './cover/index.ts';
import { createContentDigest } from './platform/content-digest.ts';
import type { RouteTable } from './platform/http-route.ts';
import type { Session } from './platform/mongo.ts';
import { createSteppedStore } from './platform/stepped.store.ts';
import { createRemind, createRemindersStore, remindOfCaseIn } from './reminders/index.ts';
import { type DisclosureFacts, disclosuresSpec, joinRecordsIn } from './safeguarding/index.ts';
import { purgeAt } from './service/index.ts';

export interface Cases {
  readonly cases: CasesDeps;
  readonly approvals: Approvals;
  readonly routes: RouteTable;
  /** The looks for what no signal has told, by name. */
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
}

export const CASE_CHANGED = 'case:changed';
export const CASE_KEPT_OUT = 'case:kept-out';

export const causeOfNoOwner = (caseId: string): string => `case_without_owner:${caseId}`;

export function composeCases(platform: Platform, duties: Duties, service: ServiceInForce): Cases {
  const { database, sealing, clock, ids, masterKeys, signals } = platform;
  const kept = (record: 'case' | 'approval') => (at: number) =>
    purgeAt(service.settings().retention, record, new Date(at));
  const approvals = createApprovals({
    ...{ database, clock, ids, audit: duties.audit },
    store: createApprovalsStore(database, sealing),
    keptUntil: kept('approval'),
    keptOut: duties.keptOut,
  });
  const events = createCaseEventsStore(database, sealing, () => ids.uuid());
  const covers = createCoverStore(database, sealing);
  const remind = createRemind(createRemindersStore(database));
  const newId = () => ids.uuid();
  const disclosures = createSteppedStore<DisclosureFacts>(database, sealing, { spec: disclosuresSpec, newId });
  const cases: CasesDeps = {
    ...{ database, clock, ids, audit: duties.audit },
    cases: createCasesStore(
      database,
      sealing,
      followCase(() => following(platform, service)),
      (session, after, before) => remindOfCaseIn(remind, session, { before, after, now: clock.now() }),
    ),
    sections: createSectionsStore(database, sealing),
    links: createCaseLinksStore(database),
    events,
    blindIndex: createBlindIndex(masterKeys),
    requestDigest: createContentDigest(masterKeys, 'case-request'),
    conversations: conversationsPort(platform, duties, {
      events,
      keptOut: async (session, caseId) => (await cases.cases.find(caseId, session))?.exclusions ?? [],
      join: async (session, { conversationId, caseId }) => {
        await joinRecordsIn({ concerns: duties.concerns, disclosures }, session, { conversationId, caseId });
        const found = await cases.cases.find(caseId, session);
        if (!found) return;
        const { reference: caseReference, teamId } = found;
        await approvals.joinCaseIn(session, conversationId, { caseId, caseReference, teamId });
      },
    }),
    staff: staffPort(duties),
    newKey: (scope) => sealing.newKey(scope),
    forgetKey: (scope) => sealing.forget(scope),
    facts: () => ({
      caseloadMaximum: service.settings().cases.caseloadMaximum,
      clocks: service.settings().cases.clocks,
      versions: service.versions(),
      codes: service.codes(),
    }),
    purgeAt: caseKeptUntil(kept('case')),
    followers: [approvalFollower(approvals)],
    heldDetails: [],
    callForOwnerIn: (session, caseId) => {
      const alert = { kind: 'case_without_owner', caseId, causeId: causeOfNoOwner(caseId) } as const;
      return duties.safeguarding.raiseAlertIn(session, alert);
    },
    erasers: [],
    coveredBy: async (agentId) => (await covers.coveredBy(agentId, clock.now())).map((each) => each.agentId),
    changed: (caseId) => signals.publish(CASE_CHANGED, { caseId }),
  };
  const ages = followAges(platform, duties, cases);
  approvals.on('merge', mergeEffects(cases));
  approvals.on('exclusion_lifting', letInEffects(cases));
  const routes = [
    ...createCaseRoutes(cases),
    ...createCaseClockRoutes(cases),
    ...createCaseStudyRoutes({ ...cases, caseStudies: createCaseStudyStore(database, sealing) }),
    ...createCaseRelationRoutes({ ...cases, approvals }),
    ...createCaseViewRoutes({ views: createSavedViewsStore(database), clock, ids }),
    ...createApprovalRoutes(approvals),
  ];
  const shredded = (scope: string) => {
    sealing.forget(scope);
    signals.publish('key:shredded', { scope });
  };
  const over = () => purgeCases({ ...cases, shredIn: sealing.shredIn, shredded });
  return { cases, approvals, routes, looks: { 'missed-ages': ages.missed, 'cases-over': over } };
}

/** What the clocks and the ages of a case are judged by, now. */
function following({ clock }: Platform, { settings, pack }: ServiceInForce): AgeFollowing {
  const now = clock.now();
  const day = londonDay(new Date(now));
  return {
    now,
    clocks: settings().cases.clocks,
    ages: (where) => ({
      maracFromAge: panelFor(pack.maracPanels, { ...where, day })?.fromAge ?? ageDefaults.maracFromAge,
    }),
  };
}

function staffPort({ agents }: Duties): StaffPort {
  return {
    find: async (agentId) => {
      const agent = await agents.find(agentId);
      if (!agent || agent.disabledAt !== null) return null;
      return memberOf(agent);
    },
    all: async (teamId) => {
      const found = await agents.findMany({ disabledAt: null, ...(teamId === null ? {} : { teamId }) });
      return found.map(memberOf);
    },
    // Who was never given one has none in the record: null is both.
    fund: async (session, agentId, fundingStream, was) =>
      (await agents.change(agentId, { fundingStream: was }, { $set: { fundingStream } }, session)) !== null,
  };
}

function memberOf({ _id, name, role, teamId, fundingStream = null }: AgentDoc): StaffMember {
  return { agentId: _id, name, role, teamId, fundingStream };
}

/** Of a case a handful of conversations, never thousands. */
const CONVERSATIONS_AT_MOST = 500;

const HOLD_OPEN = ['risk_lowering', 'disclosure', 'consent_release'] as const;

/** What waits for a second person holds a case open, and is decided in the team that has it. */
function approvalFollower(approvals: Pick<Approvals, 'handOverIn' | 'openOfCases'>): CaseFollower {
  return {
    openIn: async (session, caseId) => {
      const open = await approvals.openOfCases([caseId], HOLD_OPEN, session);
      return open.map(({ _id: id, kind }) => ({ kind: `approval_${kind}`, id, endsWithCase: true, byLead: true }));
    },
    // They stay in the tray: whoever decides them says what becomes of them.
    endIn: async () => ({}),
    handOverIn: (session, { doc }) => approvals.handOverIn(session, doc._id, doc.teamId),
  };
}

interface Linking {
  readonly events: CasesDeps['events'];
  /** Who is kept out of the case. */
  readonly keptOut: (session: Session, caseId: string) => Promise<readonly string[]>;
  /** What is kept of the conversation is kept of the case from then on. */
  readonly join: (
    session: Session,
    link: { readonly conversationId: string; readonly caseId: string },
  ) => Promise<void>;
}

/** Who is kept out of it is shown it no more, nor asked to take it. */
async function tellKeptOut({ delivery, queue, store }: Duties, caseId: string): Promise<void> {
  for (const doc of await store.findMany({ caseId }, CONVERSATIONS_AT_MOST)) {
    delivery.changed(doc._id, participants(doc));
    if (doc.state === 'closed') continue;
    const rings = doc.offer !== null && hasConflict(doc, doc.offer.agentId);
    if (doc.offer !== null && rings) await queue.stopRinging([doc.offer.agentId]);
    queue.changed(doc._id);
  }
}

function conversationsPort(
  { database, sealing, background, signals }: Platform,
  duties: Duties,
  { events, join, keptOut }: Linking,
): ConversationsPort {
  const assessments = createAssessmentsStore(database, sealing);
  const ofCase = (caseId: string) => duties.store.findMany({ caseId }, CONVERSATIONS_AT_MOST);
  return {
    read: async (conversationId, caller) => {
      const reached = await reach(duties, 'conversation.link', { ...caller, socketId: '' }, conversationId);
      return reached.ok ? ok(await duties.presenter.toStaff(reached.value)) : reached;
    },
    linkIn: async (session, link, caller) => {
      try {
        const linked = await linkToCaseIn(
          duties,
          session,
          { ...link, keptOut: await keptOut(session, link.caseId) },
          caller,
        );
        if (!linked.ok) return linked;
        const { level, joined } = await joinCaseIn({ assessments }, session, link);
        for (const { assessmentId, tool, startedBy, startedAt } of joined) {
          const about = { kind: 'assessment', id: assessmentId };
          const event = { caseId: link.caseId, kind: 'assessment_started', about, codes: { tool } };
          await events.addIn(session, { ...event, by: startedBy, at: startedAt });
        }
        await join(session, link);
        return ok(level);
      } catch (error) {
        throw error instanceof RevisionMoved ? new CaseMoved('the conversation changed meanwhile') : error;
      }
    },
    keepOutIn: async (session, caseId, change) => {
      try {
        return await keepOutOfConversationsIn(duties, session, caseId, change);
      } catch (error) {
        throw error instanceof RevisionMoved ? new CaseMoved('a conversation changed meanwhile') : error;
      }
    },
    keptOutOfIn: async (session, conversationId) => {
      const doc = await duties.store.findIn(session, conversationId);
      return (doc?.exclusions ?? []).filter(isKnown).map(({ agentId }) => agentId);
    },
    tellKeptOut: (caseId) => {
      background.run(tellKeptOut(duties, caseId), 'who is kept out could not be told');
      signals.publish(CASE_KEPT_OUT, { caseId });
    },
    linked: async (conversationId) => {
      const doc = await duties.store.find(conversationId);
      if (doc) duties.delivery.changed(conversationId, participants(doc));
    },
    ofCase: async (caseId) =>
      (await ofCase(caseId)).map(({ _id, createdAt }) => ({ conversationId: _id, startedAt: createdAt })),
    holdsOneOf: async (caseId, agentId) =>
      (await ofCase(caseId)).some((doc) => doc.state !== 'closed' && participants(doc).includes(agentId)),
  };
}
