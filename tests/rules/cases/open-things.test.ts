import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpenThing } from '../../../server/cases/deps.ts';
import { needsLead } from '../../../server/cases/needs-lead.ts';
import { judgeEnding, openDues } from '../../../server/cases/open-things.ts';
import { AGE_DUTY_CODES, findAgeDuty } from '../../../shared/domain/age-change.ts';
import { dueKindOfAge } from '../../../shared/domain/due-kinds.ts';
import { isUnder18 } from '../../../shared/domain/priority.ts';

const things: fc.Arbitrary<OpenThing[]> = fc.array(
  fc.record(
    {
      kind: fc.constantFrom('action', 'contact_stop', 'marac_referral', 'age_under_13'),
      id: fc.uuid(),
      endsWithCase: fc.boolean(),
      byLead: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'id', 'endsWithCase'] },
  ),
  { maxLength: 5 },
);
const ending = fc.record({
  isLead: fc.boolean(),
  endOpen: fc.boolean(),
  endSaid: fc.constantFrom(null, '', '  ', 'The panel goes on with it'),
});

describe('what is open when a case is to be closed', () => {
  test('never ends by one worker where it is a lead’s, and by a lead only with a reason', () => {
    fc.assert(
      fc.property(things, ending, (open, asked) => {
        const { verdict } = judgeEnding(open, asked);
        if (verdict !== 'ends') return;
        expect(open.every(({ endsWithCase }) => endsWithCase && asked.endOpen)).toBe(true);
        if (!open.some(({ byLead }) => byLead)) return;
        expect(asked).toMatchObject({ isLead: true, endSaid: 'The panel goes on with it' });
      }),
    );
  });

  test('ends with nothing open, whoever asks; and what has to be settled first keeps everybody from it', () => {
    fc.assert(fc.property(ending, (asked) => judgeEnding([], asked).verdict === 'ends'));
    const stop = { kind: 'contact_stop', id: '1', endsWithCase: false };
    const lead = { isLead: true, endOpen: true, endSaid: 'Looked at' };
    expect(judgeEnding([stop], lead)).toEqual({ verdict: 'still_open' });
  });

  test.each(AGE_DUTY_CODES.map((code) => [code, findAgeDuty(code)?.to === 'safeguarding_lead'] as const))(
    'names the duty %s of an age, a lead’s: %s',
    (code, isLeads) => {
      const due = { dueId: `age:${code}`, kind: dueKindOfAge(code), at: 1 };
      const [thing, ...others] = openDues([due, { ...due, dueId: `of:other:${due.dueId}` }]);
      expect(others).toEqual([]);
      expect(thing).toEqual({
        kind: due.kind,
        id: due.dueId,
        endsWithCase: true,
        ...(isLeads ? { byLead: true } : {}),
      });
    },
  );

  test('names what a no or a yes to a panel left, and no clock or review', () => {
    const due = [
      { dueId: 'pathway:marac', kind: 'marac_disclosure', at: 1 },
      { dueId: 'of:other:pathway:children', kind: 'lead_decides', at: 1 },
      { dueId: 'clock:first_safe_contact', kind: 'first_safe_contact', at: 1 },
      { dueId: 'safety_plan:review', kind: 'safety_plan_review', at: 1 },
    ] as const;
    expect(openDues(due).map(({ id, byLead }) => [id, byLead])).toEqual([
      ['pathway:marac', true],
      ['pathway:children', true],
    ]);
  });
});

describe('that nobody could be reached', () => {
  const calm = { risk: 'standard', ageBand: 'adult', repeat: null } as const;

  test('ends no case of somebody who stood there as under 18 before, whatever stands there now', () => {
    expect(needsLead([calm], 'no_contact')).toBe(false);
    expect(needsLead([{ ...calm, wasUnder18: true }], 'no_contact')).toBe(true);
    expect(needsLead([{ ...calm, wasUnder18: true }], 'needs_met')).toBe(false);
  });

  test('ends no case of which any part says what keeps it open', () => {
    const dangers = [{ risk: 'high' }, { ageBand: '16_17' }, { wasUnder18: true }, { repeat: 'earlier_case' as const }];
    const part = fc.constantFrom({}, ...dangers).map((given) => ({ ...calm, ...given }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (family) => {
        expect(needsLead(family, 'no_contact')).toBe(family.some((each) => needsLead([each], 'no_contact')));
      }),
    );
    expect(isUnder18('adult')).toBe(false);
  });
});
