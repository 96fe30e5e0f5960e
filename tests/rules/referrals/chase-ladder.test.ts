import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureWords } from '../../../server/referrals/failure-words.ts';
import { dueOf } from '../../../shared/domain/case-clocks.ts';
import {
  CHASE_OUTCOMES,
  CHASE_STEPS,
  type Chased,
  chaseFault,
  nextChase,
  type Unanswered,
} from '../../../shared/domain/chase-ladder.ts';
import { clockDefaults } from '../../../shared/domain/clock-settings.ts';

const HOUR = 3_600_000;
/** A Friday in winter, where London keeps UTC. */
const friday = Date.UTC(2026, 10, 27, 10);
const by = Date.UTC(2026, 10, 27, 9);
const ordinary = (...chases: Chased[]): Unanswered => ({ acknowledgeBy: by, counts: 'working_days', chases });
const urgent = (...chases: Chased[]): Unanswered => ({ acknowledgeBy: by, counts: 'hours', chases });
const chased = (step: Chased['step'], outcome: Chased['outcome'] = 'no_answer', at = friday): Chased => ({
  at,
  step,
  outcome,
});
const next = (of: Unanswered) => nextChase(of, clockDefaults);

describe('a referral that nobody has acknowledged', () => {
  test('D2: is asked after when its time is over, once more by the close of the next working day, then by the coordinator', () => {
    expect(next(ordinary())).toEqual({ step: 'first', at: by });
    const monday = Date.UTC(2026, 10, 30, 17);
    expect(next(ordinary(chased('first')))).toEqual({ step: 'second', at: monday });
    expect(next(ordinary(chased('first', 'they_will_look')))).toEqual({ step: 'second', at: monday });
    expect(next(ordinary(chased('first'), chased('second', 'no_answer', monday)))).toEqual({
      step: 'coordinator',
      at: monday,
    });
    expect(next(ordinary(chased('coordinator')))).toEqual({ step: 'coordinator', at: monday });
  });

  test('D2: of somebody at high risk is not left for a weekend', () => {
    expect(next(urgent(chased('first')))).toEqual({ step: 'second', at: friday + 4 * HOUR });
    expect(next(urgent(chased('coordinator')))).toEqual({ step: 'coordinator', at: friday + 4 * HOUR });
    const clock = { clock: 'partner_acknowledgement', recipientKind: 'community', byTelephone: false } as const;
    const high = { ...clock, urgency: { risk: 'high', ageBand: null } } as const;
    const child = { ...clock, urgency: { risk: null, ageBand: '13_15' } } as const;
    for (const each of [high, child])
      expect(dueOf(each, new Date(friday), clockDefaults)).toMatchObject({
        counts: 'hours',
        dueAt: new Date(friday + 4 * HOUR),
      });
    expect(dueOf(clock, new Date(friday), clockDefaults)).toMatchObject({ counts: 'working_days' });
  });

  test('that went to the wrong partner is the coordinator’s at once', () => {
    expect(next(ordinary(chased('first', 'wrong_partner')))).toEqual({ step: 'coordinator', at: friday });
  });

  test('always has somebody who asks next until somebody says that they have it, and never earlier than the last', () => {
    const one = fc.record({
      at: fc.integer({ min: by, max: by + 30 * 24 * HOUR }),
      step: fc.constantFrom(...CHASE_STEPS),
      outcome: fc.constantFrom(...CHASE_OUTCOMES),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), fc.constantFrom('hours', 'working_days'), (all, counts) => {
        const chases = all.sort((a, b) => a.at - b.at);
        const found = nextChase({ acknowledgeBy: by, counts, chases }, clockDefaults);
        const last = chases.at(-1);
        if (last?.outcome === 'acknowledged_by_phone') expect(found).toBeNull();
        else expect(found?.at).toBeGreaterThanOrEqual(last?.at ?? by);
        // Once it was the coordinator's it stays theirs.
        if (found !== null && last?.step === 'coordinator') expect(found.step).toBe('coordinator');
      }),
    );
  });

  test('does not end in another e-mail', () => {
    expect(chaseFault('first', 'wrote', 'they_will_look')).toBeNull();
    expect(chaseFault('coordinator', 'wrote', 'no_answer')).toContain('Ring');
    expect(chaseFault('first', 'wrote', 'acknowledged_by_phone')).not.toBeNull();
    for (const step of CHASE_STEPS)
      for (const outcome of CHASE_OUTCOMES) expect(chaseFault(step, 'rang', outcome)).toBeNull();
  });
});

test('[C2] every reason for which something did not go is said in words, with what to do', () => {
  const reasons = ['timeout', 'network', 'address_refused', 'https_required', 'not_possible', 'mail_refused'];
  const said = [...reasons, 'status_302', 'status_401', 'status_422', 'status_500', 'something_new'].map(failureWords);
  expect(new Set(said).size).toBe(said.length);
  for (const sentence of said) expect(sentence).toMatch(/Ring them|corrected|cannot be opened/);
});
