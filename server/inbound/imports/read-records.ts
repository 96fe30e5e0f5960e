/** The records of a CSV file as it comes, in batches, with bounds on all of it; formulas, quotes and line breaks stay text. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { holdsContactDetail } from '../../../shared/domain/safe-contact.ts';
import { decodeText, type Encoding, NotReadable } from './decode-text.ts';
import { readDay } from './read-cell.ts';

export const FILE_MAX_BYTES = 50 * 1_024 * 1_024;
export const FILE_MAX_ROWS = 100_000;
const MAX_COLUMNS = 200;
const RECORD_MAX_UNITS = 256 * 1_024;
const BATCH_ROWS = 500;
const BATCH_UNITS = 1_024 * 1_024;

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

export interface Batch {
  /** Which row of the file the first of these is; the headings are row 1. */
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

export interface FileFacts {
  readonly encoding: Encoding;
  readonly separator: string;
  readonly headings: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

/** Gives every batch to `take`, and waits for it: however fast a file comes, a batch or two of it is in memory. */
export async function readRecords(
  bytes: AsyncIterable<Uint8Array>,
  take: (batch: Batch, headings: readonly string[]) => Promise<void>,
): Promise<FileFacts> {
  const decoding = decodeText();
  const counted = { bytes: 0 };
  const texts = textOf(bytes, decoding, counted);
  const { separator, begun } = await separatorOf(texts);
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_MAX_UNITS,
    // The record's own limit counts what stands in its cells: of empty ones it would take any number.
    cast: (cell, { index }) => {
      if (index >= MAX_COLUMNS) throw new NotReadable(TOO_WIDE);
      return cell;
    },
  });
  const source = Readable.from(begun);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    const { headings, rows } = await inBatches(parser, take);
    return { encoding: decoding.encoding(), separator, headings, rows, bytes: counted.bytes };
  } catch (error) {
    throw error instanceof CsvError ? new NotReadable(sentenceOf(error)) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function inBatches(
  records: AsyncIterable<readonly string[]>,
  take: (batch: Batch, headings: readonly string[]) => Promise<void>,
): Promise<{ readonly headings: readonly string[]; readonly rows: number }> {
  let headings: readonly string[] | null = null;
  let [row, rows, units] = [0, 0, 0];
  let batch: (readonly string[])[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await take({ firstRow: row - batch.length + 1, rows: batch }, headings ?? []);
    [batch, units] = [[], 0];
  };
  for await (const record of records) {
    row += 1;
    if (headings === null) {
      headings = headingsOf(record);
      continue;
    }
    rows += 1;
    if (rows > FILE_MAX_ROWS)
      throw new FileTooLarge(`The file has more than ${FILE_MAX_ROWS.toLocaleString('en-GB')} rows. Send it in parts.`);
    batch.push(record);
    units += record.reduce((sum, cell) => sum + cell.length + 1, 0);
    if (batch.length >= BATCH_ROWS || units >= BATCH_UNITS) await flush();
  }
  await flush();
  if (headings === null || rows === 0)
    throw new NotReadable('The file has no rows: the first row are headings, and each row after it is a referral.');
  return { headings, rows };
}

const TOO_WIDE = `The file has more than ${MAX_COLUMNS} columns.`;

function headingsOf(record: readonly string[]): readonly string[] {
  if (record.length < 2)
    throw new NotReadable(
      'Only one column was found. Separate columns by comma, semicolon or tab, with headings above.',
    );
  const headings = record.map((heading) => heading.trim());
  if (headings.some(isOfSomebody))
    throw new NotReadable(
      'The first row looks like a referral: it holds a day, a telephone number or an e-mail address. Put headings above it and load the file again.',
    );
  return headings;
}

/** Nobody calls a column by a day or a number: taken as headings, the first person of the file would be lost. */
function isOfSomebody(cell: string): boolean {
  const day = readDay(cell);
  return holdsContactDetail(cell) || ('value' in day && day.value !== null);
}

async function* textOf(
  bytes: AsyncIterable<Uint8Array>,
  decoding: ReturnType<typeof decodeText>,
  counted: { bytes: number },
): AsyncGenerator<string> {
  for await (const piece of bytes) {
    counted.bytes += piece.length;
    if (counted.bytes > FILE_MAX_BYTES) throw new FileTooLarge('The file is larger than 50 MB. Send it in parts.');
    const text = decoding.push(piece);
    if (text !== '') yield text;
  }
  const rest = decoding.end();
  if (rest !== '') yield rest;
}

const SEPARATORS = [',', ';', '\t', '|'];
const LOOK_AT_UNITS = 4_096;

/** By the first line, outside of quotes; what was read for it comes first again. */
async function separatorOf(texts: AsyncGenerator<string>) {
  let first = '';
  while (first.length < LOOK_AT_UNITS && !/\n|\r/.test(first)) {
    const next = await texts.next();
    if (next.done) break;
    first += next.value;
  }
  const [line = ''] = first.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r|\n/);
  const counts = SEPARATORS.map((each) => line.split(each).length - 1);
  const separator = SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
  async function* begun(): AsyncGenerator<string> {
    yield first;
    yield* texts;
  }
  return { separator, begun: begun() };
}

function sentenceOf(error: CsvError): string {
  const line = 'lines' in error && typeof error.lines === 'number' ? ` in line ${error.lines}` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `A quotation mark${line} is never closed. Correct it and send the file again.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `A row${line} is longer than any referral. A quotation mark before it may not be closed.`;
  return `The file cannot be read as CSV${line}. Save it again as CSV and send it.`;
}
