import { describe, expect, test } from 'vitest';
import { needsLead } from '../../../server/cases/needs-lead.ts';
import { isEarlierCase, repeatBecause } from '../../../shared/domain/repeat-victim.ts';

const at = (day: string) => Date.parse(`${day}T10:00:00Z`);
const comes = (others: { receivedAt: number; closedAt: number | null }[], crimeFlags: string[] = []) =>
  repeatBecause({ receivedAt: at('2026-11-24'), crimeFlags, others });
const was = (received: string, closed: string | null) => ({
  receivedAt: at(received),
  closedAt: closed === null ? null : at(closed),
});

describe('whoever comes again', () => {
  test.each([
    ['was with us until a while ago', was('2026-01-05', '2026-06-01'), 'earlier_case'],
    ['was with us until a year ago to the day', was('2025-01-05', '2025-11-24'), 'earlier_case'],
    ['was with us until a day more than a year ago', was('2025-01-05', '2025-11-23'), null],
    ['is with us still', was('2020-01-05', null), 'earlier_case'],
    ['was with us still when this reached us', was('2026-01-05', '2026-12-20'), 'earlier_case'],
    ['has another case that came later', was('2026-11-25', null), null],
  ])('%s', (_, other, because) => {
    expect(comes([other])).toBe(because);
  });

  test('is known by an incident that a worker marked, where there is no earlier case', () => {
    expect([comes([], ['repeat']), comes([], ['hate']), comes([])]).toEqual(['incident_flag', null, null]);
    expect(comes([was('2026-01-05', null)], ['repeat'])).toBe('earlier_case');
  });

  test('has an earlier case that was over by then, or one that may be the same written twice', () => {
    const received = at('2026-11-24');
    expect([isEarlierCase(at('2026-11-01'), received), isEarlierCase(at('2026-12-01'), received)]).toEqual([
      true,
      false,
    ]);
    expect(isEarlierCase(null, received)).toBe(false);
  });

  test('is not given up because nobody could be reached: a lead decides that (H17)', () => {
    const calm = { risk: 'standard', ageBand: 'adult' };
    expect(needsLead({ ...calm, repeat: 'earlier_case' }, 'no_contact')).toBe(true);
    expect(needsLead({ ...calm, repeat: 'incident_flag' }, 'no_contact')).toBe(true);
    expect(needsLead({ ...calm, repeat: 'earlier_case' }, 'needs_met')).toBe(false);
    expect([needsLead({ ...calm, repeat: null }, 'no_contact'), needsLead(calm, 'no_contact')]).toEqual([false, false]);
  });
});
