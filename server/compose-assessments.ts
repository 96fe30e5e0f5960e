/** Assessments over the conversations and cases that they belong to, and the tools that they are filled in with. */

import { ageBand } from '../shared/protocol/pre-chat.ts';
import { ok } from '../shared/result.ts';
import {
  type AssessmentsDeps,
  type CaseSubject,
  type CasesPort,
  type ConversationsPort,
  createAssessmentRoutes,
  createAssessmentsStore,
  createLoadedToolsStore,
  eraseAssessments,
  lowerIn,
  versionEffects,
} from './assessments/index.ts';
import {
  type CaseDoc,
  type CasesDeps,
  changeCaseIn,
  changeRiskIn,
  familyOf,
  levelOf,
  partsOf,
  reachCase,
  riskLookedAtIn,
  riskOfPerson,
  scopeOf,
  settledInFamily,
  withDue,
  withRisk,
} from './cases/index.ts';
import type { Cases } from './compose-cases.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { Qualifications } from './compose-qualifications.ts';
import type { ServiceInForce } from './compose-service.ts';
import { reach, recordIn } from './conversations/index.ts';
import { createPlansStore } from './plans/index.ts';
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
    isTherapyOf: async (caseId, planId) => {
      const of = await cases.cases.cases.find(caseId);
      const family = of === null ? [] : await familyOf(cases.cases, of);
      const plans = await createPlansStore(database, sealing).ofCases(family);
      return plans.some(({ doc }) => doc._id === planId && doc.kind === 'therapeutic');
    },
    newKey: (scope) => sealing.newKey(scope),
    forgetKey: (scope) => sealing.forget(scope),
    keptUntil: (at) => purgeAt(service.settings().retention, 'assessment', new Date(at)),
    leads: {
      callIn: (session, { kind, causeId, conversationId, caseId }) => {
        const about = {
          ...(conversationId === null ? {} : { conversationId }),
          ...(caseId === null ? {} : { caseId }),
        };
        return duties.safeguarding.raiseAlertIn(session, { kind, causeId, ...about });
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
  cases.approvals.on('tool_version', versionEffects(deps));
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
      return reached.ok ? ok(await subjectOf(cases, reached.value)) : reached;
    },
    familyIn: async (session, caseId) => {
      const doc = await cases.cases.find(caseId, session);
      return doc === null ? [caseId] : familyOf(cases, doc, session);
    },
    riskIn: (session, caseId) => riskOfPerson(cases, session, caseId),
    changeRiskIn: (session, { caseId, assessmentId, reason, ...change }, caller) => {
      const about = assessmentId === null ? { kind: 'case', id: caseId } : { kind: 'assessment', id: assessmentId };
      return changeRiskIn(cases, session, caseId, { ...change, about, text: reason, caller });
    },
    tellIn: async (session, caseId, { kind, assessmentId, codes, at }, caller) => {
      const by = { agentId: caller.agentId, name: caller.name };
      const about = { kind: 'assessment', id: assessmentId };
      await cases.events.addIn(session, { caseId, kind, by, about, codes, at });
    },
    reviewDueIn: async (session, caseId, { tool, at, looksAtRisk }) => {
      await changeCaseIn(cases, session, { caseId, caller: null }, async (doc, _session, now) => {
        if (looksAtRisk) await riskLookedAtIn(cases, session, doc, now);
        const looked = looksAtRisk ? withRisk(doc, doc.risk, now) : {};
        const next = at === null ? null : ({ kind: 'assessment_review', at } as const);
        // Filled in once for the person, in whichever of their cases it was due.
        const settled = await settledInFamily(cases, session, { ...doc, ...looked }, `review:${tool}`);
        const due = withDue({ due: settled.due ?? doc.due }, `review:${tool}`, next);
        const change = { ...looked, ...settled, ...due };
        return ok({ change, action: 'case.due', meta: { tool }, event: null, value: null });
      });
    },
    changed: (caseId) => cases.changed(caseId),
  };
}

/** A case with what became part of it; level and age are the person's, wherever they were found. */
async function subjectOf(cases: CasesDeps, doc: CaseDoc): Promise<CaseSubject> {
  const { _id: caseId, reference, teamId, mergedInto } = doc;
  const root = mergedInto === null ? doc : ((await cases.cases.find(mergedInto)) ?? doc);
  const caseIds = await partsOf(cases, caseId);
  const conversations = await Promise.all(caseIds.map((id) => cases.conversations.ofCase(id)));
  return {
    ...{ reference, teamId, ageBand: bandOf(root.ageBand ?? doc.ageBand), risk: levelOf(root) },
    crimeTypes: doc.crimeTypes,
    root: { caseId: root._id, reference: root.reference, teamId: root.teamId, scope: scopeOf(root._id) },
    ...{ isOpen: root.state === 'open', caseIds, familyIds: await familyOf(cases, doc) },
    conversationIds: conversations.flat().map(({ conversationId }) => conversationId),
  };
}

function bandOf(stored: string | null) {
  const read = ageBand.safeParse(stored);
  return read.success ? read.data : null;
}
