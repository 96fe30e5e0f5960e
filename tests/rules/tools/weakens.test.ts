/** Whether a version of a tool sees less danger than another: then no administrator puts it in force alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownTool } from '../../../server/assessments/tools-in-force.ts';
import { weakerThanBefore, weakerWithout } from '../../../server/assessments/weaker-version.ts';
import { rankOfLevel } from '../../../shared/domain/risk-level.ts';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import { applyRules } from '../../../shared/domain/tools/apply-rules.ts';
import { implies } from '../../../shared/domain/tools/implies.ts';
import type { Clause } from '../../../shared/domain/tools/rule.ts';
import { score } from '../../../shared/domain/tools/score.ts';
import type { ToolDefinition } from '../../../shared/domain/tools/tool-definition.ts';
import { weakens } from '../../../shared/domain/tools/weakens.ts';
import { domesticAbuseRisk as shipped } from '../../../shared/reference/tools/domestic-abuse.ts';
import { needsTool } from '../../../shared/reference/tools/needs.ts';
import { shippedTools } from '../../../shared/reference/tools/shipped-tools.ts';

const counted = shipped.scoring.kind === 'count_yes' ? shipped.scoring.of : [];
const bands = (medium: number, high: number, lackingAtMost = 4): Partial<ToolDefinition> => ({
  bands: shipped.bands && {
    ...shipped.bands,
    lackingAtMost,
    levels: shipped.bands.levels.map((each) => ({
      ...each,
      from: each.band === 'high' ? high : each.band === 'medium' ? medium : 0,
    })),
  },
});
const rules = (change: (each: ToolDefinition['rules'][number]) => ToolDefinition['rules'][number][]) => ({
  rules: shipped.rules.flatMap(change),
});
const what = (change: Partial<ToolDefinition>, before: ToolDefinition = shipped) =>
  weakens(before, { ...before, ...change }).map((each) => each.what);

describe('a version', () => {
  test.each<[string, Partial<ToolDefinition>, string]>([
    ['that reaches high later', bands(10, 20), 'band_later'],
    ['that reaches medium later', bands(12, 14), 'band_later'],
    ['that grades while more lacks an answer', bands(10, 14, 23), 'grade_with_less'],
    ['without bands', { bands: null }, 'bands_gone'],
    ['that counts fewer topics', { scoring: { kind: 'count_yes', of: counted.slice(1) } }, 'counts_no_more'],
    ['without one of its rules', rules((each) => (each.id === 'strangulation' ? [] : [each])), 'rule_asks_less'],
    [
      'that calls a lead no more',
      rules((each) => [{ ...each, effects: each.effects.map((one) => (one.do === 'alert_lead' ? ADVICE : one)) }]),
      'rule_asks_less',
    ],
    ['that anybody finishes', { qualification: null }, 'training'],
    ['that is looked at again later', { review: { afterDays: 365, after: [] } }, 'review_later'],
    ['of another kind', { kind: 'needs' }, 'kind'],
  ])('%s sees less', (_, change, kind) => {
    expect(what(change)).toContain(kind);
  });

  test.each<[string, Partial<ToolDefinition>]>([
    ['the same', {}],
    ['in other words', { title: 'DASH', topics: shipped.topics.map((each) => ({ ...each, licensedText: 'Theirs' })) }],
    ['that reaches high sooner', bands(8, 12)],
    ['that grades only where less lacks an answer', bands(10, 14, 0)],
    ['that is looked at again sooner', { review: { afterDays: 30, after: [] } }],
    [
      'in which a rule holds sooner',
      rules((each) => [{ ...each, when: each.when.map((one) => (one.kind === 'yes' ? { ...one, atLeast: 1 } : one)) }]),
    ],
  ])('%s sees as much', (_, change) => {
    expect(what(change)).toEqual([]);
  });

  test('that is said to see as much comes to no lower band, whatever is answered with yes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 23 }),
        fc.integer({ min: 1, max: 24 }),
        fc.subarray([...counted]),
        (a, b, yes) => {
          fc.pre(a < b);
          const after = { ...shipped, ...bands(a, b) };
          fc.pre(weakens(shipped, after).length === 0);
          const answers = new Map(counted.map((id) => [id, { is: yes.includes(id) ? 'yes' : 'no' } as Answer]));
          const [was, is] = [shipped, after].map((tool) => rankOfLevel(score(tool, answers).band ?? 'not_assessed'));
          expect(is).toBeGreaterThanOrEqual(was ?? 0);
        },
      ),
    );
  });

  test('of needs is nobody’s threshold of danger', () => {
    expect(what({ rules: [], review: { afterDays: null, after: [] } }, needsTool)).toEqual([]);
  });

  test('no shipped tool weakens itself', () => {
    for (const tool of shippedTools) expect(weakens(tool, tool)).toEqual([]);
  });
});

const ADVICE = { do: 'advise' as const, text: 'Think of it.' };

describe('one clause implies another', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const topics: ToolDefinition['topics'] = ids.map((id) => ({ id, group: 'g', text: id, answer: { type: 'yes_no' } }));
  const clause = fc.oneof(
    fc
      .tuple(fc.subarray(ids, { minLength: 1 }), fc.nat(3))
      .map(([of, n]): Clause => ({ kind: 'yes', of, atLeast: 1 + (n % of.length) })),
    fc.subarray(ids, { minLength: 1 }).map((of): Clause => ({ kind: 'no', of })),
  );
  const given = fc.array(fc.constantFrom<Answer['is'] | null>('yes', 'no', 'not_known', null), {
    ...{ minLength: ids.length, maxLength: ids.length },
  });

  test('only where it holds whenever the other does', () => {
    fc.assert(
      fc.property(clause, clause, given, (one, other, said) => {
        fc.pre(implies(one, other));
        const answers = new Map(ids.flatMap((id, at) => (said[at] ? [[id, { is: said[at] } as Answer] as const] : [])));
        const holds = (when: Clause) => {
          const rule = { id: 'r', when: [when], effects: [ADVICE], because: 'b', source: 's', evidence: 'K' as const };
          return (
            applyRules({ topics, rules: [rule] }, { answers, band: null, behindBand: [], ageBand: null }).length > 0
          );
        };
        if (holds(one)) expect(holds(other)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is loaded or retired', () => {
  const TODAY = '2026-11-27';
  const version = (name: string, change: Partial<ToolDefinition>): ToolDefinition => ({
    ...shipped,
    version: name,
    ...change,
  });
  const loadedAs = (definition: ToolDefinition): KnownTool => ({
    definition,
    loaded: {
      ...{ _id: definition.version, code: definition.code, version: definition.version, definition },
      ...{ loadedBy: { agentId: 'a', name: 'A' }, loadedAt: 1, retiredAt: null },
    },
  });
  const ours: KnownTool = { definition: shipped, loaded: null };

  test('is held against the version that it would stand before, also where that one begins or ends later', () => {
    const early = version('early', bands(8, 10));
    expect(weakerThanBefore([ours], version('x', bands(10, 14)), TODAY)).toEqual([]);
    expect(weakerThanBefore([loadedAs(early), ours], version('x', bands(10, 14)), TODAY)).not.toEqual([]);
    const later = loadedAs({ ...early, validFrom: '2027-06-01' });
    expect(weakerThanBefore([later, ours], version('x', bands(10, 14)), TODAY)).not.toEqual([]);
    const over = loadedAs({ ...version('weak', bands(20, 24)), validTo: '2026-12-31' });
    expect(weakerThanBefore([over, ours], version('x', bands(20, 24)), TODAY)).not.toEqual([]);
    expect(weakerThanBefore([ours], version('x', { ...bands(20, 24), validTo: '2026-01-01' }), TODAY)).toEqual([]);
  });

  test('is said to a lead in words that they know, never in codes', () => {
    const [first, ...rest] = counted;
    const text = shipped.topics.find(({ id }) => id === first)?.text;
    const change = { kind: 'needs', qualification: 'idva', scoring: { kind: 'count_yes', of: rest } } as const;
    expect(weakerThanBefore([ours], version('x', change), TODAY)).toEqual([
      'It would be another kind of tool: "Needs" instead of "Risk".',
      `These topics would count no more: "${text}".`,
      'Finishing it would take "IDVA" instead of "DASH training".',
    ]);
    const soon = loadedAs(version('soon', bands(1, 14)));
    expect(weakerThanBefore([soon, ours], version('x', bands(2, 14)), TODAY)).toEqual([
      '1 answer of yes would give standard. Today it gives medium.',
    ]);
  });

  test('leaves as much to be seen when it goes, or a lead is asked', () => {
    const early = version('early', bands(8, 10));
    expect(weakerWithout([loadedAs(early), ours], early, TODAY)).not.toEqual([]);
    const words = version('words', { title: 'DASH' });
    expect(weakerWithout([loadedAs(words), ours], words, TODAY)).toEqual([]);
    const alone = version('alone', { code: 'our_own' });
    expect(weakerWithout([loadedAs(alone), ours], alone, TODAY)).toEqual([expect.stringMatching(/is left/)]);
  });
});
