import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOf, spanOf } from '../../../server/cases/due-span.ts';
import { DUE_KINDS, isInHours } from '../../../shared/domain/due-kinds.ts';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-26T10:00:00Z');
const due = fc.array(
  fc
    .record({ dueId: fc.uuid(), kind: fc.constantFrom(...DUE_KINDS), at: fc.integer({ min: -72, max: 72 }) })
    .map((d) => ({
      ...d,
      at: now + d.at * HOUR,
    })),
  { maxLength: 6 },
);
const tonight = Date.parse('2026-11-27T00:00:00Z');

describe('what a row of the list shows as the next of a case', () => {
  test('is within the time that the list asks for, whatever is older', () => {
    fc.assert(
      fc.property(due, (all) => {
        const today = all.filter(({ at }) => at >= now && at < tonight);
        const { next } = nextOf(all, now, spanOf({ view: 'due_today' }, now));
        expect(next === undefined).toBe(today.length === 0);
        if (next) expect(today).toContain(next);
        const late = nextOf(all, now, spanOf({ view: 'overdue' }, now)).next;
        expect(late === undefined).toBe(all.every(({ at }) => at >= now));
      }),
    );
  });

  test('counts in hours before anything else that presses, and says how much else does', () => {
    fc.assert(
      fc.property(due, (all) => {
        const { next, others } = nextOf(all, now);
        const pressing = all.filter(({ at }) => at < tonight);
        expect(others).toBe(pressing.filter((each) => each !== next).length);
        const inHours = pressing.filter(({ kind }) => isInHours(kind));
        const first = (of: typeof all) => Math.min(...of.map(({ at }) => at));
        if (next) expect(next.at).toBe(first(inHours.length > 0 ? inHours : all));
        else expect(all).toEqual([]);
      }),
    );
  });

  test('an order that ran out weeks ago does not stand before a disclosure that a lead decides', () => {
    const all = [
      { dueId: 'justice:order:1', kind: 'risk_due_again', at: now - 600 * HOUR },
      { dueId: 'pathway:marac', kind: 'marac_disclosure', at: now + HOUR },
    ] as const;
    expect(nextOf(all, now)).toMatchObject({ next: { kind: 'marac_disclosure' }, others: 1 });
  });

  test.each([
    ['the day on which the clocks go back', '2026-10-25T10:00:00Z', '2026-10-26T00:00:00Z'],
    ['the day on which they go forward', '2027-03-28T10:00:00Z', '2027-03-28T23:00:00Z'],
    ['a summer evening', '2026-07-01T22:30:00Z', '2026-07-01T23:00:00Z'],
  ])('today ends at midnight in England: %s', (_, at, until) => {
    const moment = Date.parse(at);
    expect(spanOf({ view: 'due_today' }, moment)).toEqual({ from: moment, until: Date.parse(until) });
  });

  test('days that were asked for and a view hold together', () => {
    const both = spanOf({ view: 'overdue', dueFrom: '2026-11-20', dueUntil: '2026-11-30' }, now);
    expect(both).toEqual({ from: Date.parse('2026-11-20T00:00:00Z'), until: now });
  });
});
