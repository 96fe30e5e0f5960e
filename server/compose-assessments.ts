/** Assessments over the conversations and cases that they belong to, and the tools that they are filled in with. */

import { standingLevel } from '../shared/protocol/assessment.ts';
import { ageBand } from '../shared/protocol/pre-chat.ts';
import { ok } from '../shared/result.ts';
import {
  type AssessmentsDeps,
  type CasesPort,
  type ConversationsPort,
  createAssessmentRoutes,
  createAssessmentsStore,
  createLoadedToolsStore,
  eraseAssessments,
  lowerIn,
} from './assessments/index.ts';
import { changeCaseIn, reachCase, withDue, withRisk } from './cases/index.ts';
import type { Cases } from './compose-cases.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { Qualifications } from './compose-qualifications.ts';
import type { ServiceInForce } from './compose-service.ts';
import { reach, recordIn } from './conversations/index.ts';
import type { RouteTable } from './platform/http-route.ts';
import { purgeAt } from './service/index.ts';

export interface AssessmentParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
  readonly cases: Cases;
  readonly qualifications: Pick<Qualifications, 'isQualified'>;
}

export function composeAssessments({ platform, duties, service, cases, qualifications }: AssessmentParts): RouteTable {
  const { database, sealing, clock, ids } = platform;
  const deps: AssessmentsDeps = {
    ...{ database, clock, ids, audit: duties.audit, approvals: cases.approvals },
    assessments: createAssessmentsStore(database, sealing),
    tools: createLoadedToolsStore(database),
    conversations: conversationsPort(duties),
    cases: casesPort(cases),
    qualification: qualifications.isQualified,
    newKey: (scope) => sealing.newKey(scope),
    forgetKey: (scope) => sealing.forget(scope),
    keptUntil: (at) => purgeAt(service.settings().retention, 'assessment', new Date(at)),
    leads: {
      callIn: (session, { causeId, conversationId, caseId }) => {
        const about = {
          ...(conversationId === null ? {} : { conversationId }),
          ...(caseId === null ? {} : { caseId }),
        };
        return duties.safeguarding.raiseAlertIn(session, { kind: 'assessment_lead', causeId, ...about });
      },
      announce: duties.safeguarding.announce,
    },
  };
  cases.cases.erasers.push(eraseAssessments(database));
  cases.approvals.on('risk_lowering', {
    approved: (decision, session) => lowerIn(deps, decision, session),
    settled: ({ approval }) => {
      if (approval.caseId !== null) cases.cases.changed(approval.caseId);
    },
  });
  return createAssessmentRoutes(deps);
}

function conversationsPort(duties: Duties): ConversationsPort {
  return {
    reach: async (conversationId, caller) => {
      const reached = await reach(duties, 'assessment.of_conversation', { ...caller, socketId: '' }, conversationId);
      if (!reached.ok) return reached;
      const { preChat, wrapUp } = await duties.presenter.toStaff(reached.value);
      const { caseId = null, teamId, ageBand: band } = reached.value;
      return ok({ caseId, teamId, ageBand: bandOf(band), preChat, wrapUp });
    },
    recordIn: (session, conversationId) => recordIn(duties, session, conversationId),
  };
}

function casesPort({ cases }: Pick<Cases, 'cases'>): CasesPort {
  return {
    reach: async (caseId, caller, how) => {
      const reached = await reachCase(cases, how === 'read' ? 'case.read' : 'case.write', caller, caseId);
      if (!reached.ok) return reached;
      const { reference, teamId, ageBand: band, risk, crimeTypes } = reached.value;
      const conversations = await cases.conversations.ofCase(caseId);
      return ok({
        ...{ reference, teamId, ageBand: bandOf(band), risk: levelOf(risk), crimeTypes },
        conversationIds: conversations.map(({ conversationId }) => conversationId),
      });
    },
    riskIn: async (session, caseId) => {
      const doc = await cases.cases.find(caseId, session);
      return doc && levelOf(doc.risk);
    },
    changeRiskIn: async (session, { caseId, to, by, assessmentId, reason }, caller) => {
      await changeCaseIn(cases, session, { caseId, caller }, async (doc, _session, now) => {
        const codes = { from: doc.risk, to, by };
        const about = { kind: 'assessment', id: assessmentId };
        const event = { kind: 'risk_changed', about, codes, text: reason };
        return ok({ change: withRisk(doc, to, now), action: 'case.risk', meta: codes, event, value: null });
      });
    },
    tellIn: async (session, caseId, { kind, assessmentId, codes, at }, caller) => {
      const by = { agentId: caller.agentId, name: caller.name };
      const about = { kind: 'assessment', id: assessmentId };
      await cases.events.addIn(session, { caseId, kind, by, about, codes, at });
    },
    reviewDueIn: async (session, caseId, { tool, at, looksAtRisk }) => {
      await changeCaseIn(cases, session, { caseId, caller: null }, async (doc, _session, now) => {
        const looked = looksAtRisk ? withRisk(doc, doc.risk, now) : {};
        const next = at === null ? null : { kind: 'assessment_review', at };
        const change = { ...looked, ...withDue({ due: looked.due ?? doc.due }, `review:${tool}`, next) };
        return ok({ change, action: 'case.due', meta: { tool }, event: null, value: null });
      });
    },
    changed: (caseId) => cases.changed(caseId),
  };
}

function bandOf(stored: string | null) {
  const read = ageBand.safeParse(stored);
  return read.success ? read.data : null;
}

function levelOf(stored: string) {
  const read = standingLevel.safeParse(stored);
  return read.success ? read.data : 'not_assessed';
}
