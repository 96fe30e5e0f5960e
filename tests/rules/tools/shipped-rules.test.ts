/** What the shipped tools ask for, and what they suggest: held against the published facts that they were written from. */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import { score } from '../../../shared/domain/tools/score.ts';
import { followUpToolsOf, type ToolDefinition } from '../../../shared/domain/tools/tool-definition.ts';
import type { AgeBand } from '../../../shared/protocol/pre-chat.ts';
import { hateStrands } from '../../../shared/reference/crime-types.ts';
import { needs } from '../../../shared/reference/needs.ts';
import { partnerKinds } from '../../../shared/reference/partner-kinds.ts';
import { policeGrades } from '../../../shared/reference/police-risk-tools.ts';
import { shippedTools } from '../../../shared/reference/tools/shipped-tools.ts';
import { answered, no, notKnown, shippedTool, yes } from './any-answers.ts';

type Given = Readonly<Record<string, Answer>>;

const dash = shippedTool('domestic_abuse_risk');
const fired = (tool: ToolDefinition, given: Given, age: AgeBand | null = null) =>
  score(tool, new Map(Object.entries(given)), age).fired;
const effectsOf = (code: string, given: Given, age: AgeBand | null = null): string[] =>
  fired(shippedTool(code), given, age).flatMap((each) =>
    each.effects.map((effect) => [effect.do, ...Object.values(effect).slice(1)].join(' ')),
  );
const rulesOf = (code: string, given: Given, age: AgeBand | null = null) =>
  fired(shippedTool(code), given, age).map((each) => each.ruleId);

describe('every shipped tool', () => {
  test.each(shippedTools.map((each) => [each.code, each] as const))('%s is ours, dated and sourced', (_, tool) => {
    expect(tool.wording).toEqual({ kind: 'paraphrase' });
    expect(tool.topics.filter((each) => each.licensedText !== undefined)).toEqual([]);
    expect(tool.source.trim()).not.toBe('');
    for (const rule of tool.rules) expect(rule.source.trim()).not.toBe('');
    expect(score(tool, new Map()).band).toBeNull();
  });

  test('points only to kinds of partner that exist', () => {
    const flags = shippedTools.flatMap((tool) =>
      tool.rules.flatMap((each) => each.effects.flatMap((effect) => ('flag' in effect ? [effect.flag] : []))),
    );
    const known: readonly string[] = partnerKinds.map((each) => each.code);
    expect(flags.filter((each) => !known.includes(each))).toEqual([]);
  });

  test('a grade of the police is never called safe', () => {
    expect(policeGrades.map((each) => each.label.replace('Not the same as safe', '')).join()).not.toMatch(/safe/);
  });
});

describe('domestic abuse risk', () => {
  test('counts 24 topics, in the order that makes two fillings comparable', () => {
    expect(dash.scoring).toEqual({
      kind: 'count_yes',
      of: [
        ...['injury_now', 'frightened', 'what_they_fear', 'isolated', 'low_or_suicidal', 'separation'],
        ...['child_contact', 'constant_contact', 'pregnant_or_baby', 'more_often', 'getting_worse', 'controlling'],
        ...['weapon', 'threats_to_kill', 'strangled', 'sexual', 'others_threaten', 'hurt_others'],
        ...['hurt_animals', 'money', 'substances_or_health', 'abuser_suicide', 'broken_orders', 'police_history'],
      ],
    });
    expect(dash.bands).toMatchObject({ lackingAtMost: 4, localConvention: true, evidence: 'R-' });
    expect(dash.bands?.levels.map(({ band, from }) => [band, from])).toEqual([
      ['standard', 0],
      ['medium', 10],
      ['high', 14],
    ]);
  });

  test.each([
    ['strangulation', { strangled: yes }],
    ['a believed threat to kill', { threats_to_kill: yes }],
    ['stalking', { constant_contact: yes }],
    ['their own view', { own_view: yes }],
    ['others who threaten', { others_threaten: yes }],
    ['leaving, with control and violence', { separation: yes, controlling: yes, weapon: yes }],
    ['more often and worse', { more_often: yes, getting_worse: yes }],
    ['many calls to the police', { police_calls: { is: 'chosen', options: ['three_or_more'] } as const }],
    ['something new after a meeting on high risk', { marac_last_year: yes, new_since_marac: yes }],
  ] satisfies [string, Given][])('%s alone asks for a judgement of high', (_, given) => {
    expect(effectsOf(dash.code, given)).toContain('ask_judgement high');
  });

  test('does not ask for it where a part of a rule is not known', () => {
    expect(rulesOf(dash.code, { separation: yes, controlling: notKnown, weapon: yes })).toEqual([]);
  });

  test('fourteen show the meeting and the adviser, with all the answers behind it', () => {
    const [rule] = score(dash, answered(dash, [14, yes])).fired;
    expect(rule).toMatchObject({ ruleId: 'visible_high_risk' });
    expect(rule?.behind).toHaveLength(14);
    expect(rule?.effects).toEqual(expect.arrayContaining([{ do: 'flag_pathway', flag: 'marac' }]));
  });

  test('offers stalking screening after constant contact, and child safeguarding where there are children', () => {
    expect(effectsOf(dash.code, { constant_contact: yes })).toContain('offer_tool stalking_screening');
    expect(effectsOf(dash.code, { children_in_home: yes })).toContain('offer_tool child_safeguarding');
    expect(followUpToolsOf(dash)).toEqual(['stalking_screening', 'suicide_self_harm', 'child_safeguarding']);
  });

  test('of somebody under 18 the path of children leads, and under 13 it is no tool at all', () => {
    expect(rulesOf(dash.code, {}, '13_15')).toEqual(['young_person']);
    expect(effectsOf(dash.code, { strangled: yes }, '16_17')).toContain('flag_pathway children_social_care');
    expect(rulesOf(dash.code, {}, 'under_13')).toEqual(['child']);
    expect(rulesOf(dash.code, {}, 'adult')).toEqual([]);
  });
});

describe('the suicide and self-harm guide (H5)', () => {
  const rules = (given: Given) => rulesOf('suicide_self_harm', given);
  const effects = (given: Given) => effectsOf('suicide_self_harm', given);

  test('has no score and no band, and ends in a safety plan', () => {
    expect(shippedTool('suicide_self_harm')).toMatchObject({ scoring: { kind: 'none' }, bands: null });
    expect(effects({ thoughts_now: yes })).toContain('start_safety_plan');
  });

  test.each(['plan', 'means_near', 'already_done'])('%s goes to the lead now', (topic) => {
    expect(effects({ [topic]: yes })).toContain('alert_lead now');
  });

  test('feelings alone stay private, and "alone" means that the rest was answered with no', () => {
    const nothingElse = { plan: no, means_near: no, already_done: no };
    expect(rules({ thoughts_now: yes, ...nothingElse })).toContain('feelings_alone');
    expect(effects({ thoughts_now: yes, ...nothingElse }).join()).not.toContain('alert_lead');
    expect(rules({ thoughts_now: yes, plan: no, means_near: no })).not.toContain('feelings_alone');
    expect(rules({ thoughts_now: yes, ...nothingElse, means_near: notKnown })).not.toContain('feelings_alone');
  });

  test('an act offers the emergency procedure', () => {
    expect(effects({ already_done: yes })).toContain('offer_emergency');
  });
});

describe('the other tools', () => {
  test('needs are the eight categories, each scored by the person and by the worker, at three moments', () => {
    const tool = shippedTool('needs');
    expect(tool.moments).toEqual(['start', 'review', 'end']);
    for (const rater of ['person', 'worker'] as const) {
      const groups = tool.topics.filter((each) => each.rater === rater).map((each) => each.group);
      expect(groups).toEqual(needs.map((each) => each.code));
    }
  });

  test('stalking has eleven topics beside who it is, and no score', () => {
    const tool = shippedTool('stalking_screening');
    expect(tool.topics.filter((each) => each.group === 'screening')).toHaveLength(11);
    expect(score(tool, answered(tool, [12, yes]))).toMatchObject({ score: null, band: null });
    expect(effectsOf(tool.code, { frightened: yes })).toContain('ask_judgement high');
    expect(effectsOf(tool.code, { relationship: { is: 'chosen', options: ['ex_partner'] } })).toEqual([
      'offer_tool domestic_abuse_risk',
    ]);
  });

  test('hate crime is what somebody believes: one belief or one strand is enough, and nothing else is needed', () => {
    const strands = shippedTool('hate_strands').topics.find((each) => each.id === 'strands');
    expect(strands?.answer).toMatchObject({
      many: true,
      options: hateStrands.map(({ code, label }) => ({ code, label })),
    });
    expect(effectsOf('hate_strands', { because_of_who: yes })).toEqual(['flag_pathway hate_crime']);
    expect(effectsOf('hate_strands', { strands: { is: 'chosen', options: ['race'] } })).toEqual([
      'flag_pathway hate_crime',
    ]);
    expect(rulesOf('hate_strands', {}, '13_15')).toEqual(['under_16']);
  });

  test('one worry about a child is enough for the lead; sexual activity under 13 is for now', () => {
    expect(effectsOf('child_safeguarding', { worried: yes })).toEqual([
      'alert_lead today',
      'open_concern child',
      'flag_pathway children_social_care',
    ]);
    expect(effectsOf('child_safeguarding', { sexual_under_13: yes })).toContain('alert_lead now');
  });

  test('all three parts of section 42 lead to the council; a part that is not known is not a no', () => {
    const two = { care_needs: yes, abuse_or_neglect: yes, cannot_protect: notKnown };
    expect(rulesOf('adult_safeguarding', two)).toEqual(['two_parts']);
    expect(effectsOf('adult_safeguarding', two)).toContain('alert_lead today');
    expect(rulesOf('adult_safeguarding', { ...two, cannot_protect: yes })).toContain('three_parts');
  });

  test('safe contact stops only at a no that was given', () => {
    expect(rulesOf('safe_contact', { safe_now: no })).toEqual(['not_safe_now']);
    expect(rulesOf('safe_contact', { safe_now: notKnown })).toEqual([]);
  });
});
