import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticePayload, REFERRAL_SCHEMA, referralPayload } from '../../../server/referrals/payload.ts';

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

  test('[C1] holds, for any card and any consent, exactly the values said yes to and nothing else', () => {
    const value = fc.uuid().map((id) => `canary-${id.replace(/\d/g, 'x')}`);
    const items = fc
      .uniqueArray(fc.constantFrom('name', 'area', 'health', 'children', 'what_happened', 'safe_contact'))
      .chain((ids) => fc.tuple(...ids.map((itemId) => fc.tuple(fc.constant(itemId), value, fc.boolean()))));
    fc.assert(
      fc.property(items, (chosen) => {
        const card = chosen.map(([itemId, text]) => ({
          itemId,
          label: `label of ${itemId}`,
          value: text,
          needed: false,
          because: 'a reason',
          sensitive: true,
        }));
        const said = chosen.filter(([, , yes]) => yes).map(([itemId]) => itemId);
        const payload = referralPayload(facts, { purpose: 'p', items: card }, consentOf(said));
        expect(payload.items.map((item) => item.itemId)).toEqual(said);
        const text = JSON.stringify(payload);
        for (const [, canary, yes] of chosen) expect(text.includes(canary)).toBe(yes);
      }),
    );
  });

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
