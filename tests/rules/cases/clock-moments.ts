/** Moments and clocks for the tests of the four clocks: everyday ones, and those around both changes of the clocks. */
import fc from 'fast-check';
import type { Clock, Urgency } from '../../../shared/domain/case-clocks.ts';

const MINUTE = 60_000;
/** 1 a.m. UTC on the last Sundays of March and October. */
const CHANGES = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map((date) => Date.parse(`${date}T01:00:00Z`));

export const anyMoment: fc.Arbitrary<Date> = fc
  .oneof(
    fc.integer({ min: Date.parse('2026-01-02'), max: Date.parse('2028-11-30') }),
    ...CHANGES.map((change) =>
      fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }).map((minutes) => change + minutes * MINUTE),
    ),
    // Easter and Christmas.
    ...['2026-04-03', '2026-12-25', '2027-12-27', '2028-01-03'].map((date) =>
      fc.integer({ min: -4 * 24 * 60, max: 4 * 24 * 60 }).map((minutes) => Date.parse(date) + minutes * MINUTE),
    ),
  )
  .map((moment) => new Date(moment));

export const anyUrgency: fc.Arbitrary<Urgency> = fc.record(
  {
    risk: fc.constantFrom('none', 'standard', 'medium', 'high', 'not_assessed', null),
    ageBand: fc.constantFrom('under_13', '13_15', '16_17', 'adult', 'prefer_not_to_say', null),
    knownAt: anyMoment,
  },
  { requiredKeys: ['risk', 'ageBand'] },
);

export const anyClock: fc.Arbitrary<Clock> = fc.oneof(
  fc.constant({ clock: 'police_to_received' } as const),
  fc.record({ clock: fc.constantFrom('received_to_triaged', 'first_safe_contact'), urgency: anyUrgency }),
  fc.record({
    clock: fc.constant('partner_acknowledgement' as const),
    recipientKind: fc.constantFrom('marac', 'idva', 'community', 'isva'),
    byTelephone: fc.boolean(),
  }),
);

export const calm: Urgency = { risk: 'standard', ageBand: 'adult' };
export const highRisk: Urgency = { risk: 'high', ageBand: 'adult' };
