import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, dueOf, type Urgency, urgentBecause } from '../../../shared/domain/case-clocks.ts';
import { clockDefaults, clockSettingsFaults } from '../../../shared/domain/clock-settings.ts';
import { londonDay, wallTimeAt } from '../../../shared/domain/opening-hours.ts';
import { isWorkingDay } from '../../../shared/domain/working-days.ts';
import { anyClock, anyMoment, anyUrgency, calm, highRisk } from './clock-moments.ts';

const at = (iso: string) => new Date(iso);
const due = (clock: Clock, from: string) => dueOf(clock, at(from), clockDefaults);
const firstContact = (urgency: Urgency): Clock => ({ clock: 'first_safe_contact', urgency });
const triage = (urgency: Urgency): Clock => ({ clock: 'received_to_triaged', urgency });
const sentTo = (recipientKind: string, byTelephone = false): Clock => ({
  clock: 'partner_acknowledgement',
  recipientKind,
  byTelephone,
});

describe('the four clocks of a case', () => {
  test.each([
    ['police, reported on a Friday', { clock: 'police_to_received' }, '2026-11-20T10:00:00Z', '2026-11-24T17:00:00Z'],
    ['first contact, came late on a Friday', firstContact(calm), '2026-11-20T23:50:00Z', '2026-11-24T17:00:00Z'],
    ['first contact over Easter', firstContact(calm), '2026-04-02T09:00:00Z', '2026-04-08T16:00:00Z'],
    ['first contact over Christmas', firstContact(calm), '2027-12-23T09:00:00Z', '2027-12-29T17:00:00Z'],
    ['across the change to winter time', firstContact(calm), '2026-10-23T09:00:00Z', '2026-10-27T17:00:00Z'],
    ['across the change to summer time', firstContact(calm), '2026-03-27T09:00:00Z', '2026-03-31T16:00:00Z'],
    ['triage by the next working day', triage(calm), '2026-11-24T09:00:00Z', '2026-11-25T17:00:00Z'],
    ['urgent triage on Christmas night', triage(highRisk), '2026-12-25T02:00:00Z', '2026-12-25T06:00:00Z'],
    ['MARAC on a Saturday', sentTo('marac'), '2026-11-21T20:00:00Z', '2026-11-22T00:00:00Z'],
    ['an IDVA', sentTo('idva'), '2026-11-24T10:00:00Z', '2026-11-24T14:00:00Z'],
    ['whatever was given by telephone', sentTo('community', true), '2026-11-24T10:00:00Z', '2026-11-24T14:00:00Z'],
    ['any other partner', sentTo('community'), '2026-11-24T10:00:00Z', '2026-11-26T17:00:00Z'],
  ] as const)('%s', (_, clock, from, expected) => {
    expect(due(clock, from).dueAt).toEqual(at(expected));
  });

  test('high risk and under 18 are contacted the same day, weekend or not', () => {
    for (const urgency of [
      highRisk,
      { risk: null, ageBand: '16_17' },
      { risk: 'standard', ageBand: 'under_13' },
    ] as const)
      expect(due(firstContact(urgency), '2026-11-21T09:00:00Z')).toMatchObject({
        dueAt: at('2026-11-21T23:59:00Z'),
        counts: 'same_day',
      });
  });

  test('whoever comes at ten to midnight is contacted within four hours, not ten minutes', () => {
    expect(due(firstContact(highRisk), '2026-11-24T23:50:00Z').dueAt).toEqual(at('2026-11-25T03:50:00Z'));
    expect(due(firstContact(highRisk), '2026-11-24T19:59:00Z').dueAt).toEqual(at('2026-11-24T23:59:00Z'));
  });

  test('the night in which an hour is missing or doubled still gives four hours of waiting', () => {
    expect(due(firstContact(highRisk), '2026-03-28T23:50:00Z').dueAt).toEqual(at('2026-03-29T03:50:00Z'));
    expect(due(firstContact(highRisk), '2026-10-24T22:50:00Z').dueAt).toEqual(at('2026-10-25T02:50:00Z'));
  });

  test('risk that becomes known later is counted from then, and never gives more time than before', () => {
    const known = (knownAt: string) => firstContact({ ...highRisk, knownAt: at(knownAt) });
    expect(due(known('2026-11-25T10:00:00Z'), '2026-11-24T10:00:00Z').dueAt).toEqual(at('2026-11-25T23:59:00Z'));
    expect(due(known('2026-11-26T15:00:00Z'), '2026-11-24T10:00:00Z').dueAt).toEqual(at('2026-11-26T17:00:00Z'));
    fc.assert(
      fc.property(anyMoment, anyUrgency, fc.constantFrom(triage, firstContact), (from, urgency, clock) => {
        const ordinary = dueOf(clock(calm), from, clockDefaults).dueAt.getTime();
        expect(dueOf(clock(urgency), from, clockDefaults).dueAt.getTime()).toBeLessThanOrEqual(ordinary);
      }),
    );
  });

  test('a person is looked at before they are to be contacted', () => {
    fc.assert(
      fc.property(anyMoment, anyUrgency, (from, urgency) => {
        const looked = dueOf(triage(urgency), from, clockDefaults).dueAt.getTime();
        expect(looked).toBeLessThanOrEqual(dueOf(firstContact(urgency), from, clockDefaults).dueAt.getTime());
      }),
    );
  });

  test('what comes later is never due earlier, and nothing is due before it came', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, fc.nat(10 * 86_400_000), (clock, from, laterMs) => {
        const first = dueOf(clock, from, clockDefaults).dueAt.getTime();
        const later = dueOf(clock, new Date(from.getTime() + laterMs), clockDefaults).dueAt.getTime();
        expect(first).toBeGreaterThanOrEqual(from.getTime());
        expect(later).toBeGreaterThanOrEqual(first);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a clock of working days is due at the close of a working day, in winter and in summer', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, (clock, from) => {
        const { counts, dueAt } = dueOf(clock, from, clockDefaults);
        if (counts !== 'working_days') return;
        expect(isWorkingDay(londonDay(dueAt))).toBe(true);
        expect(wallTimeAt(dueAt).minute).toBe(17 * 60);
      }),
    );
  });

  test('each says its rule in a sentence, and nobody is called safe', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, (clock, from) => {
        const { ruleId, sentence } = dueOf(clock, from, clockDefaults);
        expect(ruleId).toMatch(/^clock\.[a-z_.]+$/);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/\b(?:is|are|be) safe\b/);
      }),
    );
    expect(urgentBecause({ risk: 'high', ageBand: '13_15' })).toBe('High risk and under 18');
    expect(urgentBecause({ risk: 'not_assessed', ageBand: 'prefer_not_to_say' })).toBeNull();
  });

  test('a due day beyond the known bank holidays says so; hours need no holidays', () => {
    const beyond = due(firstContact(calm), '2028-12-29T12:00:00Z');
    expect(beyond.certain).toBe(false);
    expect(beyond.sentence).toContain('2028-12-31 only: count this one by hand');
    expect(due(firstContact(highRisk), '2028-12-29T12:00:00Z').certain).toBe(true);
    expect(due(firstContact(calm), '2028-12-22T12:00:00Z')).toMatchObject({
      certain: true,
      dueAt: at('2028-12-28T17:00:00Z'),
    });
  });
});

describe('the time zone of the machine', () => {
  const own = process.env.TZ;
  afterEach(() => {
    if (own === undefined) delete process.env.TZ;
    else process.env.TZ = own;
  });

  test('changes nothing', () => {
    const offsets = new Set<number>();
    fc.assert(
      fc.property(anyClock, anyMoment, (clock, from) => {
        const answers = ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kolkata', 'Europe/London'].map((zone) => {
          process.env.TZ = zone;
          offsets.add(new Date(0).getTimezoneOffset());
          return dueOf(clock, from, clockDefaults);
        });
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      }),
    );
    expect(offsets.size, 'the zone of the process really changes').toBe(4);
  });
});

describe('the settings of the clocks', () => {
  test('the defaults have no fault', () => {
    expect(clockSettingsFaults(clockDefaults)).toEqual([]);
  });

  test.each([
    ['a close of day in the night', { closeOfDay: '03:00' }, /close of day "03:00"/],
    ['a time that is none', { closeOfDay: '25:00' }, /close of day/],
    ['no working day', { police: { workingDays: 0 } }, /The police/],
    ['half a working day', { triage: { urgentHours: 4, workingDays: 0.5 } }, /Triage/],
    ['hours that never come', { firstContact: { atLeastHours: 100, workingDays: 2 } }, /Urgent first contact/],
    ['no number', { afterPauseHours: Number.NaN }, /After a pause/],
  ])('%s is refused with what to correct', (_, change, fault) => {
    expect(clockSettingsFaults({ ...clockDefaults, ...change }).join(' ')).toMatch(fault);
  });
});
