import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticePayload, referralPayload } from '../../../server/referrals/payload.ts';
import { referralPayload as form, REFERRAL_SCHEMA } from '../../../shared/protocol/referral-payload.ts';

const facts = {
  referralId: 'r-1',
  reference: '7Q4M-2K9D',
  sentAt: Date.UTC(2026, 10, 24),
  service: 'Example service',
  recipient: { recipientId: 'refuge', name: 'A refuge' },
};
const consentOf = (itemIds: readonly string[]) => ({
  itemIds,
  wordingVersion: 'ask-en-adult-1',
  givenAt: Date.UTC(2026, 10, 23),
  language: 'en',
});

/** What stands around the items whatever the card holds. */
const { items: _none, ...empty } = referralPayload(facts, { purpose: 'p', items: [] }, consentOf([]));

describe('what leaves for a partner', () => {
  test('[C1] has one documented form', () => {
    const items = [{ itemId: 'name', label: 'Name', value: 'Sam', needed: true, sensitive: false }];
    expect(referralPayload(facts, { purpose: 'To support you.', items }, consentOf(['name']))).toEqual({
      schema: REFERRAL_SCHEMA,
      kind: 'referral',
      referralId: 'r-1',
      reference: '7Q4M-2K9D',
      sentAt: '2026-11-24T00:00:00.000Z',
      service: 'Example service',
      recipient: { recipientId: 'refuge', name: 'A refuge' },
      purpose: 'To support you.',
      items: [{ itemId: 'name', label: 'Name', value: 'Sam' }],
      consent: { wordingVersion: 'ask-en-adult-1', givenAt: '2026-11-23T00:00:00.000Z', language: 'en' },
    });
  });

  const CASES = 10_000;
  /** As wild as a card may hold: any words, a value that says the same as another's label, empty ones, any script. */
  const anItem = fc.record({
    itemId: fc.oneof(fc.constantFrom('name', 'area', 'health', 'children', 'what_happened', 'safe_contact'), fc.uuid()),
    label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    value: fc.tuple(fc.uuid(), fc.string({ unit: 'grapheme', maxLength: 20 })),
    because: fc.uuid(),
    needed: fc.boolean(),
    sensitive: fc.boolean(),
  });
  const aCard = fc.uniqueArray(anItem, { selector: ({ itemId }) => itemId, maxLength: 10 });
  /** Told apart by its place: what is drawn may be drawn twice. */
  const marked = (uuid: string, index: number) => `canary-${'abcdefghij'[index]}-${uuid.replace(/\d/g, 'x')}`;

  test(`[C1] holds, for ${CASES} cards and consents, exactly what was said yes to and nothing else`, () => {
    fc.assert(
      fc.property(aCard, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (card, said) => {
        const shown = card.map(({ value: [mark, words], because, ...item }, index) => ({
          ...item,
          value: `${marked(mark, index)} ${words.replace(/[\d@]/g, '')}`,
          because: `because-${index}-${because}`,
        }));
        const yes = shown.filter((_, index) => said[index]).map(({ itemId }) => itemId);
        // A consent may name what this card never held.
        const consent = consentOf([...yes, 'an-item-of-another-card']);
        const payload = referralPayload(facts, { purpose: 'p', items: shown }, consent);
        expect(payload.items).toEqual(
          shown
            .filter(({ itemId }) => yes.includes(itemId))
            .map(({ itemId, label, value }) => ({ itemId, label, value })),
        );
        const { items: _, ...around } = payload;
        expect(around).toEqual(empty);
        const text = JSON.stringify(payload);
        // What was not said yes to is nowhere, and a reason never is.
        const wrong = card.filter(
          ({ value: [mark], because }, index) =>
            text.includes(marked(mark, index)) !== (said[index] === true) ||
            text.includes(`because-${index}-${because}`),
        );
        expect(wrong).toEqual([]);
        expect(form.safeParse(payload).success).toBe(yes.length > 0);
      }),
      { numRuns: CASES },
    );
  }, 60_000);

  test('[C1] leaves out an item that was never on the card, though the consent names it', () => {
    const payload = referralPayload(facts, { purpose: 'p', items: [] }, consentOf(['name', 'health']));
    expect(payload.items).toEqual([]);
  });

  test('[V2] holds no contact detail that was not said to be safe', () => {
    const items = [
      { itemId: 'safe_contact', label: 'Contact', value: 'Text 07700 900123', needed: true, sensitive: false },
      { itemId: 'area', label: 'Area', value: 'Dover, 01632 960 001', needed: false, sensitive: false },
    ];
    const all = referralPayload(facts, { purpose: 'p', items }, consentOf(['safe_contact', 'area']));
    expect(all.items.map((item) => item.itemId)).toEqual(['safe_contact']);
  });

  test('[C1] says of a recall which referral it is, and nothing of a person', () => {
    expect(Object.keys(noticePayload(facts, 'recall')).sort()).toEqual(
      ['kind', 'recipient', 'reference', 'referralId', 'schema', 'sentAt', 'service'].sort(),
    );
  });
});
