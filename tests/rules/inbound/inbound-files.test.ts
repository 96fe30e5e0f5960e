import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, NotReadable } from '../../../server/inbound/imports/decode-text.ts';
import { readDay, readMoment } from '../../../server/inbound/imports/read-cell.ts';
import { safeCell } from '../../../server/inbound/imports/read-import.ts';
import { FileTooLarge, readRecords } from '../../../server/inbound/imports/read-records.ts';
import { rowToForm } from '../../../server/inbound/imports/row-to-form.ts';
import { countWords } from '../../../server/inbound/imports/seen-words.ts';
import { mappingFault, proposeColumns } from '../../../shared/domain/inbound-columns.ts';
import { plainWord } from '../../../shared/domain/inbound-words.ts';
import { crimeFlags, crimeTypes } from '../../../shared/reference/crime-types.ts';
import { knownCodesOn } from '../../../shared/reference/known-codes.ts';
import { victimCapacities } from '../../../shared/reference/victim-capacities.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** In pieces as a network brings them, or one byte at a time. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 7) {
  const rows: (readonly string[])[] = [];
  let first = 0;
  const facts = await readRecords(inPieces(bytes, size), async (batch) => {
    if (first === 0) first = batch.firstRow;
    rows.push(...batch.rows);
  });
  return { facts, rows, first };
}

const long = `ref,name\n${'1,somebody with a plain name\n'.repeat(20)}`;

test('a row of more cells than a table has is not read to its end, whatever stands in them', async () => {
  let taken = 0;
  const commas = async function* () {
    yield Buffer.from('ref,name\n1,Kim\n');
    for (; taken < 1_000; taken += 1) yield Buffer.from(','.repeat(1_000));
  };
  await expect(readRecords(commas(), async () => undefined)).rejects.toThrow(/more than 200 columns/);
  expect(taken).toBeLessThan(1_000);
});

describe('the letters of a file', () => {
  test.each([
    ['utf-8', Buffer.from(`${long}2,Zoë Ønsker\n`), 'utf-8', 'Zoë Ønsker'],
    ['utf-8 with a mark', Buffer.from(`\uFEFF${long}2,Zoë Ønsker\n`), 'utf-8 with mark', 'Zoë Ønsker'],
    ['utf-16 with a mark', Buffer.from(`\uFEFF${long}2,Zoë Ønsker\n`, 'utf16le'), 'utf-16le', 'Zoë Ønsker'],
    ['utf-16 the other way round', utf16be(`\uFEFF${long}2,Zoë\n`), 'utf-16be', 'Zoë'],
    ['utf-16 without a mark', Buffer.from(`${long}2,Zoë\n`, 'utf16le'), 'utf-16le', 'Zoë'],
    [
      'as spreadsheets here write it',
      latin(`${long}2,Zo\u00eb \u0093O\u0092Neil\u0094 \u0080\n`),
      'windows-1252',
      'Zoë “O’Neil” €',
    ],
  ])('%s', async (_, bytes, encoding, name) => {
    for (const size of [1, 3, 64, 65_536]) {
      const { facts, rows } = await read(bytes, size);
      expect(facts.encoding).toBe(encoding);
      expect(facts.headings).toEqual(['ref', 'name']);
      expect(rows.at(-1)).toEqual(['2', name]);
    }
  });

  test('whatever is written comes out as it went in, wherever the pieces are cut', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 9 }), fc.constantFrom('utf8', 'utf16le'), (text, size, encoding) => {
        const whole = `${long}${text}`;
        const bytes = Buffer.from(encoding === 'utf8' ? whole : `\uFEFF${whole}`, encoding);
        const decoding = decodeText();
        let out = '';
        for (let at = 0; at < bytes.length; at += size) out += decoding.push(bytes.subarray(at, at + size));
        expect(out + decoding.end()).toBe(whole);
      }),
    );
  });

  test('a file that was UTF-8 and breaks off in a character is refused, not guessed at', async () => {
    const broken = Buffer.concat([Buffer.from(`${long}2,Zoë\n`), Buffer.from([0x33, 0x2c, 0xeb, 0x0a])]);
    for (const size of [5, 65_536])
      await expect(read(Buffer.concat([Buffer.from('é'.repeat(200)), broken]), size)).rejects.toThrow(NotReadable);
  });
});

describe('the rows of a file', () => {
  test.each([
    [',', 'ref,"name, whole"\n1,"Kim, Lee"\n', ['1', 'Kim, Lee']],
    [';', 'ref;name\n1;Kim, Lee\n', ['1', 'Kim, Lee']],
    ['\t', 'ref\tname\r\n1\tKim "the" Lee\r\n', ['1', 'Kim "the" Lee']],
    [',', 'ref,note\n1,"two\nlines and ""quotes"""\n', ['1', 'two\nlines and "quotes"']],
    [',', 'ref,note\n1,=HYPERLINK("http://x")\n', ['1', '=HYPERLINK("http://x")']],
  ])('separated by "%s"', async (separator, text, row) => {
    const { facts, rows, first } = await read(Buffer.from(text));
    expect(facts.separator).toBe(separator);
    expect(rows).toEqual([row]);
    expect(first).toBe(2);
  });

  test('rows keep the number that a spreadsheet shows, with empty ones between', async () => {
    const { rows, facts } = await read(Buffer.from('ref,name\n1,a\n\n2,b\n'));
    expect(facts.rows).toBe(3);
    expect(rows[2]).toEqual(['2', 'b']);
  });

  test.each([
    ['nothing', '', /no rows/],
    ['headings alone', 'ref,name\n', /no rows/],
    ['one column', 'name\nKim\n', /Only one column/],
    ['a first person where headings belong', '1,Kim Lee,03/11/1984\n2,Ash Ray,04/12/1990\n', /looks like a referral/],
    ['a number where a heading belongs', '1,Kim Lee,07700 900123\n2,Ash Ray,07700 900124\n', /looks like a referral/],
    ['a quotation mark that stays open', `ref,name\n1,"Kim\n${'2,Lee\n'.repeat(50)}`, /never closed/],
    ['a row without an end', `ref,name\n1,"${'x'.repeat(300_000)}`, /longer than any referral/],
  ])('%s is refused with what to do', async (_, text, sentence) => {
    await expect(read(Buffer.from(text), 4_096)).rejects.toThrow(sentence);
  });

  test('more than a hundred thousand rows are refused, and so are more than 50 MB', async () => {
    const many = Buffer.from(`ref,name\n${'1,a\n'.repeat(100_001)}`);
    await expect(read(many, 65_536)).rejects.toThrow(FileTooLarge);
    const line = Buffer.from(`1,${'a'.repeat(1_000)}\n`.repeat(1_000));
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('ref,name\n');
      for (let sent = 0; sent < 60; sent += 1) yield line;
    }
    await expect(readRecords(endless(), async () => undefined)).rejects.toThrow('larger than 50 MB');
  });
});

const NOW = Date.parse('2026-11-27T12:00:00Z');
const area = { code: 'dover', label: 'Dover', validFrom: '2020-01-01', source: '', evidence: 'K' } as const;
const lists = {
  codes: knownCodesOn('2026-11-27', { areas: [{ ...area, council: 'Kent' } as never], planGroups: [] }),
  ...{ areas: [area], crimeTypes, crimeFlags, victimCapacities },
};
const headings = [
  'URN',
  'Forename',
  'Surname',
  'DOB',
  'Telephone',
  'Safe to call',
  'Offence',
  'District',
  'Risk level',
  'Explicit consent',
];
const mapping = proposeColumns(headings);
const row = (...cells: string[]) => rowToForm(cells, mapping, { lists, now: NOW });

describe('a row as a referral', () => {
  test('is read by headings as the police write them, days by the British calendar, lists by their names', () => {
    const { form } = row(
      'P/1',
      'Kim',
      'Okafor',
      '03/11/1990',
      '+44 7700 900123',
      'Y',
      'Sexual assault',
      'dover',
      'HIGH',
      'yes',
    );
    expect(form).toMatchObject({
      reference: 'P/1',
      person: { name: 'Kim Okafor', dateOfBirth: '1990-11-03', area: 'dover' },
      contacts: [{ channel: 'phone', value: '+44 7700 900123', safe: 'yes' }],
      ...{ incident: { crimeType: 'sexual_assault' }, risk: { grade: 'high' } },
      consent: { explicit: 'yes', agreed: 'not_known' },
    });
  });

  test.each([
    ['no reference', ['', 'Kim', 'Lee'], 'sender_reference', /own reference/],
    ['a day that has not come', ['1', 'Kim', 'Lee', '01/01/2030'], 'date_of_birth', /future/],
    ['an age nobody reaches', ['1', 'Kim', 'Lee', '01/01/1850'], 'date_of_birth', /Nobody alive/],
    ['a day of another calendar', ['1', 'Kim', 'Lee', '11/23/1990'], 'date_of_birth', /no such day/],
    ['a year of two digits', ['1', 'Kim', 'Lee', '3/11/90'], 'date_of_birth', /four digits/],
    ['a number with letters', ['1', 'Kim', 'Lee', '', 'ask her'], 'phone', /seven digits/],
    ['an answer that is none', ['1', 'Kim', 'Lee', '', '07700900123', 'maybe'], 'phone_safe', /yes, no/],
    ['a crime that no list has', ['1', 'Kim', 'Lee', '', '', '', 'Bad thing'], 'crime_type', /code or its name/],
    ['a district elsewhere', ['1', 'Kim', 'Lee', '', '', '', '', 'Leeds'], 'area', /district/],
    ['half of a pair', ['1', 'Kim', `Lee\ud800`], 'family_name', /half of a character/],
    ['a character that was lost on its way', ['1', 'Kim', 'L\uFFFDe'], 'family_name', /broken/],
    ['nobody', ['1'], null, /Give a name/],
    ['more cells than headings', ['1', 'Kim', 'Lee', '', '', '', '', '', '', '', 'x'], null, /more columns/],
  ])('%s is named by column, and never quoted', (_, cells, field, sentence) => {
    const { form, faults } = row(...cells);
    expect(form).toBeNull();
    expect(faults).toEqual([{ field, message: expect.stringMatching(sentence) }]);
    for (const cell of cells.filter((each) => each.length > 3)) expect(JSON.stringify(faults)).not.toContain(cell);
  });

  test('whatever stands in its cells, a row is a referral or has a fault, and is never half of one', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('yes', '03/11/1990', '07700900123'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 10 }), (cells) => {
        const { form, faults } = row(...cells);
        expect(form === null).toBe(faults.length > 0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('days and times that are hard to tell apart', () => {
    expect(readDay('2026-11-03')).toEqual({ value: '2026-11-03' });
    expect(readDay('3.11.2026')).toEqual({ value: '2026-11-03' });
    expect(readDay('29/02/2026')).toHaveProperty('fault');
    expect(readMoment('03/07/2026 14:30')).toEqual({ value: '2026-07-03T13:30:00.000Z' });
    expect(readMoment('2026-11-03T14:30:00+01:00')).toEqual({ value: '2026-11-03T13:30:00.000Z' });
    expect(readMoment('03/11/2026 25:00')).toHaveProperty('fault');
  });
});

describe('words of theirs that no list has', () => {
  const rowOf = (crime: string, area: string, told: Record<string, string | null> = {}) =>
    rowToForm(['1', 'Kim', 'Lee', '', '', '', crime, area], mapping, {
      ...{ lists, now: NOW },
      told: (field, word) => told[`${field}:${plainWord(word)}`],
    });

  test('are named beside the fault, and are read as a person said that they mean', () => {
    const unknown = rowOf('VAWI (8L)', 'Dover');
    expect(unknown).toMatchObject({ form: null, words: [{ field: 'crime_type', word: 'VAWI (8L)' }] });
    const known = rowOf('VAWI (8L)', 'Dover', { 'crime_type:vawi 8l': 'stalking' });
    expect(known).toMatchObject({ form: { incident: { crimeType: 'stalking' } }, words: [{ word: 'VAWI (8L)' }] });
  });

  test('may mean nothing, and never go over a word that is in the list', () => {
    expect(
      rowOf('Stalking', 'D Division', { 'area:d division': null, 'crime_type:stalking': 'robbery' }),
    ).toMatchObject({
      form: { person: { area: null }, incident: { crimeType: 'stalking' } },
    });
  });

  test('are not read as a code that the list has no longer', () => {
    const { form, faults } = rowOf('Old words', 'Dover', { 'crime_type:old words': 'a_code_of_before' });
    expect([form, faults]).toEqual([null, [expect.objectContaining({ field: 'crime_type' })]]);
  });

  test('are counted once each, the most frequent first; sentences and half characters are none', () => {
    const words = countWords();
    const of = (word: string) => ({ field: 'crime_type', word }) as const;
    words.add([of('Rare'), of('VAWI'), of('vawi.'), of(`${'He said '.repeat(20)}`), of('?!'), of('x\ud800')]);
    expect(words.all()).toEqual([
      { ...of('VAWI'), times: 2 },
      { ...of('Rare'), times: 1 },
    ]);
    words.add(Array.from({ length: 300 }, (_, at) => of(`word ${at}`)));
    expect(words.all()).toHaveLength(100);
  });
});

describe('which column is what', () => {
  test('no field is proposed twice, and the sender’s own way comes first', () => {
    expect(proposeColumns(['DOB', 'Date of birth', 'Shoe size'])).toEqual(['date_of_birth', null, null]);
    expect(proposeColumns(['Shoe size'], () => 'sender_reference')).toEqual(['sender_reference']);
  });

  test('a mapping names the reference, nothing twice, and every column', () => {
    expect(mappingFault(['sender_reference', 'name'], 2)).toBeNull();
    expect(mappingFault(['name', null], 2)).toMatch(/reference/);
    expect(mappingFault(['name', 'name'], 2)).toMatch(/same field/);
    expect(mappingFault(['sender_reference'], 2)).toMatch(/another number/);
  });
});

test('what goes out to a spreadsheet can be no formula there', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const inside = safeCell(text).slice(1, -1);
      expect(inside.trimStart()).not.toMatch(/^[=+\-@|%]/);
      expect(inside.replaceAll('""', '')).not.toContain('"');
    }),
  );
});
