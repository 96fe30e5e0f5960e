/** What is half written in a section: kept until it is saved, checked before it is sent, and sent as the server reads it. */
import { afterEach, describe, expect, test } from 'vitest';
import { forgetEverything } from '../../../client/app/forgetting.ts';
import { isDrafted, PARTS } from '../../../client/cases/parts.ts';
import { sectionFaultsOf } from '../../../client/cases/sections/section-faults.ts';
import { SECTION_FIELDS } from '../../../client/cases/sections/sections.ts';
import { beginDraft, changeDraft, keysHeld, useDrafts } from '../../../client/records/drafts.ts';
import { asSent, faultsFrom } from '../../../client/records/faults.ts';
import type { Values } from '../../../client/records/field.ts';
import { readDay, writtenDay } from '../../../client/ui/dates.ts';
import { caseSectionSchemas } from '../../../shared/protocol/case-sections.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';

afterEach(forgetEverything);

const drafted = () => keysHeld(useDrafts.getState());

describe('a draft', () => {
  test('that says what was read is nothing to lose; a changed one is', () => {
    beginDraft('section c1 person', { body: { name: 'Ade' }, revision: 3 });
    beginDraft('section c2 person', { body: { name: 'Kim' }, revision: 1 });
    expect(drafted()).toEqual([]);
    changeDraft('section c1 person', { body: { name: 'Adaeze' } });
    expect(drafted()).toEqual(['section c1 person']);
    changeDraft('section c1 person', { body: { name: 'Ade' } });
    expect(drafted()).toEqual([]);
  });

  test('is still something to lose after all of theirs was taken', () => {
    beginDraft('section c1 person', { body: { name: 'Ade' }, revision: 3 });
    const mine = useDrafts.getState()['section c1 person'];
    if (mine === undefined) throw new Error('The draft is gone.');
    changeDraft('section c1 person', { setAside: mine });
    expect(drafted()).toEqual(['section c1 person']);
    forgetEverything();
    expect(useDrafts.getState()).toEqual({});
  });
});

test('what is half written marks the part it is in, of its own case only', () => {
  const begun = ['section c1 person', 'plan c1 action', 'contact c2 new', 'note c1 new'];
  const marked = (caseId: string) => PARTS.filter((part) => isDrafted(part, caseId, begun));
  expect(marked('c1')).toEqual(['plan', 'person', 'timeline']);
  expect(marked('c2')).toEqual(['contact']);
  expect(marked('c')).toEqual([]);
});

describe('a day', () => {
  test.each([
    ['24/11/1990', '1990-11-24'],
    [' 4.1.2026 ', '2026-01-04'],
    ['1 Feb 2024', '2024-02-01'],
    ['29 February 2024', '2024-02-29'],
    ['2026-11-24', '2026-11-24'],
  ])('typed as %s is read', (typed, day) => {
    expect(readDay(typed)).toBe(day);
    expect(readDay(writtenDay(day))).toBe(day);
  });

  test.each(['31/02/2026', '29/02/2023', '24/11/26', 'last May', '2026', '24/13/2026', ''])(
    'typed as "%s" is none',
    (typed) => {
      expect(readDay(typed)).toBeNull();
    },
  );
});

const person = (change: Values): Values => ({
  ...{
    name: 'Ade',
    preferredName: null,
    pronouns: null,
    dateOfBirth: null,
    birthYear: null,
    ageBand: null,
    note: null,
  },
  ...change,
});

describe('faults', () => {
  test('stand at their field: what cannot be read first, then what cannot be', () => {
    const of = (change: Values) => sectionFaultsOf(SECTION_FIELDS.person, person(change), '2026-11-24');
    expect(of({})).toEqual({});
    expect(of({ dateOfBirth: '31/02/1990' })).toMatchObject({ dateOfBirth: expect.stringContaining('day/month/year') });
    expect(of({ birthYear: '90' })).toMatchObject({ birthYear: expect.stringContaining('four digits') });
    expect(of({ dateOfBirth: '2031-01-01' })).toMatchObject({ dateOfBirth: expect.stringContaining('future') });
    expect(of({ dateOfBirth: '1850-01-01' })).toMatchObject({ dateOfBirth: expect.stringContaining('Nobody alive') });
  });

  test('of an entry of a list name which one', () => {
    const body: Values = { stages: [{ stage: 'trial', on: 'soon', note: null }], orders: [], compensation: null };
    expect(Object.keys(sectionFaultsOf(SECTION_FIELDS.justice, body, '2026-11-24'))).toEqual(['stages.0.on']);
  });

  test('of the server come under the same names', () => {
    const error: WireError = {
      code: 'bad_request',
      message: '',
      details: { issues: [{ path: 'body.orders.0.until', message: 'Correct it.' }] },
    };
    expect(faultsFrom(error)).toEqual({ 'orders.0.until': 'Correct it.' });
  });
});

describe('what is sent', () => {
  test('leaves out rights of which nothing is said', () => {
    const right = (number: number, explainedOn: string | null) => ({
      right: number,
      explainedOn,
      usedOn: null,
      note: null,
    });
    const body: Values = { codeVersion: 'v', rights: [right(1, '2026-11-01'), right(2, null)] };
    expect(asSent(SECTION_FIELDS.rights, body)).toEqual({ codeVersion: 'v', rights: [right(1, '2026-11-01')] });
  });

  test('of a new entry of any list is what its schema takes', () => {
    const id = '0b54ff0e-8a4f-4a6c-9d5a-3a3f5b1f3f10';
    const bodyOf = (section: 'incidents' | 'people'): unknown => {
      const [list] = SECTION_FIELDS[section];
      if (list?.kind !== 'items') throw new Error('The section holds no list.');
      return { [list.name]: [list.blank(id)] };
    };
    for (const section of ['incidents', 'people'] as const) {
      expect(caseSectionSchemas[section].safeParse(bodyOf(section)).success, section).toBe(true);
    }
  });
});
