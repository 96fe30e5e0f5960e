import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isRepeat,
  isUnheard,
  judgeMarac,
  MARAC_STATES,
  type MaracMove,
  type MaracStanding,
} from '../../../shared/domain/marac-state.ts';

const TODAY = '2026-11-26';
const standing = (state: MaracStanding['state'], listedFor: string | null = null): MaracStanding => ({
  state,
  referredOn: '2026-11-20',
  listedFor,
});
const judge = (from: MaracStanding, move: MaracMove) => judgeMarac(from, move, TODAY);
const moves: readonly MaracMove[] = [
  { cause: 'receive' },
  { cause: 'list', meetingOn: '2026-12-01' },
  { cause: 'hear', on: TODAY },
  { cause: 'return_actions' },
  { cause: 'recall' },
];

describe('a referral to MARAC', () => {
  test('goes the one way there is: referred, received, listed, heard, actions returned', () => {
    const allowed = MARAC_STATES.flatMap((state) =>
      moves.flatMap((move) => {
        const verdict = judge(standing(state, state === 'listed' ? TODAY : null), move);
        return verdict.verdict === 'move' ? [`${state}>${verdict.to}`] : [];
      }),
    );
    expect(allowed).toEqual([
      ...['referred>received', 'referred>listed', 'referred>recalled', 'received>listed', 'received>recalled'],
      ...['listed>listed', 'listed>heard', 'listed>recalled', 'heard>actions_returned'],
    ]);
  });

  test('is never accepted or declined by anybody', () => {
    expect(MARAC_STATES.filter((state) => /accept|declin|refus/.test(state))).toEqual([]);
  });

  test('is listed again when the meeting moves, and the same day twice is one listing', () => {
    const listed = standing('listed', '2026-12-01');
    expect(judge(listed, { cause: 'list', meetingOn: '2026-12-08' })).toMatchObject({
      verdict: 'move',
      listedFor: '2026-12-08',
    });
    expect(judge(listed, { cause: 'list', meetingOn: '2026-12-01' })).toEqual({ verdict: 'same' });
  });

  test.each<[string, MaracStanding, MaracMove, RegExp]>([
    [
      'a meeting before the referral',
      standing('received'),
      { cause: 'list', meetingOn: '2026-11-19' },
      /before the referral/,
    ],
    ['heard tomorrow', standing('listed', TODAY), { cause: 'hear', on: '2026-11-27' }, /not come yet/],
    [
      'heard before its meeting',
      standing('listed', '2026-12-01'),
      { cause: 'hear', on: TODAY },
      /listed for a later day/,
    ],
    ['heard without being listed', standing('received'), { cause: 'hear', on: TODAY }, /not listed/],
    ['taken back after it was heard', standing('heard', TODAY), { cause: 'recall' }, /has been heard/],
    ['begun again after its actions came', standing('actions_returned', TODAY), { cause: 'receive' }, /new referral/],
  ])('%s is refused with what to do', (_, from, move, sentence) => {
    const verdict = judge(from, move);
    expect(verdict.verdict === 'refused' ? verdict.sentence : verdict.verdict).toMatch(sentence);
  });

  test('whoever walks at random, a state is never left but onwards, and a day of hearing never lies ahead', () => {
    const anyMove: fc.Arbitrary<MaracMove> = fc.oneof(
      fc.constantFrom<MaracMove>({ cause: 'receive' }, { cause: 'return_actions' }, { cause: 'recall' }),
      fc
        .constantFrom('2026-11-19', '2026-11-25', TODAY, '2026-12-08')
        .map((meetingOn) => ({ cause: 'list' as const, meetingOn })),
      fc.constantFrom('2026-11-25', TODAY, '2026-11-27').map((on) => ({ cause: 'hear' as const, on })),
    );
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 12 }), (plan) => {
        let at = standing('referred');
        for (const move of plan) {
          const verdict = judge(at, move);
          if (verdict.verdict !== 'move') continue;
          expect(MARAC_STATES.indexOf(verdict.to)).toBeGreaterThanOrEqual(MARAC_STATES.indexOf(at.state));
          if (move.cause === 'hear') expect(move.on <= TODAY).toBe(true);
          at = { ...at, state: verdict.to, listedFor: verdict.listedFor };
        }
      }),
    );
  });

  test('a meeting that passed without a word is somebody’s to ring about', () => {
    expect(isUnheard(standing('listed', '2026-11-25'), TODAY)).toBe(true);
    expect(isUnheard(standing('listed', TODAY), TODAY)).toBe(false);
    expect(isUnheard(standing('heard', '2026-11-25'), TODAY)).toBe(false);
  });

  test('within twelve months of the last hearing a new incident is a repeat', () => {
    expect([isRepeat('2025-11-26', TODAY), isRepeat('2025-11-25', TODAY), isRepeat(null, TODAY)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
