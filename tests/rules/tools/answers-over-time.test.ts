/** Answers that come along, that two people give at once, and that change from one contact to the next. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, answerFault } from '../../../shared/domain/tools/answers.ts';
import { type CarrySources, carriedAnswers } from '../../../shared/domain/tools/carry.ts';
import {
  changesOf,
  differencesBetween,
  type GivenAnswer,
  standingAnswers,
} from '../../../shared/domain/tools/history.ts';
import { type AnswerInput, judgeAnswer, type StandingTopic } from '../../../shared/domain/tools/merge-answers.ts';
import { needsOutcome } from '../../../shared/domain/tools/needs-change.ts';
import { sameAnswer } from '../../../shared/domain/tools/same-answer.ts';
import { crimeTypes } from '../../../shared/reference/crime-types.ts';
import { visitorAgeBands } from '../../../shared/reference/pre-chat.ts';
import { shippedTools } from '../../../shared/reference/tools/shipped-tools.ts';
import { topics as visitorTopics } from '../../../shared/reference/topics.ts';
import { anyAnswers, anyTool, no, notKnown, shippedTool, yes } from './any-answers.ts';

const dash = shippedTool('domestic_abuse_risk');
const carried = (tool: string, sources: CarrySources) =>
  Object.fromEntries(carriedAnswers(shippedTool(tool), sources).map(({ topicId, ...rest }) => [topicId, rest]));

describe('what was said elsewhere', () => {
  test('comes along from pre-chat and wrap-up, with its origin', () => {
    const sources = { preChat: { topic: 'followed_or_watched' }, wrapUp: { crimeTypes: ['non_fatal_strangulation'] } };
    expect(carried(dash.code, sources)).toEqual({
      constant_contact: { answer: yes, origin: { from: 'pre_chat', field: 'topic', said: 'followed_or_watched' } },
      strangled: { answer: yes, origin: { from: 'wrap_up', crimeType: 'non_fatal_strangulation' } },
    });
  });

  test('comes along from another tool, from its latest filling', () => {
    const filled = (assessmentId: string, at: number, answer: Answer) => ({
      ...{ tool: 'suicide_self_harm', assessmentId, at },
      answers: new Map([['thoughts_now', answer]]),
    });
    expect(carried(dash.code, { otherTools: [filled('late', 2, yes), filled('early', 1, no)] })).toMatchObject({
      low_or_suicidal: { answer: yes, origin: { from: 'tool', assessmentId: 'late' } },
    });
    expect(carried(dash.code, { otherTools: [filled('late', 2, no), filled('early', 1, yes)] })).toEqual({});
  });

  test('silence, a no to another question and what is not known stay behind', () => {
    expect(carried(dash.code, { preChat: { inDanger: 'no', safeToTalk: 'no' }, wrapUp: { crimeTypes: [] } })).toEqual(
      {},
    );
    const unknown = {
      tool: 'stalking_screening',
      assessmentId: 'a',
      at: 1,
      answers: new Map([['frightened', notKnown]]),
    };
    expect(carried(dash.code, { otherTools: [unknown] })).toEqual({});
  });

  test('of two sources that differ the one that names a danger is taken', () => {
    const [topic] = dash.topics;
    if (!topic) throw new Error('The tool has lost its topics.');
    const carries = [
      { from: 'pre_chat' as const, field: 'inDanger' as const, is: ['no'], gives: no },
      { from: 'wrap_up' as const, crimeTypes: ['abh'], gives: yes },
    ];
    const sources = { preChat: { inDanger: 'no' as const }, wrapUp: { crimeTypes: ['abh'] } };
    expect(carriedAnswers({ topics: [{ ...topic, carries }] }, sources)).toMatchObject([{ answer: yes }]);
  });

  test('that it is safe to talk, or not, is carried as it was said', () => {
    expect(carried('safe_contact', { preChat: { safeToTalk: 'no' } })).toMatchObject({ safe_now: { answer: no } });
    expect(carried('safe_contact', { preChat: { safeToTalk: 'unsure' } })).toEqual({});
  });

  test('is looked for only under codes that exist', () => {
    const known: Readonly<Record<string, readonly string[]>> = {
      topic: visitorTopics.map((each) => each.code),
      ageBand: visitorAgeBands.map((each) => each.code),
      inDanger: ['yes', 'no', 'unsure'],
      safeToTalk: ['yes', 'no', 'unsure'],
      whoAmI: ['it_happened_to_me', 'family_or_friend', 'professional'],
    };
    const crimes = crimeTypes.map((each) => each.code);
    for (const carry of shippedTools.flatMap((each) => each.topics).flatMap((each) => each.carries ?? [])) {
      if (carry.from === 'pre_chat') expect(known[carry.field]).toEqual(expect.arrayContaining(carry.is));
      if (carry.from === 'wrap_up') expect(crimes).toEqual(expect.arrayContaining(carry.crimeTypes));
    }
  });

  test('always fits the topic, and a "yes" of one source is never hidden by another', () => {
    const others = fc.array(
      anyTool.chain((tool) =>
        fc.record({
          tool: fc.constant(tool.code),
          assessmentId: fc.uuid(),
          at: fc.nat(),
          answers: anyAnswers(tool),
        }),
      ),
      { maxLength: 4 },
    );
    const wrapUp = fc.record({ crimeTypes: fc.subarray(crimeTypes.map((each) => each.code)) });
    fc.assert(
      fc.property(anyTool, others, wrapUp, (tool, otherTools, said) => {
        const along = carriedAnswers(tool, { otherTools, wrapUp: said, preChat: { inDanger: 'yes' } });
        for (const { topicId, answer } of along) {
          const topic = tool.topics.find((each) => each.id === topicId);
          expect(topic && answerFault(topic, answer)).toBeNull();
          expect(answer.is).not.toBe('not_known');
        }
        for (const { topicId } of carriedAnswers(tool, { wrapUp: said })) {
          expect(along.find((each) => each.topicId === topicId)?.answer).toEqual(yes);
        }
      }),
    );
  });
});

describe('answers of two people', () => {
  const stands = (change: Partial<StandingTopic> = {}): StandingTopic => ({
    ...{ answer: yes, note: null, source: 'victim', revision: 1, agentId: 'ana', ...change },
  });
  const says = (change: Partial<AnswerInput> = {}): AnswerInput => ({
    ...{ topicId: 'strangled', answer: no, note: null, source: 'victim', revision: 1, ...change },
  });

  test.each([
    ['a first answer is taken', judgeAnswer(null, says({ revision: 0 }), 'ben'), 'take'],
    ['a change of what was read is taken', judgeAnswer(stands(), says(), 'ben'), 'take'],
    ['what somebody else changed meanwhile stands', judgeAnswer(stands({ revision: 2 }), says(), 'ben'), 'conflict'],
    ['what somebody else answered first stands', judgeAnswer(stands(), says({ revision: 0 }), 'ben'), 'conflict'],
    ['one’s own later word counts', judgeAnswer(stands({ revision: 2 }), says(), 'ana'), 'take'],
    ['the same answer again is the same', judgeAnswer(stands({ revision: 2 }), says({ answer: yes }), 'ben'), 'same'],
    ['taking away what was never there is nothing', judgeAnswer(null, says({ answer: null }), 'ben'), 'same'],
    [
      'the same answer with another note is a change',
      judgeAnswer(stands(), says({ answer: yes, note: 'x' }), 'ben'),
      'take',
    ],
  ])('%s', (_, verdict, expected) => {
    expect(verdict).toBe(expected);
  });

  test('to different topics both stand, whoever is saved first', () => {
    const batch = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom<Answer>(yes, no, notKnown));
    const save = (standing: Map<string, StandingTopic>, answers: Record<string, Answer>, agentId: string) => {
      for (const [topicId, answer] of Object.entries(answers)) {
        const before = standing.get(topicId) ?? null;
        const input = says({ topicId, answer, revision: 0 });
        if (judgeAnswer(before, input, agentId) !== 'take') continue;
        standing.set(topicId, stands({ answer, agentId, revision: (before?.revision ?? 0) + 1 }));
      }
      return standing;
    };
    fc.assert(
      fc.property(batch, batch, (ana, ben) => {
        const first = save(save(new Map(), ana, 'ana'), ben, 'ben');
        const second = save(save(new Map(), ben, 'ben'), ana, 'ana');
        for (const [standing, earlier, later] of [
          [first, ana, ben],
          [second, ben, ana],
        ] as const) {
          for (const [id, answer] of Object.entries(earlier)) expect(standing.get(id)?.answer).toEqual(answer);
          for (const [id, answer] of Object.entries(later)) {
            if (!(id in earlier)) expect(standing.get(id)?.answer).toEqual(answer);
          }
        }
      }),
    );
  });
});

describe('the history', () => {
  const given = (topicId: string, answer: Answer | null, at: number): GivenAnswer => ({
    ...{ topicId, answer, at, note: null, source: 'victim', by: { agentId: 'ana', name: 'Ana' } },
    contact: { kind: 'conversation', id: `c${at}` },
  });

  test('shows each change with what stood before, by whom, when and during which contact', () => {
    const [first, second, third] = [given('a', no, 1), given('b', yes, 2), given('a', yes, 3)];
    expect(changesOf([first, second, third])).toEqual([
      { topicId: 'a', before: null, after: first },
      { topicId: 'b', before: null, after: second },
      { topicId: 'a', before: first, after: third },
    ]);
    expect(changesOf([given('a', no, 1), given('a', no, 2)])).toHaveLength(1);
    expect(changesOf([given('a', no, 1), { ...given('a', no, 2), note: 'Last week.' }])).toHaveLength(2);
  });

  test('an answer that was taken away is unanswered again, and stays in the history', () => {
    const all = [given('a', no, 1), given('a', null, 2)];
    expect(standingAnswers(all)).toEqual([]);
    expect(changesOf(all)).toHaveLength(2);
  });

  test('its last change of each topic is what stands', () => {
    const step = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<(Answer | null)[]>(yes, no, notKnown, null));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const all = steps.map(([id, answer], at) => given(id, answer, at));
        const changes = changesOf(all);
        for (const id of ['a', 'b', 'c']) {
          const last = changes.filter((each) => each.topicId === id).at(-1)?.after.answer ?? null;
          const stood = standingAnswers(all).find((each) => each.topicId === id)?.answer ?? null;
          expect(sameAnswer(last, stood)).toBe(true);
        }
      }),
    );
  });

  test('two fillings of one tool differ where their answers do, in the order of the tool', () => {
    const before = new Map<string, Answer>([
      ['a', no],
      ['b', { is: 'chosen', options: ['x', 'y'] }],
    ]);
    const after = new Map<string, Answer>([
      ['b', { is: 'chosen', options: ['y', 'x'] }],
      ['c', yes],
    ]);
    expect(differencesBetween(['c', 'b', 'a'], before, after)).toEqual([
      { topicId: 'c', before: null, after: yes },
      { topicId: 'a', before: no, after: null },
    ]);
  });
});

describe('what became of the needs (D7)', () => {
  const rated = (value: number): Answer => ({ is: 'rated', score: value });

  test('the person’s score leads, and a review that is missing is not "no change"', () => {
    const start = new Map([
      ['finance_benefits.person', rated(4)],
      ['drugs_alcohol.person', rated(2)],
    ]);
    const review = new Map([
      ['finance_benefits.person', rated(1)],
      ['finance_benefits.worker', rated(3)],
    ]);
    const outcome = needsOutcome(shippedTool('needs'), start, review);
    expect(outcome.completion).toEqual({ both: 1, of: 8 });
    expect(outcome.needs.find((each) => each.need === 'finance_benefits')).toMatchObject({
      person: { start: 4, later: 1, change: -3 },
      worker: { start: null, later: 3, change: null },
    });
    expect(outcome.needs.find((each) => each.need === 'drugs_alcohol')?.person.change).toBeNull();
  });
});
