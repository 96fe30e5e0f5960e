/** The list of cases as its address says it, what somebody typed to find one, and when something is due in words. */
import { describe, expect, test } from 'vitest';
import { dueStateOf, dueWords } from '../../../client/cases/due.ts';
import { filtersIn, queryOf, withFilter, withoutFilters } from '../../../client/cases/filters.ts';
import { searchFor } from '../../../client/cases/find.ts';

describe('the address of the list', () => {
  test('holds codes; anything else in it is not asked for', () => {
    const params = new URLSearchParams('view=overdue&owner=me&risk=high&area=a b&state=gone&name=Ade');
    expect(filtersIn(params)).toEqual({ view: 'overdue', owner: 'me', risk: 'high' });
    expect(filtersIn(new URLSearchParams('state=closed'))).toEqual({ state: 'closed' });
  });

  test('changes one filter at a time, and clearing keeps the view', () => {
    const params = withFilter(new URLSearchParams('view=due_today&risk=high'), 'owner', 'me');
    expect(params.toString()).toBe('view=due_today&risk=high&owner=me');
    expect(withFilter(params, 'risk', '').toString()).toBe('view=due_today&owner=me');
    expect(withoutFilters(params).toString()).toBe('view=due_today');
  });

  test('asks for nothing with no question mark', () => {
    expect(queryOf({ a: undefined })).toBe('');
    expect(queryOf({ a: '1', after: undefined, b: '2' })).toBe('?a=1&b=2');
  });
});

describe('what is typed to find a case', () => {
  test.each([
    ['7q4m 2k9d', { by: 'reference', reference: '7Q4M-2K9D' }],
    [' robin@mail.example ', { by: 'email', email: 'robin@mail.example' }],
    ['07700 900123', { by: 'phone', phone: '07700 900123' }],
    ['+44 (0)7700 900-123', { by: 'phone', phone: '+44 (0)7700 900-123' }],
  ])('"%s" is read', (typed, search) => {
    expect(searchFor(typed)).toEqual(search);
  });

  test.each(['Ade', '12', '', 'Ade Okafor 1990', '0770'])(
    '"%s" is none, and a name is never looked up in part',
    (typed) => {
      expect(searchFor(typed)).toBeNull();
    },
  );
});

describe('what is due', () => {
  /** 23:30 on 24 June in England, when it is 22:30 in Greenwich. */
  const now = Date.parse('2026-06-24T22:30:00.000Z');

  test('is today as long as it is that day in England', () => {
    expect(dueStateOf('2026-06-24T22:29:59.000Z', now)).toBe('overdue');
    expect(dueStateOf('2026-06-24T22:59:00.000Z', now)).toBe('today');
    expect(dueStateOf('2026-06-24T23:10:00.000Z', now)).toBe('later');
  });

  test('is said with its time, or as a day where it has none', () => {
    expect(dueWords('2026-06-24T22:59:00.000Z', now)).toBe('Today 23:59');
    expect(dueWords('2026-06-23T10:00:00.000Z', now)).toBe('Overdue since Tue 23 Jun, 11:00');
    expect(dueWords('2026-07-01T00:00:00.000Z', now)).toBe('1 July 2026');
    expect(dueWords('2026-06-24T00:00:00.000Z', now)).toBe('Today');
    expect(dueWords('2026-06-24T22:59:59.999Z', now)).toBe('Today');
    expect(dueWords('2026-06-23T22:59:59.999Z', now)).toBe('Overdue since 23 June 2026');
  });
});
