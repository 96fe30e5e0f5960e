import { describe, expect, test } from 'vitest';
import { type Exclusion, exclusionAfter, exclusionOf } from '../../../server/queue/exclusions.ts';
import { match } from '../../../server/queue/routing.ts';
import { aConversation, anAgent, MINUTE, NOON, settings } from './queue-builders.ts';

const anna = anAgent({ _id: 'anna' });
const ben = anAgent({ _id: 'ben' });
const excluded = (agentId: string, reason: Exclusion['reason'], at = NOON) =>
  exclusionAfter(agentId, reason, at, settings);

function round(exclusions: readonly Exclusion[], agents = [anna, ben], now = NOON) {
  const { offers, unmatched, exhausted } = match([aConversation({ exclusions })], agents, now, settings);
  return { to: offers[0]?.agentId ?? null, why: unmatched[0]?.reason.code ?? null, alerted: exhausted.length > 0 };
}

describe('who is not asked again', () => {
  test.each<[Exclusion['reason'], number | null]>([
    ['missed', NOON + MINUTE],
    ['declined', NOON + 5 * MINUTE],
    ['skill', NOON + 5 * MINUTE],
    ['conflict_of_interest', null],
  ])('%s excludes until %s', (reason, until) => {
    expect(excluded('anna', reason)).toEqual({ agentId: 'anna', reason, until });
  });

  test('of several the one that ends last counts, and one that has ended does not', () => {
    const both = [excluded('anna', 'missed'), excluded('anna', 'conflict_of_interest'), excluded('anna', 'declined')];
    expect(exclusionOf(both, 'anna', NOON)?.reason).toBe('conflict_of_interest');
    expect(exclusionOf([excluded('anna', 'missed')], 'anna', NOON + MINUTE)).toBeNull();
    expect(exclusionOf(both, 'ben', NOON)).toBeNull();
  });

  test('an agent who missed it is passed over for 60 seconds, one who declined it for 5 minutes', () => {
    const busyBen = anAgent({ _id: 'ben', capacity: 1, holds: ['x'] });
    for (const [reason, ends] of [
      ['missed', MINUTE],
      ['declined', 5 * MINUTE],
    ] as const) {
      const exclusions = [excluded('anna', reason)];
      expect(round(exclusions)).toEqual({ to: 'ben', why: null, alerted: false });
      expect(round(exclusions, [anna, busyBen], NOON + ends - 1)).toEqual({
        to: null,
        why: 'nobody_free',
        alerted: false,
      });
      expect(round(exclusions, [anna, busyBen], NOON + ends).to).toBe('anna');
    }
  });

  test('[Q3] exclusions lapse when nobody else is left, and a supervisor is alerted', () => {
    expect(round([excluded('anna', 'declined'), excluded('ben', 'missed')])).toEqual({
      to: 'ben',
      why: null,
      alerted: true,
    });
    expect(round([excluded('anna', 'declined')], [anna]).to).toBe('anna');
    expect(round([excluded('anna', 'missed')], [anna, anAgent({ _id: 'ben', availability: 'break' })]).to).toBe('anna');
  });

  test('after lapsing it goes round: who was asked longest ago is asked first', () => {
    const exclusions = [excluded('anna', 'missed', NOON + 30_000), excluded('ben', 'missed', NOON)];
    expect(round(exclusions, [anna, ben], NOON + 40_000).to).toBe('ben');
  });

  test('a conflict of interest never lapses, whoever else is left and however long it takes', () => {
    const exclusions = [excluded('anna', 'conflict_of_interest')];
    expect(round(exclusions, [anna], NOON + 1_000 * MINUTE)).toEqual({
      to: null,
      why: 'conflict_of_interest',
      alerted: true,
    });
    expect(round([...exclusions, excluded('ben', 'declined')])).toEqual({ to: 'ben', why: null, alerted: true });
  });

  test('that an offer had to lapse an exclusion stands in its reasons', () => {
    const conversation = aConversation({ exclusions: [excluded('anna', 'declined')] });
    const [offer] = match([conversation], [anna], NOON, settings).offers;
    expect(offer?.reasons).toContainEqual({ code: 'exclusion_lapsed', detail: 'declined' });
  });
});
