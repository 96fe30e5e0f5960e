/** Begins an assessment. What pre-chat, wrap-up and other tools already told stands in it, marked with its origin: nobody is asked twice. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { carriedAnswers, type OtherTool } from '../../shared/domain/tools/carry.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { NewAssessment } from '../../shared/protocol/http/assessments.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey, type Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { type AssessmentDoc, answersOf, type StoredAnswers, scopeOf } from './assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { announceCalls, callLeadsIn } from './lead-calls.ts';
import { presentAssessment } from './present-assessment.ts';
import { filterOf, reachSubject, type Subject } from './reach-assessment.ts';
import { type KnownTool, knownTools, mayBegin, toolInForce, toolOf } from './tools-in-force.ts';

type Started = Result<{ assessment: AssessmentView }>;

export async function startAssessment(
  deps: AssessmentsDeps,
  input: NewAssessment,
  caller: AssessmentCaller,
): Promise<Started> {
  const asked = { conversationId: input.conversationId ?? null, caseId: input.caseId ?? null };
  const reached = await reachSubject(deps, asked, caller, 'write');
  if (!reached.ok) return reached;
  const subject = reached.value;
  const before = await deps.assessments.ofClientId(input.clientId);
  if (before) return again(deps, before, { input, subject, caller });
  if (!subject.isOpen) return fail('conflict', { reason: 'not_open' });
  const tool = await wantedTool(deps, input);
  if (!tool.ok) return tool;
  const { definition } = tool.value;
  const fault = momentFault(definition, input);
  if (fault !== null) return fault;
  const stray = await planFault(deps, definition, subject, input);
  if (stray !== null) return stray;
  const open = await openOne(deps, subject, input);
  // It may be this very one, asked for twice at the same moment.
  if (open !== null) return again(deps, open, { input, subject, caller });
  const now = deps.clock.now();
  const doc = firstDocument(deps, { input, definition, subject, caller, now });
  const carried = await carriedInto(deps, { definition, subject, caller, now });
  const written = await write(deps, { doc, carried, definition, subject, caller, now });
  // It became part of a case at this very moment: it begins again, as the case's.
  if (written === 'moved') return startAssessment(deps, input, caller);
  if ('other' in written) return again(deps, written.other, { input, subject, caller });
  announceCalls(deps, written.calls);
  const stored = await deps.assessments.find(doc._id);
  if (stored === null) return fail('unavailable');
  return ok({ assessment: await presentAssessment(deps, stored, subject, caller) });
}

async function wantedTool(deps: AssessmentsDeps, { tool, version }: NewAssessment): Promise<Result<KnownTool>> {
  const known = knownTools(await deps.tools.all());
  const day = londonDay(new Date(deps.clock.now()));
  if (version === undefined) {
    const found = toolInForce(known, tool, day);
    return found === null ? faultAt('tool', `There is no tool "${tool}" in force.`) : ok(found);
  }
  const found = toolOf(known, tool, version);
  if (found === null) return faultAt('version', `There is no version "${version}" of this tool.`);
  return mayBegin(found, day) ? ok(found) : faultAt('version', 'Nothing is begun with this version any more.');
}

function momentFault({ moments }: ToolDefinition, { moment }: NewAssessment): Result<never> | null {
  const fits = moments.length === 0 ? moment === undefined : moment !== undefined && moments.includes(moment);
  if (fits) return null;
  const message =
    moments.length === 0 ? 'This tool has no moments: leave it out.' : `Name one of ${moments.join(', ')}.`;
  return faultAt('moment', message);
}

/** A plan is measured by a measure, and a therapeutic one of this case alone. */
async function planFault(
  deps: AssessmentsDeps,
  { kind, moments }: ToolDefinition,
  { caseId }: Subject,
  { planId }: NewAssessment,
): Promise<Result<never> | null> {
  if (planId === undefined) return null;
  if (kind !== 'measure' || moments.length === 0) return faultAt('tool', 'This tool measures no therapy.');
  if (caseId !== null && (await deps.isTherapyOf(caseId, planId))) return null;
  return faultAt('planId', 'Name a therapeutic plan of this case.');
}

function faultAt(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message }] });
}

/** More than a case ever has. */
const LOOKED_THROUGH = 200;

async function openOne(deps: AssessmentsDeps, subject: Subject, input: NewAssessment): Promise<AssessmentDoc | null> {
  const all = await deps.assessments.of(filterOf({ ...subject, caseIds: subject.familyIds }), LOOKED_THROUGH);
  const isSame = (each: AssessmentDoc) =>
    each.toolCode === input.tool && each.moment === (input.moment ?? null) && each.planId === input.planId;
  return all.find((each) => each.state === 'open' && isSame(each)) ?? null;
}

interface Making {
  readonly input: NewAssessment;
  readonly definition: ToolDefinition;
  readonly subject: Subject;
  readonly caller: AssessmentCaller;
  readonly now: number;
}

function firstDocument(
  deps: AssessmentsDeps,
  { input, definition, subject, caller, now }: Making,
): Omit<AssessmentDoc, 'answers'> {
  const by = { agentId: caller.agentId, name: caller.name };
  const { conversationId, caseId } = subject;
  const moment = input.moment ?? null;
  const { planId } = input;
  return {
    ...{ _id: deps.ids.uuid(), clientId: input.clientId, toolCode: definition.code, toolVersion: definition.version },
    ...{ moment, state: 'open', revision: 1, conversationId, caseId },
    openAs: [caseId ?? conversationId, definition.code, moment, ...(planId === undefined ? [] : [planId])].join(':'),
    ...(planId === undefined ? {} : { planId }),
    ...{ band: null, level: 'not_assessed', levelBy: null, settledBand: null, police: [] },
    ...{ startedBy: by, startedAt: now, changedBy: by, changedAt: now, finishedBy: null, finishedAt: null },
    ...{ purgeAt: caseId === null ? deps.keptUntil(now) : null, legalHold: false },
  };
}

async function carriedInto(
  deps: AssessmentsDeps,
  { definition, subject, caller, now }: Omit<Making, 'input'>,
): Promise<StoredAnswers> {
  const docs = await deps.assessments.of(filterOf(subject), LOOKED_THROUGH);
  const others = docs.filter((each) => each.toolCode !== definition.code);
  const otherTools = await Promise.all(
    others.map(
      async (each): Promise<OtherTool> => ({
        ...{ tool: each.toolCode, assessmentId: each._id, at: each.changedAt },
        answers: answersOf(await deps.assessments.answers(each)),
      }),
    ),
  );
  const by = { agentId: caller.agentId, name: caller.name };
  return carriedAnswers(definition, { ...subject.said, otherTools }).map(({ topicId, answer, origin }) => ({
    ...{ topicId, answer, origin, note: null, source: 'carried' as const, revision: 1, by, at: now, contact: null },
  }));
}

interface Writing {
  readonly doc: Omit<AssessmentDoc, 'answers'>;
  readonly carried: StoredAnswers;
  readonly definition: ToolDefinition;
  readonly subject: Subject;
  readonly caller: AssessmentCaller;
  readonly now: number;
}

/** What it calls leads for; or the one that stood in its way where the same effect came twice at once. */
type Written = { readonly calls: readonly string[] } | { readonly other: AssessmentDoc } | 'moved';

async function write(
  deps: AssessmentsDeps,
  { doc, carried, definition, subject, caller, now }: Writing,
): Promise<Written> {
  const scope = scopeOf(doc._id);
  const key = deps.newKey(scope);
  const then = { before: new Map(), after: answersOf(carried), ageBand: subject.ageBand };
  let calls: readonly string[] | null = null;
  try {
    calls = await transact<string[] | null>(deps.database, async (session) => {
      if (await hasMoved(deps, session, doc)) return null;
      await key.insertIn(session);
      await deps.assessments.insertIn(session, doc, carried, now);
      if (doc.caseId !== null) {
        const codes = { tool: definition.code, ...(doc.moment === null ? {} : { moment: doc.moment }) };
        const news = { kind: 'assessment_started' as const, assessmentId: doc._id, codes, at: now };
        await deps.cases.tellIn(session, doc.caseId, news, caller);
      }
      const target = { kind: 'assessment', id: doc._id };
      const meta = { tool: definition.code, version: definition.version, carried: carried.length };
      const actor = { id: caller.agentId, role: caller.role };
      await deps.audit.record({ actor, action: 'assessment.start', target, meta }, session);
      return callLeadsIn(deps, session, doc, definition, then);
    });
  } catch (error) {
    deps.forgetKey(scope);
    if (!isDuplicateKey(error)) throw error;
    const first =
      (await deps.assessments.ofClientId(doc.clientId)) ??
      (doc.openAs === null ? null : await deps.assessments.openAs(doc.openAs));
    if (first === null) throw error;
    return { other: first };
  }
  if (calls === null) {
    deps.forgetKey(scope);
    return 'moved';
  }
  if (doc.caseId !== null) deps.cases.changed(doc.caseId);
  return { calls };
}

/** Its conversation is of a case now, and was of none when it was asked. */
async function hasMoved(
  { conversations }: Pick<AssessmentsDeps, 'conversations'>,
  session: Session,
  { conversationId, caseId }: Pick<AssessmentDoc, 'conversationId' | 'caseId'>,
): Promise<boolean> {
  if (conversationId === null || caseId !== null) return false;
  return (await conversations.recordIn(session, conversationId)) !== null;
}

/** The same effect asked for again is the same assessment; another one under its clientId is a conflict. */
async function again(
  deps: AssessmentsDeps,
  doc: AssessmentDoc,
  { input, subject, caller }: Pick<Making, 'input' | 'subject' | 'caller'>,
): Promise<Started> {
  if (doc.clientId !== input.clientId) return fail('conflict', { reason: 'open_already', assessmentId: doc._id });
  const same =
    doc.toolCode === input.tool &&
    doc.moment === (input.moment ?? null) &&
    doc.planId === input.planId &&
    doc.startedBy.agentId === caller.agentId &&
    (doc.caseId === null ? doc.conversationId === subject.conversationId : doc.caseId === subject.caseId);
  return same ? ok({ assessment: await presentAssessment(deps, doc, subject, caller) }) : fail('conflict');
}
