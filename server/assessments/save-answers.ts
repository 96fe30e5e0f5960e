/**
 * Answers saved as they come: each topic by itself, so that two people who answer different ones both stand. "High" is
 * raised the moment it is reached, whatever still lacks an answer (D4).
 */
import type { z } from 'zod';
import { answerFault } from '../../shared/domain/tools/answers.ts';
import { judgeAnswer } from '../../shared/domain/tools/merge-answers.ts';
import { score } from '../../shared/domain/tools/score.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { answersOf, type StoredAnswer, type StoredAnswers } from './assessment.ts';
import { type AssessmentWork, changeAssessment, type Standing } from './change-assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { announceCalls, callLeadsIn, callToHighIn } from './lead-calls.ts';
import { hasUnsettledYes, levelByBand } from './level-by-band.ts';
import { definitionOf, presentAnswer, presentReading, presentRow } from './present-assessment.ts';
import { reachAssessment, type Subject } from './reach-assessment.ts';

type Input = z.infer<typeof assessmentRoutes.answer.body> & { readonly assessmentId: string };
type Given = Input['answers'][number];
type Answered = z.infer<typeof assessmentRoutes.answer.output>;

interface Saved {
  readonly after: StoredAnswers;
  readonly conflicts: readonly string[];
}

export async function saveAnswers(
  deps: AssessmentsDeps,
  input: Input,
  caller: AssessmentCaller,
): Promise<Result<Answered>> {
  const reached = await reachAssessment(deps, input.assessmentId, caller, 'write');
  if (!reached.ok) return reached;
  const { subject } = reached.value;
  const definition = await definitionOf(deps, reached.value.doc);
  const issues = [...contactFaults(input, subject), ...inputFaults(input, definition)];
  if (issues.length > 0) return fail('bad_request', { issues });
  const changed = await changeAssessment(deps, input.assessmentId, caller, async (standing) => {
    if (standing.doc.state === 'finished') return fail('conflict', { reason: 'finished' });
    const work = merged(standing, { input, definition, subject, caller });
    const then = { before: answersOf(standing.answers), after: answersOf(work.value.after), ageBand: subject.ageBand };
    const byRule = await callLeadsIn(deps, standing.session, standing.doc, definition, then);
    // A rule calls once; what was lowered since and is high again calls all the same.
    const isHigh = byRule.length === 0 && work.changed?.level?.to === 'high';
    const calls = isHigh ? await callToHighIn(deps, standing.session, standing.doc) : byRule;
    return ok({ ...work, value: { ...work.value, calls } });
  });
  if (!changed.ok) return changed;
  const { doc, value } = changed.value;
  announceCalls(deps, value.calls);
  const answers = answersOf(value.after);
  const sent = new Set(input.answers.map(({ topicId }) => topicId));
  return ok({
    row: presentRow(doc, definition),
    answers: value.after.filter(({ topicId }) => sent.has(topicId)).map(presentAnswer),
    conflicts: [...value.conflicts],
    reading: presentReading(definition, answers, subject.ageBand),
  });
}

interface Merging {
  readonly input: Input;
  readonly definition: ToolDefinition;
  readonly subject: Subject;
  readonly caller: AssessmentCaller;
}

function merged(
  { doc, answers: before, level: standing, now }: Standing,
  { input, definition, subject, caller }: Merging,
): AssessmentWork<Saved> {
  const by = { agentId: caller.agentId, name: caller.name };
  const contact = input.contact ?? contactOf(subject);
  const given: StoredAnswer[] = [];
  const conflicts: string[] = [];
  for (const each of input.answers) {
    const old = before.find(({ topicId }) => topicId === each.topicId) ?? null;
    const verdict = judgeAnswer(old && { ...old, agentId: old.by.agentId }, each, caller.agentId);
    if (verdict === 'conflict') conflicts.push(each.topicId);
    if (verdict === 'take') given.push({ ...storedFrom(each, old), by, at: now, contact });
  }
  const taken = new Set(given.map(({ topicId }) => topicId));
  const after = [...before.filter(({ topicId }) => !taken.has(topicId)), ...given];
  const value = { after, conflicts };
  if (given.length === 0) return { changed: null, action: 'assessment.answer', value };
  const { band } = score(definition, answersOf(after), subject.ageBand);
  const raiseTo = band === 'high' ? band : null;
  const unsettled = hasUnsettledYes(definition, after);
  return {
    changed: { ...levelByBand(doc, { band, raiseTo, standing, unsettled, who: by, at: now }), answers: after, given },
    action: 'assessment.answer',
    meta: { topics: given.length, conflicts: conflicts.length },
    value,
  };
}

function storedFrom({ topicId, answer, note, source }: Given, old: StoredAnswer | null) {
  const origin = source === 'carried' ? (old?.origin ?? null) : null;
  const known = answer?.is === 'yes' && old?.settled === true;
  const revision = (old?.revision ?? 0) + 1;
  return { topicId, answer, note, source, origin, revision, ...(known ? { settled: true as const } : {}) };
}

function contactOf({ caseId, conversationId }: Subject): StoredAnswer['contact'] {
  return caseId === null && conversationId !== null ? { kind: 'conversation', id: conversationId } : null;
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

function contactFaults({ contact }: Input, { conversationIds }: Subject): Issue[] {
  if (contact?.kind !== 'conversation' || contact.id === null || conversationIds.includes(contact.id)) return [];
  return [{ path: 'contact.id', message: 'Name a conversation that belongs to this assessment.' }];
}

function inputFaults({ answers }: Input, { topics }: ToolDefinition): Issue[] {
  return answers.flatMap(({ topicId, answer }, index) => {
    const path = `answers.${index}`;
    const topic = topics.find(({ id }) => id === topicId);
    if (topic === undefined) return [{ path: `${path}.topicId`, message: `This tool has no topic "${topicId}".` }];
    if (answers.findIndex((each) => each.topicId === topicId) !== index) {
      return [{ path: `${path}.topicId`, message: 'Answer each topic once.' }];
    }
    const fault = answer === null ? null : answerFault(topic, answer);
    return fault === null ? [] : [{ path: `${path}.answer`, message: fault }];
  });
}
