import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnder18, preferredSkillsFor, priorityOf, raise, rankOf } from '../../../shared/domain/priority.ts';
import { PRIORITIES, type Priority } from '../../../shared/protocol/conversation.ts';
import { AGE_BANDS, type PreChat } from '../../../shared/protocol/pre-chat.ts';

const answers: fc.Arbitrary<PreChat> = fc.record(
  {
    safeToTalk: fc.constantFrom('yes' as const, 'no' as const, 'unsure' as const),
    whoAmI: fc.constantFrom('it_happened_to_me' as const, 'family_or_friend' as const, 'professional' as const),
    inDanger: fc.constantFrom('yes' as const, 'no' as const, 'unsure' as const),
    justHere: fc.boolean(),
    topic: fc.constantFrom('sexual', 'money_or_scam', 'not_sure'),
    area: fc.constantFrom('dover', 'medway'),
    ageBand: fc.constantFrom(...AGE_BANDS),
    message: fc.string(),
  },
  { requiredKeys: [] },
);
const priority = fc.constantFrom(...PRIORITIES);
const nothingSaid = rankOf(priorityOf({}));

describe('the band a person waits in', () => {
  test.each<[string, PreChat, Priority]>([
    ['says nothing', {}, 'normal'],
    ['is in danger', { inDanger: 'yes' }, 'danger'],
    ['is a child in danger', { inDanger: 'yes', ageBand: '13_15', justHere: true }, 'danger'],
    ['is not sure about danger', { inDanger: 'unsure' }, 'normal'],
    ['is under 13', { ageBand: 'under_13' }, 'young'],
    ['is 17 and was just here', { ageBand: '16_17', justHere: true }, 'young'],
    ['was just here', { justHere: true }, 'returned'],
    ['is adult', { ageBand: 'adult' }, 'normal'],
    ['would rather not say their age', { ageBand: 'prefer_not_to_say' }, 'normal'],
    ['asks as a professional', { whoAmI: 'professional', topic: 'sexual' }, 'normal'],
  ])('somebody who %s', (_who, said, expected) => {
    expect(priorityOf(said)).toBe(expected);
  });

  test('somebody whom the service dropped is returned without having to say so', () => {
    expect(priorityOf({}, { returned: true })).toBe('returned');
    expect(priorityOf({ ageBand: '13_15' }, { returned: true })).toBe('young');
  });

  test('[Q3] no set of answers ranks below the empty one', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (said, returned) => {
        expect(rankOf(priorityOf(said, { returned }))).toBeLessThanOrEqual(nothingSaid);
      }),
    );
  });

  test('[Q3] skipping any one question never ranks a person below one who answered nothing', () => {
    fc.assert(
      fc.property(
        answers,
        fc.constantFrom('inDanger' as const, 'ageBand' as const, 'justHere' as const),
        (said, skipped) => {
          const rest: PreChat = { ...said };
          delete rest[skipped];
          expect(rankOf(priorityOf(rest))).toBeLessThanOrEqual(nothingSaid);
        },
      ),
    );
  });

  test('one answer more, on a question not answered before, never lowers the band', () => {
    fc.assert(
      fc.property(answers, answers, (before, more) => {
        expect(rankOf(priorityOf({ ...more, ...before }))).toBeLessThanOrEqual(rankOf(priorityOf(before)));
      }),
    );
  });

  test('whatever is said later, in whatever order, the band only rises', () => {
    fc.assert(
      fc.property(fc.array(priority, { minLength: 1 }), (bands) => {
        let current: Priority = 'normal';
        for (const band of bands) {
          const next = raise(current, band);
          expect(rankOf(next)).toBeLessThanOrEqual(Math.min(rankOf(current), rankOf(band)));
          current = next;
        }
        expect(rankOf(current)).toBe(Math.min(...bands.map(rankOf)));
      }),
    );
  });

  test('children, and only they, are offered first to staff trained for young people', () => {
    for (const band of AGE_BANDS) {
      expect(preferredSkillsFor(band)).toEqual(isUnder18(band) ? ['young_people'] : []);
    }
    expect(preferredSkillsFor(null)).toEqual([]);
    expect(preferredSkillsFor(undefined)).toEqual([]);
  });
});
