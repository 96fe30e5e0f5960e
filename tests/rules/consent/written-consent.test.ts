import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONSENT_REVIEW_MS, isInForce, type StandingConsent } from '../../../shared/domain/consent.ts';
import {
  competenceNeeded,
  consentStanding,
  isNewestWord,
  observedFaults,
  outspoken,
  REVIEW_AHEAD_MS,
  releaseNeeded,
  reviewDueAt,
  type SaidItem,
  saidAtFault,
  settleSaid,
} from '../../../shared/domain/written-consent.ts';

const ASKED = [
  { itemId: 'name', needed: true },
  { itemId: 'safe_contact', needed: true },
  { itemId: 'health', needed: false },
  { itemId: 'children', needed: false },
];
const IDS = ASKED.map(({ itemId }) => itemId);
const DAY = 86_400_000;
const NOW = Date.parse('2026-11-27T10:00:00Z');

const decision = fc.constantFrom('given' as const, 'details_only' as const, 'declined' as const);
const said: fc.Arbitrary<SaidItem> = fc.record({
  itemId: fc.constantFrom(...IDS, 'address'),
  agreed: fc.boolean(),
  value: fc.option(fc.constantFrom('', ' ', 'what was read out'), { nil: null }),
});
const settle = (items: readonly SaidItem[], what: 'given' | 'details_only' | 'declined' = 'given') =>
  settleSaid(ASKED, { recipientId: 'refuge', decision: what, items });
const yes = (itemId: string, value: string | null = 'as read out'): SaidItem => ({ itemId, agreed: true, value });

describe('what staff write down of a yes', () => {
  test('[C1] shares nothing but what they said yes to, with a value, among what the recipient may be told', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), decision, (items, what) => {
        const settled = settle(items, what);
        if (!settled.ok) return;
        const agreed = items.filter((each) => each.agreed);
        expect(settled.value.items).toEqual(agreed.map(({ itemId }) => itemId));
        for (const { itemId, value } of agreed) {
          expect(IDS).toContain(itemId);
          expect(value?.trim()).toBeTruthy();
        }
        if (settled.value.decision !== 'given') expect(settled.value.items).toEqual([]);
        else expect(settled.value.items).toEqual(expect.arrayContaining(['name', 'safe_contact']));
      }),
      { numRuns: 5_000 },
    );
  });

  test('[C1] is a no where it is a yes to nothing, and what was not asked is not shared', () => {
    const nothing = IDS.map((itemId) => ({ itemId, agreed: false, value: null }));
    for (const items of [[], nothing])
      expect(settle(items)).toEqual({ ok: true, value: { recipientId: 'refuge', decision: 'declined', items: [] } });
  });

  test.each<[string, SaidItem[], string]>([
    ['leaves out what they cannot help without', [yes('name'), yes('health')], 'items'],
    ['has a yes to nothing in particular', [yes('name'), yes('safe_contact', ' ')], 'items.1.value'],
    ['names one item with two answers', [yes('name'), { ...yes('name'), agreed: false }], 'items.1'],
    ['names what this recipient is not told', [yes('name'), yes('safe_contact'), yes('address')], 'items'],
  ])('is to be corrected where it %s', (_what, items, path) => {
    expect(settle(items)).toMatchObject({ error: { code: 'bad_request', details: { issues: [{ path }] } } });
  });

  test('was said before now, and not so long ago that it is over', () => {
    expect(saidAtFault(NOW + 60_000, NOW)).toBeNull();
    expect(saidAtFault(NOW + 3 * 60_000, NOW)).toMatch(/still to come/);
    expect(saidAtFault(NOW - CONSENT_REVIEW_MS + 1, NOW)).toBeNull();
    expect(saidAtFault(NOW - CONSENT_REVIEW_MS, NOW)).toMatch(/Ask them again/);
  });
});

describe('who else looks before it holds (H10)', () => {
  const sure = { seemedAble: true, noPressureSeen: true };
  test.each([
    ['adult', false, false],
    [null, false, false],
    ['16_17', false, false],
    ['13_15', true, false],
    ['under_13', true, true],
  ])('of %s: a note %s, a lead %s', (ageBand, note, lead) => {
    expect(competenceNeeded(ageBand)).toBe(note);
    expect(releaseNeeded({ ageBand, observed: sure })).toBe(lead);
    for (const observed of [
      { ...sure, seemedAble: false },
      { ...sure, noPressureSeen: false },
    ])
      expect(releaseNeeded({ ageBand, observed })).toBe(true);
  });

  test('a doubt is written in words, and is no refusal', () => {
    expect(observedFaults({ ...sure, note: null })).toEqual([]);
    expect(observedFaults({ ...sure, noPressureSeen: false, note: ' ' })).toHaveLength(1);
    expect(observedFaults({ ...sure, seemedAble: false, note: 'She asked her mother each time.' })).toEqual([]);
  });
});

const time = fc.integer({ min: NOW - 300 * DAY, max: NOW + 300 * DAY });
const consent: fc.Arbitrary<StandingConsent> = fc
  .record({
    decision,
    itemIds: fc.subarray(IDS),
    givenAt: time,
    withdrawnAt: fc.option(time, { nil: null }),
    supersededAt: fc.option(time, { nil: null }),
    release: fc.constantFrom(null, 'waiting' as const, 'released' as const, 'refused' as const),
  })
  .map((each) => ({ ...each, reviewAt: each.givenAt + CONSENT_REVIEW_MS }));

describe('what a consent is worth', () => {
  test('[C1] is said in one word that agrees with what may leave, for every consent at every time', () => {
    fc.assert(
      fc.property(consent, time, (each, now) => {
        expect(consentStanding(each, now) === 'in_force').toBe(isInForce(each, now));
      }),
      { numRuns: 5_000 },
    );
  });

  test('is asked for again a month before it ends, and only while it can still hold', () => {
    fc.assert(
      fc.property(consent, (each) => {
        const at = reviewDueAt(each);
        const canHold = ['in_force', 'waits_for_lead'].includes(consentStanding(each, each.givenAt));
        expect(at).toBe(canHold ? each.reviewAt - REVIEW_AHEAD_MS : null);
      }),
    );
  });

  test('a letter found late undoes no later word, nor that it was taken back since', () => {
    fc.assert(
      fc.property(fc.array(consent, { maxLength: 5 }), time, (others, saidAt) => {
        const last = Math.max(-1, ...others.flatMap(({ givenAt, withdrawnAt }) => [givenAt, withdrawnAt ?? 0]));
        expect(isNewestWord(saidAt, others)).toBe(last <= saidAt);
      }),
    );
  });
});

test('[C1] of answers that come together one yes a service is left at most, and only the newest word', () => {
  const about = fc
    .tuple(consent, fc.constantFrom('refuge', 'isva'))
    .map(([each, recipientId]) => ({ ...each, recipientId }));
  fc.assert(
    fc.property(fc.array(about, { maxLength: 8 }), (all) => {
      const gone = outspoken(all);
      const stand = all.filter((each) => isInForce({ ...each, reviewAt: NOW + 1 }, NOW) && !gone.includes(each));
      for (const each of stand)
        expect(all.every((other) => other.recipientId !== each.recipientId || other.givenAt <= each.givenAt)).toBe(
          true,
        );
    }),
  );
});
