/** A definition is data that somebody else may have written: it is read whole, or refused in sentences, and never throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTool } from '../../../shared/domain/tools/check-tool.ts';
import type { ToolDefinition } from '../../../shared/domain/tools/tool-definition.ts';
import { shippedTools } from '../../../shared/reference/tools/shipped-tools.ts';
import { anyTool, shippedTool } from './any-answers.ts';

const dash = shippedTool('domestic_abuse_risk');
const faultsOf = (data: unknown) => {
  const checked = checkTool(data);
  return checked.ok ? [] : checked.faults;
};
const said = (data: unknown) => faultsOf(data).map(({ path, message }) => `${path}: ${message}`);

describe('a tool that is shipped', () => {
  test.each(shippedTools.map((each) => [each.code, each] as const))(
    '%s holds, also once written as a file',
    (_, tool) => {
      expect(checkTool(JSON.parse(JSON.stringify(tool)))).toEqual({ ok: true, tool });
    },
  );

  test('offers only tools that are shipped, and takes answers only from topics that are there', () => {
    for (const tool of shippedTools) {
      const offered = tool.rules.flatMap((each) =>
        each.effects.map((effect) => ('tool' in effect ? effect.tool : null)),
      );
      for (const code of offered) if (code !== null) expect(shippedTools.map((each) => each.code)).toContain(code);
      for (const carry of tool.topics.flatMap((each) => each.carries ?? [])) {
        if (carry.from !== 'tool') continue;
        expect(shippedTool(carry.tool).topics.map((each) => each.id)).toContain(carry.topic);
      }
    }
  });
});

describe('a definition with a mistake', () => {
  const [first] = dash.topics;
  const [rule] = dash.rules;
  if (!first || !rule || dash.bands === null) throw new Error('The tool has lost its topics, rules or bands.');
  const { bands } = dash;
  const withRule = (change: Partial<typeof rule>): Partial<ToolDefinition> => ({ rules: [{ ...rule, ...change }] });

  const mistakes: readonly (readonly [string, object, RegExp])[] = [
    ['no title', { title: undefined }, /^title: This is missing\. Add a text in quotes\./],
    ['an unknown field', { colour: 'red' }, /^: Take out or correct "colour"/],
    ['an unknown kind', { kind: 'quiz' }, /^kind: Write one of "needs", "risk"/],
    ['a day that is none', { validFrom: '2026-02-30' }, /^validFrom: Write a day as YYYY-MM-DD\./],
    ['dates reversed', { validTo: '2001-01-01' }, /^validTo: The last day is before the first/],
    ['a topic twice', { topics: [...dash.topics, first] }, /^topics\[29\]\.id: "injury_now" is there twice/],
    ['a group that is not there', { topics: [{ ...first, group: 'x' }] }, /^topics\[0\]\.group: There is no group "x"/],
    [
      'an unknown type of answer',
      { topics: [{ ...first, answer: { type: 'colour' } }] },
      /^topics\[0\]\.answer\.type: Write one of "yes_no", "choice"/,
    ],
    [
      'wording of a publisher without a licence',
      { topics: [{ ...first, licensedText: 'Their words' }, ...dash.topics.slice(1)] },
      /^topics\[0\]\.licensedText: Wording of a publisher needs a licence/,
    ],
    [
      'a count of topics that are not there',
      { scoring: { kind: 'count_yes', of: ['x'] } },
      /^scoring\.of: There is no topic "x"/,
    ],
    ['a sum of yes and no', { bands: null, scoring: { kind: 'sum', of: ['strangled'] } }, /answered as yes_no/],
    ['bands without a count', { scoring: { kind: 'none' } }, /^bands: Bands need a score/],
    [
      'thresholds that go down',
      { bands: { ...bands, levels: bands.levels.map((each) => ({ ...each, from: 14 - each.from })) } },
      /^bands\.levels\[\d\]\.from/,
    ],
    [
      'a band for nothing at all',
      { bands: { ...bands, lackingAtMost: 24 } },
      /^bands\.lackingAtMost: Write less than 24/,
    ],
    [
      'a threshold that cannot be reached',
      { bands: { ...bands, levels: bands.levels.map((each) => (each.from === 14 ? { ...each, from: 30 } : each)) } },
      /^bands\.levels\[2\]\.from: Only 24 topics count/,
    ],
    [
      'a promise in a band',
      { bands: { ...bands, levels: bands.levels.map((each) => ({ ...each, meaning: 'They are safe.' })) } },
      /^bands\.levels\[0\]\.meaning: Do not write "safe"/,
    ],
    ['a promise in an advice', withRule({ effects: [{ do: 'advise', text: 'This is a low risk.' }] }), /"low risk"/],
    ['a rule on nothing', withRule({ when: [] }), /^rules\[0\]\.when: Say when the rule holds/],
    [
      'a rule that can never hold',
      withRule({ when: [{ kind: 'yes', of: ['strangled'], atLeast: 2 }] }),
      /^rules\[0\]\.when\[0\]\.atLeast: Only 1 topics are named/,
    ],
    [
      'a rule on an option that is not there',
      withRule({ when: [{ kind: 'chosen', topic: 'police_calls', anyOf: ['weekly'] }] }),
      /"police_calls" has no option "weekly"/,
    ],
    [
      'a tool that offers itself',
      withRule({ effects: [{ do: 'offer_tool', tool: dash.code }] }),
      /cannot offer itself/,
    ],
    [
      'an age that alerts by itself',
      withRule({ when: [{ kind: 'age', in: ['adult'] }] }),
      /^rules\[0\]\.when: An age alone may advise/,
    ],
    [
      'code in the data',
      withRule({ when: [{ kind: 'eval', code: 'true' } as never] }),
      /^rules\[0\]\.when\[0\]\.kind: Write one of/,
    ],
  ];

  test.each(mistakes)('%s is named with its place', (_, change, fault) => {
    expect(said({ ...dash, ...change }).filter((each) => fault.test(each))).not.toEqual([]);
  });

  test('in quite another form is refused as well', () => {
    for (const data of [null, undefined, 3, 'text', [], {}]) expect(faultsOf(data)).not.toEqual([]);
  });
});

describe('a file that chance has broken', () => {
  type Json = ReturnType<typeof JSON.parse>;
  const places = (value: Json, at: string[] = []): string[][] =>
    typeof value !== 'object' || value === null
      ? [at]
      : [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];

  const replaced = (value: Json, [key, ...rest]: string[], by: unknown): Json => {
    if (key === undefined) return by;
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[key] = replaced(copy[key], rest, by);
    return copy;
  };

  const broken = anyTool.chain((tool) => {
    const data: Json = JSON.parse(JSON.stringify(tool));
    return fc.tuple(fc.constantFrom(...places(data)), fc.jsonValue()).map(([place, by]) => replaced(data, place, by));
  });

  test('still holds, or is refused with at least one sentence, and never throws', () => {
    fc.assert(
      fc.property(broken, (data) => {
        const checked = checkTool(data);
        if (checked.ok) return;
        expect(checked.faults.length).toBeGreaterThan(0);
        for (const { message } of checked.faults) expect(message).toMatch(/^[A-Z"“].*[.”"\])]$/);
      }),
      { numRuns: 400 },
    );
  });

  test('so is anything else that can be sent, however deep it goes', () => {
    fc.assert(fc.property(fc.jsonValue(), (data) => checkTool(data).ok === false));
    const deep = JSON.parse(`${'{"rules":['.repeat(4_000)}1${']}'.repeat(4_000)}`);
    expect(checkTool(deep).ok).toBe(false);
  });
});
