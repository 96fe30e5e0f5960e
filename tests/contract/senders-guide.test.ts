/** What senders read is what the product does: every field is named, and the example is a file without a fault. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAnswer, readGrade } from '../../server/inbound/imports/read-cell.ts';
import { readRecords } from '../../server/inbound/imports/read-records.ts';
import { rowToForm } from '../../server/inbound/imports/row-to-form.ts';
import { kentAreas } from '../../server/service/packs/kent-medway/areas.ts';
import { INBOUND_FIELDS, mappingFault, proposeColumns } from '../../shared/domain/inbound-columns.ts';
import { consentFault } from '../../shared/domain/inbound-consent.ts';
import { crimeFlags, crimeTypes } from '../../shared/reference/crime-types.ts';
import { knownCodesOn } from '../../shared/reference/known-codes.ts';
import { POLICE_RISK_TOOLS } from '../../shared/reference/police-risk-tools.ts';
import { victimCapacities } from '../../shared/reference/victim-capacities.ts';

const docs = new URL('../../docs/senders/', import.meta.url);
const guide = readFileSync(new URL('README.md', docs), 'utf8');
const day = '2026-11-27';
const lists = {
  codes: knownCodesOn(day, { areas: kentAreas, planGroups: [] }),
  ...{ areas: kentAreas, crimeTypes, crimeFlags, victimCapacities },
};

test('every field of a file, and every code of a risk tool, stands in the guide', () => {
  for (const name of [...INBOUND_FIELDS, ...POLICE_RISK_TOOLS]) expect(guide).toContain(`\`${name}\``);
});

test('what the guide says means yes, no and a grade is read so', () => {
  const listed = (from: string) => [...(new RegExp(`${from}([^:]*):`).exec(guide)?.[1] ?? '').matchAll(/`([^`]+)`/g)];
  const [yes, no] = (guide.split('Yes may be written')[1] ?? '').split(';\n');
  const words = (text = '') => [...(text.split('.')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');
  expect([words(yes).length, words(no).length]).toEqual([7, 7]);
  for (const word of words(yes)) expect(readAnswer(word)).toEqual({ value: 'yes' });
  for (const word of words(no)) expect(readAnswer(word)).toEqual({ value: 'no' });
  expect(listed('`risk_grade` \\|').map(([, word]) => readGrade(word ?? ''))).toEqual(
    ['standard', 'medium', 'high', 'not_graded'].map((value) => ({ value })),
  );
});

test('the example is read without a fault, every column known, and nothing of it goes back', async () => {
  const rows: (readonly string[])[] = [];
  const bytes = readFileSync(new URL('example.csv', docs));
  const { headings } = await readRecords(
    (async function* () {
      yield bytes;
    })(),
    async (batch) => {
      rows.push(...batch.rows);
    },
  );
  const mapping = proposeColumns(headings);
  expect([mapping.indexOf(null), mappingFault(mapping, headings.length)]).toEqual([-1, null]);
  const now = Date.parse(`${day}T12:00:00Z`);
  const read = rows.map((row) => rowToForm(row, mapping, { lists, now }));
  expect(read.flatMap(({ faults }) => faults)).toEqual([]);
  for (const { form } of read)
    expect(form && consentFault(form.consent, form.incident, { source: 'csv', day })).toBeNull();
});
