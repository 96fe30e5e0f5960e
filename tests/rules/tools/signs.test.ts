/** What speaks for danger in a tool that is filled in, and what somebody did not know who agreed to lower a level. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import { score } from '../../../shared/domain/tools/score.ts';
import { signsOf, someUnknown } from '../../../shared/domain/tools/signs.ts';
import { domesticAbuseRisk } from '../../../shared/reference/tools/domestic-abuse.ts';

const signs = (answers: ReadonlyMap<string, Answer>) => signsOf(answers, score(domesticAbuseRisk, answers));
const yes: Answer = { is: 'yes' };

describe('the signs of an assessment', () => {
  test('are each yes and each rule that asks for judgement; a no and a not known are none', () => {
    const found = signs(
      new Map<string, Answer>([
        ['strangled', yes],
        ['weapon', { is: 'no' }],
        ['sexual', { is: 'not_known' }],
      ]),
    );
    expect(found).toContain('topic:strangled');
    expect(found).toContain('rule:strangulation');
    expect(found.join()).not.toMatch(/weapon|sexual/);
  });

  test('a choice that makes a rule ask for judgement is one as well', () => {
    const chosen = new Map<string, Answer>([['police_calls', { is: 'chosen', options: ['three_or_more'] }]]);
    expect(signs(chosen)).toEqual(['rule:many_police_calls']);
  });

  test('one more yes is always unknown, and what was known never is', () => {
    const topics = domesticAbuseRisk.topics.filter(({ answer }) => answer.type === 'yes_no').map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(topics), fc.constantFrom(...topics), (answered, another) => {
        const known = new Map(answered.map((id) => [id, yes] as const));
        const more = new Map([...known, [another, yes] as const]);
        expect(someUnknown({ a: signs(known) }, { a: signs(known) })).toBe(false);
        expect(someUnknown({ a: signs(known) }, { a: signs(more) })).toBe(!answered.includes(another));
        expect(someUnknown({ a: signs(more) }, { a: signs(known) })).toBe(false);
        expect(someUnknown({}, { b: signs(more) })).toBe(true);
      }),
    );
  });
});
