/** An assessment as staff see it: the row of a list, and the whole with what it adds up to and how it came to that. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { rankOfLevel } from '../../shared/domain/risk-level.ts';
import { holdsContactDetail } from '../../shared/domain/safe-contact.ts';
import type { Answers } from '../../shared/domain/tools/answers.ts';
import { changesOf, differencesBetween } from '../../shared/domain/tools/history.ts';
import { needsOutcome } from '../../shared/domain/tools/needs-change.ts';
import { score } from '../../shared/domain/tools/score.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { AssessmentRow, AssessmentView, Reading, StandingAnswer } from '../../shared/protocol/assessment.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import { sayReading } from '../../shared/text/en/tool-reading.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { type AssessmentDoc, answersOf, type StoredAnswer } from './assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { isRaisedHere, openLowering, presentLowering } from './lowering-of.ts';
import { filterOf, type Subject } from './reach-assessment.ts';
import { knownTools, toolOf } from './tools-in-force.ts';

const DAY_MS = 86_400_000;

export async function presentAssessment(
  deps: AssessmentsDeps,
  doc: AssessmentDoc,
  subject: Subject,
  caller: AssessmentCaller,
): Promise<AssessmentView> {
  const definition = await definitionOf(deps, doc);
  const [stored, given, levels, lowering, others] = await Promise.all([
    deps.assessments.answers(doc),
    deps.assessments.given(doc._id),
    deps.assessments.levels(doc._id),
    openLowering(deps, { assessmentId: doc._id, root: subject.root }),
    deps.assessments.of(filterOf(subject), OTHERS_LOOKED_AT),
  ]);
  const answers = answersOf(stored);
  const order = new Map(definition.topics.map(({ id }, index) => [id, index]));
  return {
    row: presentRow(doc, definition),
    definition,
    answers: stored.toSorted((a, b) => (order.get(a.topicId) ?? 0) - (order.get(b.topicId) ?? 0)).map(presentAnswer),
    reading: presentReading(definition, answers, subject.ageBand),
    standing: subject.caseRisk ?? doc.level,
    levels: levels.map(({ at, ...level }) => ({ ...level, at: iso(at) })),
    lowering: presentLowering(lowering),
    raisedHere: isRaisedHere(doc, subject),
    police: doc.police.map(({ at, ...grade }) => ({ ...grade, at: iso(at) })),
    policeAbove: policeAbove(doc),
    qualification: await qualificationOf(deps, definition, caller),
    suits: suits(definition, subject.ageBand),
    review: { dueAt: isoOrNull(reviewDueAt(definition, doc)), after: definition.review.after },
    previous: await previousOf(deps, doc, definition, { answers, others }),
    outcome: await outcomeOf(deps, doc, definition, { answers, others }),
    history: changesOf(given).map(({ topicId, before, after }) => ({
      topicId,
      before: before && presentAnswer(before),
      after: presentAnswer(after),
    })),
  };
}

const OTHERS_LOOKED_AT = 200;

/** A version that was filled in with is never taken away, so that one that is missing is our own fault. */
export async function definitionOf(
  { tools }: Pick<AssessmentsDeps, 'tools'>,
  { toolCode, toolVersion }: AssessmentDoc,
): Promise<ToolDefinition> {
  const shipped = toolOf(knownTools([]), toolCode, toolVersion);
  const definition = shipped?.definition ?? (await tools.find(toolCode, toolVersion))?.definition;
  if (definition === undefined) throw new Error(`The version ${toolVersion} of the tool ${toolCode} is gone.`);
  return definition;
}

export function presentRow(doc: AssessmentDoc, { title, kind }: Pick<ToolDefinition, 'title' | 'kind'>): AssessmentRow {
  const { _id: assessmentId, moment, state, revision, conversationId, caseId, band, level, levelBy } = doc;
  const { startedBy, changedBy, finishedBy } = doc;
  return {
    assessmentId,
    tool: { code: doc.toolCode, version: doc.toolVersion, title, kind },
    planId: doc.planId ?? null,
    ...{ moment, state, revision, conversationId, caseId, band, level, levelBy, startedBy, changedBy, finishedBy },
    startedAt: iso(doc.startedAt),
    changedAt: iso(doc.changedAt),
    finishedAt: isoOrNull(doc.finishedAt),
  };
}

export function presentAnswer({ at, settled: _settled, ...stored }: StoredAnswer): StandingAnswer {
  const told = stored.answer?.is === 'told' ? stored.answer.text : '';
  const contactInWords = [told, stored.note ?? ''].some(holdsContactDetail);
  return { ...stored, at: iso(at), contactInWords };
}

export function presentReading(definition: ToolDefinition, answers: Answers, ageBand: AgeBand | null): Reading {
  const { fired, ...read } = score(definition, answers, ageBand);
  return {
    ...read,
    said: sayReading(read),
    fired: fired.map(({ effects, behind, ...rule }) => ({ ...rule, effects: [...effects], behind: [...behind] })),
  };
}

/** For how long a finished one holds without anything new. */
export function reviewDueAt(
  { review }: ToolDefinition,
  { finishedAt }: Pick<AssessmentDoc, 'finishedAt'>,
): number | null {
  return finishedAt === null || review.afterDays === null ? null : finishedAt + review.afterDays * DAY_MS;
}

function policeAbove({ police, level }: AssessmentDoc): boolean {
  return police.some(({ grade }) => grade !== 'not_graded' && rankOfLevel(grade) > rankOfLevel(level));
}

/** An age that is not known is no reason against a tool. */
function suits({ ages }: ToolDefinition, ageBand: AgeBand | null): boolean {
  return ageBand === null || ageBand === 'prefer_not_to_say' || ages.includes(ageBand);
}

export async function qualificationOf(
  deps: Pick<AssessmentsDeps, 'qualification' | 'clock'>,
  { qualification: code }: ToolDefinition,
  { agentId }: AssessmentCaller,
): Promise<AssessmentView['qualification']> {
  if (code === null) return null;
  return { code, ...(await deps.qualification(agentId, code, londonDay(new Date(deps.clock.now())))) };
}

interface Beside {
  readonly answers: Answers;
  readonly others: readonly AssessmentDoc[];
}

async function previousOf(
  deps: AssessmentsDeps,
  doc: AssessmentDoc,
  { topics }: ToolDefinition,
  { answers, others }: Beside,
): Promise<AssessmentView['previous']> {
  const earlier = others.find(
    (each) => each.toolCode === doc.toolCode && each.finishedAt !== null && each.finishedAt < doc.startedAt,
  );
  if (earlier?.finishedAt === undefined || earlier.finishedAt === null) return null;
  const before = answersOf(await deps.assessments.answers(earlier));
  return {
    assessmentId: earlier._id,
    finishedAt: iso(earlier.finishedAt),
    level: earlier.level,
    differences: differencesBetween(
      topics.map(({ id }) => id),
      before,
      answers,
    ),
  };
}

/** Since the last start before it; without one there is nothing to compare with, which is not "no change" (D7). */
async function outcomeOf(
  deps: AssessmentsDeps,
  doc: AssessmentDoc,
  definition: ToolDefinition,
  { answers, others }: Beside,
): Promise<AssessmentView['outcome']> {
  if (definition.kind !== 'needs' || doc.moment === 'start') return null;
  const start = others.find(
    (each) => each.toolCode === doc.toolCode && each.moment === 'start' && each.startedAt <= doc.startedAt,
  );
  const before: Answers = start === undefined ? new Map() : answersOf(await deps.assessments.answers(start));
  const { needs, completion } = needsOutcome(definition, before, answers);
  return { needs: [...needs], completion };
}
