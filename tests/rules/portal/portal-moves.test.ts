import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSeenByPartner, PARTNER_SEES, withheldFrom } from '../../../shared/domain/partner-sees.ts';
import {
  afterPartner,
  afterService,
  PARTNER_ANSWERS,
  type PartnerAnswer,
} from '../../../shared/domain/portal-moves.ts';
import { isReferralMove } from '../../../shared/domain/referral-state.ts';
import { REFERRAL_STATES, type ReferralState } from '../../../shared/protocol/desk.ts';

/** Written out by hand: what a partner may say in which state, and what becomes of it. Everything else is refused. */
const WAYS: Partial<Record<ReferralState, Partial<Record<PartnerAnswer, ReferralState>>>> = {
  sent: {
    ...{ acknowledge: 'acknowledged', accept: 'accepted', decline: 'declined' },
    ...{ waiting_list: 'waiting_list', question: 'returned_needs_info' },
  },
  acknowledged: {
    ...{ accept: 'accepted', decline: 'declined', waiting_list: 'waiting_list' },
    question: 'returned_needs_info',
  },
  waiting_list: {
    ...{ accept: 'accepted', decline: 'declined', waiting_list: 'waiting_list' },
    question: 'returned_needs_info',
  },
  returned_needs_info: {
    ...{ accept: 'accepted', decline: 'declined', waiting_list: 'waiting_list' },
    question: 'returned_needs_info',
  },
  accepted: { outcome: 'completed', question: 'accepted' },
  recalled: { stopped: 'recalled' },
};

describe('what a partner may say of a referral', () => {
  test.each(REFERRAL_STATES)('[C1] of one that is %s is what the table says and nothing else', (state) => {
    const said = Object.fromEntries(PARTNER_ANSWERS.map((answer) => [answer, afterPartner(answer, state)]));
    const expected = Object.fromEntries(PARTNER_ANSWERS.map((answer) => [answer, WAYS[state]?.[answer] ?? null]));
    expect(said).toEqual(expected);
  });

  test('is always a way that a referral may go', () => {
    for (const state of REFERRAL_STATES)
      for (const answer of PARTNER_ANSWERS) {
        const to = afterPartner(answer, state);
        if (to !== null) expect(isReferralMove(state, to), `${state} ${answer}`).toBe(true);
      }
  });

  test('[C1] never brings one back that was taken back, whatever is said in whichever order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REFERRAL_STATES), fc.array(fc.constantFrom(...PARTNER_ANSWERS)), (from, said) => {
        let state = from;
        for (const answer of said) {
          const to = afterPartner(answer, state);
          if (state === 'recalled' || state === 'withdrawn') expect(to ?? state).toBe(state);
          if (to !== null) expect(isSeenByPartner(to)).toBe(true);
          state = to ?? state;
        }
      }),
    );
  });

  test('[C1] is nothing while it has not arrived', () => {
    for (const state of [
      'draft',
      'consent_pending',
      'held',
      'ready',
      'sending',
      'withdrawn',
      'undeliverable',
    ] as const) {
      expect(isSeenByPartner(state)).toBe(false);
      expect(PARTNER_ANSWERS.map((answer) => afterPartner(answer, state)).every((to) => to === null)).toBe(true);
    }
  });
});

describe('an answer of the service', () => {
  test('leaves the referral where it stood before the question', () => {
    expect(afterService(['sent', 'returned_needs_info'])).toBe('acknowledged');
    expect(afterService(['sent', 'waiting_list', 'returned_needs_info'])).toBe('waiting_list');
    expect(afterService(['waiting_list', 'returned_needs_info', 'returned_needs_info'])).toBe('waiting_list');
    expect(afterService(['sent', 'accepted'])).toBe('accepted');
  });

  test('is not taken where nothing was asked, nor once it is over', () => {
    for (const state of REFERRAL_STATES) {
      const open = state === 'returned_needs_info' || state === 'accepted';
      expect(afterService([state]) === null, state).toBe(!open);
    }
    expect(afterService([])).toBeNull();
  });
});

test('[P1] what the person agreed to share is read by who supports them, while the agreement with them lasts', () => {
  for (const state of PARTNER_SEES)
    for (const agreed of [true, false]) {
      const open = agreed && state !== 'recalled' && state !== 'declined';
      expect(withheldFrom(state, agreed) === null).toBe(open);
    }
  expect(withheldFrom('recalled', false)).toBe('taken_back');
  expect(withheldFrom('accepted', false)).toBe('agreement_over');
});
