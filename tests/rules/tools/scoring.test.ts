/** What answers add up to: D4 said once in examples, and against every set of answers that chance can think of. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankOfLevel } from '../../../shared/domain/risk-level.ts';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import { score } from '../../../shared/domain/tools/score.ts';
import { sayReading } from '../../../shared/text/en/tool-reading.ts';
import { answered, anyAnswers, anyToolAnswered, no, notKnown, shippedTool, yes } from './any-answers.ts';

const dash = shippedTool('domestic_abuse_risk');
const counted = dash.scoring.kind === 'count_yes' ? dash.scoring.of : [];
const bandAfter = (...runs: Parameters<typeof answered>[1][]) => {
  const { band, whyNoBand, couldReach } = score(dash, answered(dash, ...runs));
  return { band, whyNoBand, couldReach };
};
const isHigh = (answers: ReadonlyMap<string, Answer>) => score(dash, answers).band === 'high';
/** Nothing ranks below the lowest band, so that "no band" never counts as a fall. */
const rank = (answers: ReadonlyMap<string, Answer>) => {
  const { band } = score(dash, answers);
  return band === null ? null : rankOfLevel(band);
};

describe('the band of domestic abuse risk (D4)', () => {
  test('there is none while more than four lack an answer, and it says what there is instead', () => {
    const reading = score(dash, answered(dash, [9, yes], [7, no], [8, notKnown]));
    expect(reading).toMatchObject({ yes: 9, no: 7, notKnown: 8, unanswered: 0, band: null, couldReach: 'high' });
    expect(sayReading(reading)).toBe('9 yes, 8 not known: not a grade. Too many of the 24 lack an answer.');
  });

  test('with four that lack an answer there is one, and it says what it could still be', () => {
    const answers = answered(dash, [9, yes], [11, no], [2, notKnown]);
    expect(score(dash, answers)).toMatchObject({ band: 'standard', unanswered: 2, couldReach: 'medium' });
    expect(sayReading(score(dash, answers))).toBe(
      '9 yes of 24: standard. 2 not known, 2 not answered yet. With the topics that lack an answer it could be medium. Standard does not mean that the person is out of danger.',
    );
  });

  test.each([
    ['9 of 24 are standard', bandAfter([9, yes], [15, no]), 'standard'],
    ['10 are medium', bandAfter([10, yes], [14, no]), 'medium'],
    ['13 are medium', bandAfter([13, yes], [11, no]), 'medium'],
    ['14 are high', bandAfter([14, yes], [10, no]), 'high'],
    ['none at all is standard, once all are answered', bandAfter([24, no]), 'standard'],
  ])('%s', (_, { band }, expected) => {
    expect(band).toBe(expected);
  });

  test('fourteen are high the moment they are reached, with ten that nobody has asked', () => {
    expect(bandAfter([13, yes])).toMatchObject({ band: null, whyNoBand: 'too_many_lack' });
    expect(bandAfter([14, yes])).toEqual({ band: 'high', whyNoBand: null, couldReach: null });
  });

  test('an answer beside the count does not count', () => {
    const context = new Map<string, Answer>([['own_view', yes], ...answered(dash, [24, no])]);
    expect(score(dash, context)).toMatchObject({ total: 24, yes: 0, band: 'standard' });
  });

  test('thresholds are data: a service that loads others gets others', () => {
    const bands = dash.bands && {
      ...dash.bands,
      levels: dash.bands.levels.map((each) => (each.band === 'high' ? { ...each, from: 12 } : each)),
    };
    expect(score({ ...dash, bands }, answered(dash, [12, yes])).band).toBe('high');
  });
});

describe('whatever is answered', () => {
  const answersAndTopic = fc.tuple(anyAnswers(dash), fc.constantFrom(...counted));

  test('one more "yes" never lowers the score or the band, and takes no suggestion away', () => {
    fc.assert(
      fc.property(answersAndTopic, ([answers, topicId]) => {
        const [before, after] = [score(dash, answers), score(dash, new Map(answers).set(topicId, yes))];
        expect(after.score).toBeGreaterThanOrEqual(before.score ?? 0);
        if (before.band !== null)
          expect(rankOfLevel(after.band ?? 'high')).toBeGreaterThanOrEqual(rankOfLevel(before.band));
        if (before.band !== null) expect(after.band).not.toBeNull();
        const ids = after.fired.map((each) => each.ruleId);
        expect(ids).toEqual(expect.arrayContaining(before.fired.map((each) => each.ruleId)));
      }),
    );
  });

  test('"not known" or nothing in place of a "no" never lowers the band: it is not a "no"', () => {
    fc.assert(
      fc.property(anyAnswers(dash), fc.subarray([...counted]), fc.boolean(), (answers, topicIds, known) => {
        const less = new Map(answers);
        for (const id of topicIds.filter((each) => answers.get(each)?.is === 'no')) {
          if (known) less.set(id, notKnown);
          else less.delete(id);
        }
        const [before, after] = [rank(answers), rank(less)];
        if (before !== null && after !== null) expect(after).toBe(before);
        expect(isHigh(less)).toBe(isHigh(answers));
      }),
    );
  });

  test('there is a band if, and only if, few enough lack an answer or the highest is reached', () => {
    fc.assert(
      fc.property(anyAnswers(dash), (answers) => {
        const { band, yes: count, notKnown: unknown, unanswered } = score(dash, answers);
        expect(band !== null).toBe(unknown + unanswered <= 4 || count >= 14);
        if (count >= 14) expect(band).toBe('high');
      }),
    );
  });

  test('what it could still reach is never below the band', () => {
    fc.assert(
      fc.property(anyAnswers(dash), (answers) => {
        const { band, couldReach } = score(dash, answers);
        if (band !== null && couldReach !== null) expect(rankOfLevel(couldReach)).toBeGreaterThan(rankOfLevel(band));
      }),
    );
  });

  test('in any tool the order of answering says nothing', () => {
    fc.assert(
      fc.property(
        anyToolAnswered.chain(([tool, answers]) =>
          fc.tuple(
            fc.constant(tool),
            fc.constant(answers),
            fc.shuffledSubarray([...answers], { minLength: answers.size, maxLength: answers.size }),
          ),
        ),
        ([tool, answers, shuffled]) => {
          expect(score(tool, new Map(shuffled))).toEqual(score(tool, answers));
        },
      ),
    );
  });

  test('in any tool the counts add up, each suggestion names answers that stand, and nothing is called safe', () => {
    fc.assert(
      fc.property(anyToolAnswered, ([tool, answers]) => {
        const reading = score(tool, answers, '16_17');
        expect(reading.answered + reading.notKnown + reading.unanswered).toBe(reading.total);
        for (const { topicId, answer } of reading.fired.flatMap((each) => each.behind)) {
          expect(answers.get(topicId)).toEqual(answer);
        }
        expect(sayReading(reading)).not.toMatch(/\bsafe|low risk|no risk|no danger/i);
        expect(['standard', 'medium', 'high', null]).toContain(reading.band);
      }),
    );
  });

  test('an answer of the wrong form, or to a topic that is not there, counts as none', () => {
    const stray = new Map<string, Answer>([
      ['injury_now', { is: 'rated', score: 5 }],
      ['elsewhere', yes],
    ]);
    expect(score(dash, stray)).toMatchObject({ yes: 0, unanswered: 24, fired: [] });
  });
});

describe('a sum', () => {
  const needs = shippedTool('needs');
  const rated = (value: number) => ({ is: 'rated', score: value }) as const;

  test('is there once all of it is: a sum of some would read as less need', () => {
    expect(score(needs, answered(needs, [7, rated(5)])).score).toBeNull();
    expect(score(needs, answered(needs, [8, rated(5)]))).toMatchObject({ score: 40, beside: null, band: null });
  });

  test('takes the person’s own score; the worker’s stands beside it', () => {
    const both = new Map<string, Answer>(needs.topics.map((each) => [each.id, rated(each.rater === 'person' ? 2 : 4)]));
    expect(score(needs, both)).toMatchObject({ score: 16, beside: 32 });
  });
});
