import { describe, expect, test } from 'vitest';
import { sayAnswer } from '../../../client/assessments/answer-words.ts';
import { begin, write } from '../../../client/assessments/filling.ts';
import { completionOf, sayChange } from '../../../client/assessments/needs.ts';
import { afterPress, isChosen, optionsOf } from '../../../client/assessments/options.ts';
import { leavesWords, topicKey } from '../../../client/assessments/topic-keys.ts';
import { groupsOf, lackingIn } from '../../../client/assessments/topics.ts';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import type { ToolDefinition } from '../../../shared/domain/tools/tool-definition.ts';
import { domesticAbuseRisk } from '../../../shared/reference/tools/domestic-abuse.ts';
import { hateTool } from '../../../shared/reference/tools/hate.ts';
import { needsTool } from '../../../shared/reference/tools/needs.ts';
import { aFilling, aView, draft, no, notKnown, stands, yes } from './a-filling.ts';

const press = (key: string, held: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey', boolean>> = {}) => ({
  ...{ key, altKey: false, ctrlKey: false, metaKey: false },
  ...held,
});

function topicOf(tool: ToolDefinition, id: string) {
  const found = tool.topics.find((topic) => topic.id === id);
  if (found === undefined) throw new Error(`No topic ${id}.`);
  return found;
}
const money = topicOf(domesticAbuseRisk, 'money');
const strands = topicOf(hateTool, 'strands');

describe('answering by button and by key', () => {
  test('y, n and k answer, t opens a note, Delete takes away, arrows move; chords are left to the desk', () => {
    expect(topicKey(money, press('y'))).toMatchObject({ does: 'press', option: { answer: yes } });
    expect(topicKey(money, press('N'))).toMatchObject({ does: 'press', option: { answer: no } });
    expect(topicKey(money, press('k'))).toMatchObject({ does: 'press', option: { answer: notKnown } });
    expect(topicKey(money, press('t'))).toEqual({ does: 'note' });
    expect(topicKey(money, press('Delete'))).toEqual({ does: 'clear' });
    expect(topicKey(money, press('ArrowUp'))).toEqual({ does: 'move', by: -1 });
    expect(topicKey(money, press('y', { altKey: true }))).toBeNull();
    expect(topicKey(money, press('3'))).toBeNull();
  });

  test('every topic of every kind can be answered with “not known”, which is not a no', () => {
    for (const topic of [...domesticAbuseRisk.topics, ...hateTool.topics, ...needsTool.topics]) {
      expect(optionsOf(topic).at(-1)?.answer, topic.id).toEqual(notKnown);
    }
  });

  test('a second press takes an answer away: unanswered again', () => {
    const [option] = optionsOf(money);
    if (option === undefined) throw new Error('No option.');
    expect(afterPress(money, option, null)).toEqual(yes);
    expect(afterPress(money, option, yes)).toBeNull();
    expect(afterPress(money, option, no)).toEqual(yes);
  });

  test('of a list several may be chosen and taken back; not known stands alone', () => {
    const [first, second] = optionsOf(strands);
    const known = optionsOf(strands).at(-1);
    if (!first || !second || !known) throw new Error('No options.');
    const both = afterPress(strands, second, afterPress(strands, first, null));
    expect(isChosen(first, both) && isChosen(second, both)).toBe(true);
    const one = afterPress(strands, first, both);
    expect(isChosen(first, one)).toBe(false);
    expect(afterPress(strands, second, one)).toBeNull();
    expect(afterPress(strands, known, both)).toEqual(notKnown);
    expect(isChosen(known, both)).toBe(false);
  });

  test('arrows leave words only past their ends', () => {
    const words = (at: number, until = at) =>
      ({ value: 'abc', selectionStart: at, selectionEnd: until }) as HTMLTextAreaElement;
    expect(leavesWords('ArrowDown', words(3))).toBe(1);
    expect(leavesWords('ArrowDown', words(1))).toBeNull();
    expect(leavesWords('ArrowUp', words(0))).toBe(-1);
    expect(leavesWords('ArrowUp', words(0, 2))).toBeNull();
  });
});

describe('finding and what is left', () => {
  test('a topic is found by the beginnings of words in its text or hint, in any order', () => {
    const found = (words: string) =>
      groupsOf(domesticAbuseRisk, words).flatMap((group) => group.topics.map(({ id }) => id));
    expect(found('neck')).toEqual(['strangled']);
    expect(found('chok strang')).toEqual(['strangled']);
    expect(found('xyzzy')).toEqual([]);
    expect(found(' ')).toHaveLength(domesticAbuseRisk.topics.length);
  });

  test('“not known” is left to ask and so is what nobody answered, each for itself', () => {
    const filling = write(aFilling([stands('money', notKnown), stands('weapon', no)]), 'sexual', draft(yes), null);
    const { unanswered, notKnown: open } = lackingIn(filling);
    expect(open.map(({ id }) => id)).toEqual(['money']);
    expect(unanswered).toHaveLength(domesticAbuseRisk.topics.length - 3);
  });

  test('an answer is said in the words of its list', () => {
    expect(sayAnswer(strands, { is: 'chosen', options: ['race', 'disability'] })).toMatch(/, /);
    expect(sayAnswer(money, null)).toBe('Not answered');
  });
});

describe('needs', () => {
  const [theirs, ours] = needsTool.topics;
  const rated = (score: number): Answer => ({ is: 'rated', score });
  const pair = (start: number | null) => ({ start, later: null, change: null });
  const at = (start: number | null) => {
    const needs = needsTool.groups.map(({ code }) => ({ need: code, person: pair(start), worker: pair(null) }));
    const view = aView([], { moment: 'review' }, needsTool);
    return begin({ ...view, outcome: { needs, completion: { both: 0, of: needs.length } } });
  };

  test('change is said against the start; a score that is missing at either end is not “no change”', () => {
    if (!theirs || !ours) throw new Error('No topics.');
    expect(sayChange(theirs, write(at(4), theirs.id, draft(rated(1)), null))).toBe(
      'Start 4, now 1: 3 less, so less help is needed.',
    );
    expect(sayChange(theirs, write(at(1), theirs.id, draft(rated(4)), null))).toContain('more help is needed');
    expect(sayChange(theirs, at(4))).toContain('not “no change”');
    expect(sayChange(ours, write(at(4), ours.id, draft(rated(2)), null))).toContain('not “no change”');
    expect(sayChange(theirs, begin(aView([], { moment: 'start' }, needsTool)))).toBeNull();
  });

  test('in how many needs they scored at both moments stands beside the outcome, and follows what is written', () => {
    if (!theirs) throw new Error('No topics.');
    expect(completionOf(at(3))).toEqual({ both: 0, of: 8 });
    expect(completionOf(write(at(3), theirs.id, draft(rated(3)), null))).toEqual({ both: 1, of: 8 });
    expect(completionOf(aFilling())).toBeNull();
  });
});
