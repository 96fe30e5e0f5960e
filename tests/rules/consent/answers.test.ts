import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AskedRecipient,
  CONSENT_REVIEW_MS,
  cardLock,
  isInForce,
  itemsInForce,
  type StandingConsent,
  settleAnswers,
} from '../../../shared/domain/consent.ts';
import type { ConsentAnswer } from '../../../shared/protocol/entry.ts';

const card: readonly AskedRecipient[] = [
  {
    recipientId: 'refuge',
    state: 'open',
    items: [
      { itemId: 'name', needed: true },
      { itemId: 'safe_contact', needed: true },
      { itemId: 'health', needed: false },
    ],
  },
  { recipientId: 'isva', state: 'open', items: [{ itemId: 'name', needed: true }] },
];
const yes = (items: string[], recipientId = 'refuge'): ConsentAnswer => ({ recipientId, decision: 'given', items });
const settle = (...answers: ConsentAnswer[]) => settleAnswers(card, answers);

describe('an answer to a consent card', () => {
  test('[C1] may leave out what is not needed, and nothing is added to it', () => {
    expect(settle(yes(['name', 'safe_contact']))).toEqual({ ok: true, value: [yes(['name', 'safe_contact'])] });
  });

  test('[C1] that says yes to nothing is a no', () => {
    expect(settle(yes([]))).toMatchObject({ ok: true, value: [{ decision: 'declined', items: [] }] });
  });

  test.each<[string, ConsentAnswer[]]>([
    ['names a recipient twice', [yes([]), yes([])]],
    ['names a recipient who is not on the card', [yes([], 'somebody')]],
    ['says yes to what was not asked', [yes(['name', 'safe_contact', 'address'])]],
    ['says yes twice to one item', [yes(['name', 'name', 'safe_contact'])]],
    ['leaves out what they cannot help without', [yes(['name', 'health'])]],
    ['says no and shares all the same', [{ recipientId: 'refuge', decision: 'declined', items: ['name'] }]],
    ['asks for details and shares', [{ recipientId: 'refuge', decision: 'details_only', items: ['name'] }]],
  ])('[C1] is refused when it %s', (_what, answers) => {
    expect(settle(...answers)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });

  test('[C1] comes too late for a card that was asked again, or was answered', () => {
    const become = (state: AskedRecipient['state']) => card.map((each) => ({ ...each, state }));
    expect(settleAnswers(become('superseded'), [yes([])])).toMatchObject({
      error: { code: 'conflict', details: { reason: 'superseded' } },
    });
    expect(settleAnswers(become('answered'), [yes([])])).toMatchObject({
      error: { code: 'conflict', details: { reason: 'already_answered' } },
    });
  });

  test('[C1] shares, whatever it says, only what the card asked and the answer named', () => {
    const item = fc.constantFrom<string[]>('name', 'safe_contact', 'health', 'address', 'children');
    const answer = fc.record({
      recipientId: fc.constantFrom('refuge', 'isva', 'somebody'),
      decision: fc.constantFrom('given' as const, 'details_only' as const, 'declined' as const),
      items: fc.array(item, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 3 }), (answers) => {
        const settled = settleAnswers(card, answers);
        if (!settled.ok) return;
        for (const { recipientId, decision, items } of settled.value) {
          const asked = card.find((each) => each.recipientId === recipientId)?.items.map((each) => each.itemId);
          const said = answers.find((each) => each.recipientId === recipientId);
          expect(items.every((each) => asked?.includes(each) && said?.items.includes(each))).toBe(true);
          expect(decision === 'given').toBe(items.length > 0);
        }
      }),
    );
  });
});

const given: StandingConsent = {
  decision: 'given',
  itemIds: ['name'],
  givenAt: 1_000,
  reviewAt: 1_000 + CONSENT_REVIEW_MS,
  withdrawnAt: null,
  supersededAt: null,
};

describe('a consent', () => {
  test('[C1] is in force from the yes until it lapses', () => {
    expect(isInForce(given, 1_000)).toBe(true);
    expect(isInForce(given, given.reviewAt)).toBe(false);
    expect(isInForce(null, 1_000)).toBe(false);
  });

  test('[C1] shares nothing once it was taken back or replaced, and never what was not said yes to', () => {
    const event = fc.constantFrom('withdrawn', 'superseded', 'lapsed', 'declined', 'details_only', 'unanswered');
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const consent: StandingConsent | null = events.includes('unanswered')
          ? null
          : {
              ...given,
              decision: events.includes('declined')
                ? 'declined'
                : events.includes('details_only')
                  ? 'details_only'
                  : 'given',
              withdrawnAt: events.includes('withdrawn') ? 1_500 : null,
              supersededAt: events.includes('superseded') ? 1_600 : null,
            };
        const shared = itemsInForce(consent, events.includes('lapsed') ? given.reviewAt + 1 : 2_000);
        expect(shared).toEqual(events.length === 0 ? ['name'] : []);
      }),
    );
  });
});

describe('the card of a child', () => {
  const lock = (ageBand: string | null, noted: boolean, released: boolean) => {
    const outcome = cardLock(ageBand, { noteId: noted ? 'n' : null, releasedBy: released ? 'lead' : null });
    return outcome.ok ? 'open' : outcome.error.details?.reason;
  };

  test('is locked under 16 until the competence note is saved', () => {
    expect(lock('13_15', false, true)).toBe('competence_note_missing');
    expect(lock('13_15', true, false)).toBe('open');
  });

  test('is locked under 13 until a lead has released it too', () => {
    expect(lock('under_13', false, false)).toBe('competence_note_missing');
    expect(lock('under_13', true, false)).toBe('lead_release_missing');
    expect(lock('under_13', true, true)).toBe('open');
  });

  test.each([['16_17'], ['adult'], ['prefer_not_to_say'], [null]])('is open at %s', (ageBand) => {
    expect(lock(ageBand, false, false)).toBe('open');
  });
});
