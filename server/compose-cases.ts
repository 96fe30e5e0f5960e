/** Cases and the decisions of two people, over the duties they stand on. */
import { closureReasons } from '../shared/reference/closure-reasons.ts';
import { ok } from '../shared/result.ts';
import { type Approvals, createApprovalRoutes, createApprovals, createApprovalsStore } from './approvals/index.ts';
import {
  CaseMoved,
  type CasesDeps,
  type ConversationsPort,
  caseKeptUntil,
  createBlindIndex,
  createCaseEventsStore,
  createCaseRoutes,
  createCasesStore,
  createSectionsStore,
} from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import { linkToCaseIn, participants, RevisionMoved, reach } from './conversations/index.ts';
import { createCoverStore } from './cover/index.ts';
import type { RouteTable } from './platform/http-route.ts';
import { purgeAt } from './service/index.ts';

export interface Cases {
  readonly cases: CasesDeps;
  readonly approvals: Approvals;
  readonly routes: RouteTable;
}

export const CASE_CHANGED = 'case:changed';

export function composeCases(platform: Platform, duties: Duties, service: ServiceInForce): Cases {
  const { database, sealing, clock, ids, masterKeys, signals } = platform;
  const kept = (record: 'case' | 'approval') => (at: number) =>
    purgeAt(service.settings().retention, record, new Date(at));
  const approvals = createApprovals({
    ...{ database, clock, ids, audit: duties.audit },
    store: createApprovalsStore(database, sealing),
    keptUntil: kept('approval'),
  });
  const covers = createCoverStore(database, sealing);
  const cases: CasesDeps = {
    ...{ database, clock, ids, audit: duties.audit },
    cases: createCasesStore(database, sealing),
    sections: createSectionsStore(database, sealing),
    events: createCaseEventsStore(database, sealing, () => ids.uuid()),
    blindIndex: createBlindIndex(masterKeys),
    conversations: conversationsPort(duties),
    staff: {
      find: async (agentId) => {
        const agent = await duties.agents.find(agentId);
        if (!agent || agent.disabledAt !== null) return null;
        return { agentId, name: agent.name, role: agent.role, teamId: agent.teamId };
      },
    },
    newKey: (scope) => sealing.newKey(scope),
    forgetKey: (scope) => sealing.forget(scope),
    facts: () => ({
      caseloadMaximum: service.settings().cases.caseloadMaximum,
      versions: service.versions(),
      closureReasons: closureReasons.map(({ code }) => code),
    }),
    purgeAt: caseKeptUntil(kept('case')),
    followers: [],
    coveredBy: async (agentId) => (await covers.coveredBy(agentId, clock.now())).map((each) => each.agentId),
    changed: (caseId) => signals.publish(CASE_CHANGED, { caseId }),
  };
  return { cases, approvals, routes: [...createCaseRoutes(cases), ...createApprovalRoutes(approvals)] };
}

/** Of a case a handful of conversations, never thousands. */
const CONVERSATIONS_AT_MOST = 500;

function conversationsPort(duties: Duties): ConversationsPort {
  const ofCase = (caseId: string) => duties.store.findMany({ caseId }, CONVERSATIONS_AT_MOST);
  return {
    read: async (conversationId, caller) => {
      const reached = await reach(duties, 'conversation.link', { ...caller, socketId: '' }, conversationId);
      return reached.ok ? ok(await duties.presenter.toStaff(reached.value)) : reached;
    },
    linkIn: async (session, link, caller) => {
      try {
        const linked = await linkToCaseIn(duties, session, link, caller);
        return linked.ok ? ok(null) : linked;
      } catch (error) {
        throw error instanceof RevisionMoved ? new CaseMoved('the conversation changed meanwhile') : error;
      }
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
