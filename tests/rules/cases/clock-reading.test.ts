import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../shared/domain/case-clocks.ts';
import { type ClockPause, type ClockRun, openClocks, readClock } from '../../../shared/domain/clock-reading.ts';
import { clockDefaults } from '../../../shared/domain/clock-settings.ts';
import { CLOCK_PAUSES } from '../../../shared/reference/clock-pauses.ts';
import { anyClock, anyMoment, calm, highRisk } from './clock-moments.ts';

const at = (iso: string) => new Date(iso);
const contact: Clock = { clock: 'first_safe_contact', urgency: calm };
const came: ClockRun = { startedAt: at('2026-11-24T10:00:00Z'), stoppedAt: null, pauses: [] };
const read = (run: Partial<ClockRun>, now: string, clock = contact) =>
  readClock(clock, { ...came, ...run }, at(now), clockDefaults);
const pause = (from: string, until: string): ClockPause => ({
  from: at(from),
  until: at(until),
  reason: 'person_asked_later',
});

const anyPause: fc.Arbitrary<ClockPause> = fc
  .tuple(anyMoment, fc.nat(5 * 86_400_000), fc.constantFrom(...CLOCK_PAUSES))
  .map(([from, lastsMs, reason]) => ({ from, until: new Date(from.getTime() + lastsMs), reason }));

describe('what a clock shows', () => {
  test.each([
    ['running', {}, '2026-11-25T10:00:00Z'],
    ['due_soon', {}, '2026-11-26T13:00:00Z'],
    ['due_soon', {}, '2026-11-26T17:00:00Z'],
    ['overdue', {}, '2026-11-26T17:00:01Z'],
    ['met', { stoppedAt: at('2026-11-26T17:00:00Z') }, '2026-12-01T10:00:00Z'],
    ['late', { stoppedAt: at('2026-11-26T17:01:00Z') }, '2026-12-01T10:00:00Z'],
    ['paused', { pauses: [pause('2026-11-25T10:00:00Z', '2026-11-27T10:00:00Z')] }, '2026-11-26T20:00:00Z'],
    ['due_soon', { pauses: [pause('2026-11-25T10:00:00Z', '2026-11-27T10:00:00Z')] }, '2026-11-27T10:00:00Z'],
    ['overdue', { pauses: [pause('2026-11-25T10:00:00Z', '2026-11-27T10:00:00Z')] }, '2026-11-27T14:00:01Z'],
  ] as const)('%s', (state, run, now) => {
    expect(read(run, now).state).toBe(state);
  });

  test('stopped is stopped: what comes after changes nothing', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, anyMoment, anyMoment, (clock, startedAt, stoppedAt, now) => {
        const run = { startedAt, stoppedAt, pauses: [] };
        const reading = readClock(clock, run, now, clockDefaults);
        expect(['met', 'late']).toContain(reading.state);
        expect(reading).toEqual(readClock(clock, run, new Date(now.getTime() + 1e9), clockDefaults));
      }),
    );
  });

  test('without an end it becomes overdue and stays so', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, fc.nat(1e9), fc.nat(1e9), (clock, startedAt, soon, later) => {
        const overdueAfter = (ms: number) =>
          readClock(
            clock,
            { startedAt, stoppedAt: null, pauses: [] },
            new Date(startedAt.getTime() + ms),
            clockDefaults,
          ).overdue;
        if (overdueAfter(soon)) expect(overdueAfter(soon + later)).toBe(true);
        expect(overdueAfter(40 * 86_400_000)).toBe(true);
      }),
    );
  });

  test('a pause never takes time away, and one that begins too late gives none', () => {
    fc.assert(
      fc.property(
        anyClock,
        anyMoment,
        fc.array(anyPause, { maxLength: 4 }),
        anyPause,
        (clock, startedAt, pauses, late) => {
          const dueWith = (these: readonly ClockPause[]) =>
            readClock(clock, { startedAt, stoppedAt: null, pauses: these }, startedAt, clockDefaults).dueAt.getTime();
          const due = dueWith(pauses);
          expect(due).toBeGreaterThanOrEqual(dueWith([]));
          const tooLate = { ...late, from: new Date(due + 1), until: new Date(due + 1e9) };
          expect(dueWith([...pauses, tooLate])).toBe(due);
          expect(dueWith([...pauses].reverse())).toBe(due);
        },
      ),
    );
  });

  test('a pause is said in the sentence that explains the time', () => {
    const { sentence } = read(
      { pauses: [pause('2026-11-25T10:00:00Z', '2026-11-27T10:00:00Z')] },
      '2026-11-27T11:00:00Z',
    );
    expect(sentence).toContain('Paused as the person asked: 4 hours after that.');
  });

  test('a late police report is the lateness of the police', () => {
    const police = readClock({ clock: 'police_to_received' }, came, at('2026-12-24T10:00:00Z'), clockDefaults);
    expect(police).toMatchObject({ measures: 'police', overdue: true });
    expect(read({}, '2026-12-24T10:00:00Z').measures).toBe('service');
  });

  test('what still waits is listed with the soonest first', () => {
    const now = '2026-11-24T12:00:00Z';
    const urgent = read({}, now, { clock: 'first_safe_contact', urgency: highRisk });
    const done = read({ stoppedAt: at(now) }, now);
    const calmOne = read({}, now);
    expect(openClocks([calmOne, done, urgent])).toEqual([urgent, calmOne]);
  });
});
