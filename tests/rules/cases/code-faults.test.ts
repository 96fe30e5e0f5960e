import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sectionFaults } from '../../../shared/domain/case-faults.ts';
import { codeFaults, codeSentence, codesInSection, given } from '../../../shared/domain/code-faults.ts';
import type { AnySectionBody } from '../../../shared/protocol/case-sections.ts';
import { crimeTypes } from '../../../shared/reference/crime-types.ts';
import { knownCodesOn } from '../../../shared/reference/known-codes.ts';

const entry = { label: 'Old town', validFrom: '2026-01-01', source: 'A test', evidence: 'K' } as const;
const pack = {
  areas: [
    { ...entry, code: 'old_town', validTo: '2027-03-31', council: 'one' },
    { ...entry, code: 'new_town', validFrom: '2027-04-01', council: 'one' },
  ],
  planGroups: [],
};
const on = (day: string) => knownCodesOn(day, pack);
const incident = {
  ...{ incidentId: 'i', crimeType: 'rape', flags: [], strands: [], occurredBand: null, occurredOn: null },
  ...{ reported: null, crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
};
const incidents = (change: Partial<typeof incident>): AnySectionBody =>
  ({ incidents: [{ ...incident, ...change }] }) as AnySectionBody;

describe('a code', () => {
  test('is one of the lists and of the pack in force on its day', () => {
    expect(codeFaults(given('area', 'areas', 'old_town'), on('2027-03-31'))).toEqual([]);
    expect(codeFaults(given('area', 'areas', 'old_town'), on('2027-04-01'))).toEqual([
      {
        path: 'area',
        message: 'This is not an area of this service that is in the list today. Choose one of the list.',
      },
    ]);
    expect(codeFaults(given('area', 'areas', 'new_town'), on('2027-03-31'))).toHaveLength(1);
  });

  test('that stands on the record already stays there, whatever became of the list', () => {
    const stands = given('area', 'areas', 'old_town');
    expect(codeFaults(stands, on('2027-04-01'), stands)).toEqual([]);
    expect(codeFaults(given('area', 'areas', 'atlantis'), on('2027-04-01'), stands)).toHaveLength(1);
    // Standing in another list it is no reason: only the same code of the same list is.
    expect(codeFaults(given('living', 'livingSituations', 'old_town'), on('2027-04-01'), stands)).toHaveLength(1);
  });

  test('of an earlier Victims’ Code is read on with it', () => {
    expect(codeFaults(given('codeVersion', 'victimsCodes', 'victims-code-2021-04'), on('2026-11-26'))).toEqual([]);
  });

  test('that nobody ever listed is named by the place where it stands, one sentence each', () => {
    const body = incidents({
      crimeType: 'jaywalking',
      flags: ['hate', 'odd'] as never,
      relationToPerson: 'wizard' as never,
    });
    expect(codeFaults(codesInSection(body), on('2026-11-26'))).toEqual([
      { path: 'incidents.0.crimeType', message: codeSentence('crimeTypes') },
      { path: 'incidents.0.flags.1', message: codeSentence('crimeFlags') },
      { path: 'incidents.0.relationToPerson', message: codeSentence('relationKinds') },
    ]);
  });

  test('passes exactly where a list has it, whatever the word', () => {
    const listed = crimeTypes.map(({ code }) => code);
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...listed), fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/)), (word) => {
        const faults = codeFaults(codesInSection(incidents({ crimeType: word })), on('2026-11-26'));
        expect(faults.length === 0).toBe(listed.includes(word));
      }),
    );
  });
});

test('a year that was typed wrong is asked about, and nothing that somebody alive can have seen is', () => {
  const faults = (occurredOn: string) => sectionFaults(incidents({ occurredOn: occurredOn as never }), '2026-11-26');
  expect(faults('0201-01-01')).toEqual([
    { path: 'incidents.0.occurredOn', message: 'This day is too long ago. Check the year.' },
  ]);
  expect(faults('1938-05-01')).toEqual([]);
  expect(faults('2031-01-01')).toHaveLength(1);
});
