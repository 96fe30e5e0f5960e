/** What became of a measure between the start and the end of therapy; what cannot be compared is not "no change" (D7). */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import { checkTool } from '../../../shared/domain/tools/check-tool.ts';
import { measureChange } from '../../../shared/domain/tools/measure-change.ts';
import { score } from '../../../shared/domain/tools/score.ts';
import { howItIsTool } from '../../../shared/reference/tools/how-it-is.ts';

const tool = { code: 'how_it_is', version: '1', title: 'How it is' };
const finished = (moment: 'start' | 'review' | 'end', given: number | null, of = tool) => ({
  ...{ tool: of, moment, state: 'finished' as const, score: given },
});

describe('a measure', () => {
  test('is compared from the first start to the last end, reviews between left aside', () => {
    const measures = [finished('start', 20), finished('review', 25), finished('end', 14), finished('end', 12)];
    expect(measureChange(measures)).toEqual({ title: 'How it is', start: 20, end: 12, change: -8 });
  });

  test.each([
    ['that has no end yet', [finished('start', 20)]],
    ['that is not finished', [finished('start', 20), { ...finished('end', 8), state: 'open' as const }]],
    ['in which something lacks an answer', [finished('start', 20), finished('end', null)]],
    ['by another tool', [finished('start', 20), finished('end', 8, { ...tool, code: 'core_10' })]],
    [
      'by another version, which may count in another way',
      [finished('start', 20), finished('end', 8, { ...tool, version: '2' })],
    ],
  ])('%s is compared with nothing', (_, measures) => {
    expect(measureChange(measures)).toBeNull();
  });

  test('counts the other way round where more is better, and has no score while one lacks an answer', () => {
    const of = howItIsTool.scoring.kind === 'sum' ? howItIsTool.scoring.of : [];
    const all = new Map(of.map((id): [string, Answer] => [id, { is: 'rated', score: 4 }]));
    expect(score(howItIsTool, all).score).toBe(6 * 4);
    all.delete('sleep');
    expect(score(howItIsTool, all).score).toBeNull();
  });

  test('asks at once about thoughts of ending life, however low the number', () => {
    const said = new Map<string, Answer>([['end_life', { is: 'rated', score: 1 }]]);
    const effects = score(howItIsTool, said).fired.flatMap((each) => each.effects);
    expect(effects).toContainEqual({ do: 'offer_tool', tool: 'suicide_self_harm' });
  });

  test('with licensed wording has a scale of its own, and a rule beyond that scale is refused', () => {
    const topics = howItIsTool.topics.map((each) => ({
      ...{ ...each, licensedText: 'Theirs' },
      answer: { type: 'scale' as const, low: 'Not at all', high: 'Nearly every day', max: 3 },
    }));
    const licensed = {
      ...{ ...howItIsTool, code: 'phq_9', version: '1', topics },
      wording: { kind: 'licensed' as const, licence: 'Licence 9' },
    };
    expect(checkTool(licensed).ok).toBe(true);
    const rules = howItIsTool.rules.map((each) => ({
      ...{ ...each, when: [{ kind: 'rated' as const, of: ['end_life'], atLeast: 4 }] },
    }));
    expect(checkTool({ ...licensed, rules })).toMatchObject({
      ok: false,
      faults: [{ path: 'rules[0].when[0].atLeast', message: '"end_life" goes to 3 only.' }],
    });
  });
});
