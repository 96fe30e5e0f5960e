/** A row of a file as a referral, by what was said of its columns; what cannot be read is a fault of that row and column. */

import type { InboundField } from '../../../shared/domain/inbound-columns.ts';
import { inboundFormFaults } from '../../../shared/domain/inbound-form-faults.ts';
import { LIST_OF_WORDS, type WordField } from '../../../shared/domain/inbound-words.ts';
import { type InboundReferralForm, inboundReferralForm } from '../../../shared/protocol/inbound-referral.ts';
import type { KnownCodes } from '../../../shared/reference/known-codes.ts';
import type { ReferenceItem } from '../../../shared/reference/reference-item.ts';
import { type Cell, readAge, readAnswer, readCode, readDay, readGrade, readMoment } from './read-cell.ts';
import type { Word } from './seen-words.ts';
import type { Told } from './their-words.ts';

export interface RowFault {
  readonly field: InboundField | null;
  readonly message: string;
}

type List = readonly Pick<ReferenceItem, 'code' | 'label'>[];

export interface RowLists extends Readonly<Record<(typeof LIST_OF_WORDS)[WordField], List>> {
  readonly codes: KnownCodes;
}

export interface ReadRow {
  /** Null where anything is wrong with it. */
  readonly form: InboundReferralForm | null;
  readonly faults: readonly RowFault[];
  /** Words of it that stand in none of our lists, whether or not it was said what they mean. */
  readonly words: readonly Word[];
}

interface Reading {
  readonly lists: RowLists;
  readonly now: number;
  /** What words of the sender mean that our lists do not know. */
  readonly told?: Told;
}

/** What stands where a character could not be read: here, or wherever the file was made. */
const LOST = '\uFFFD';

type Cells = (field: InboundField) => string;

export function rowToForm(
  row: readonly string[],
  mapping: readonly (InboundField | null)[],
  { lists, now, told = () => undefined }: Reading,
): ReadRow {
  const wrong = (faults: readonly RowFault[]): ReadRow => ({ form: null, faults, words });
  const words: Word[] = [];
  if (row.length > mapping.length && row.slice(mapping.length).some((cell) => cell.trim() !== ''))
    return wrong([{ field: null, message: 'This row has more columns than there are headings.' }]);
  const lost = mapping.find((field, at) => field !== null && row[at]?.includes(LOST));
  if (lost) return wrong([{ field: lost, message: 'A character here is broken. Write it again.' }]);
  const cells: Cells = (field) => row[mapping.indexOf(field)]?.trim() ?? '';
  const faults: RowFault[] = [];
  const take: Take = (field, cell) => {
    if ('value' in cell) return cell.value;
    faults.push({ field, message: cell.fault });
    return null;
  };
  const code = (field: WordField, word: string): string | null => {
    const list = lists[LIST_OF_WORDS[field]];
    const ours = readCode(word, list, WHAT[field]);
    if ('value' in ours) return ours.value;
    words.push({ field, word });
    const theirs = told(field, word);
    const isKnown = theirs === null || list.some((each) => each.code === theirs);
    return theirs !== undefined && isKnown ? theirs : take(field, ours);
  };
  const input = inputOf(cells, take, code);
  const parsed = inboundReferralForm.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return wrong(distinct([...faults, ...issues.map((issue) => placed(issue, cells))]));
  }
  const rules = inboundFormFaults(parsed.data, { now, codes: lists.codes }).map((issue) => placed(issue, cells));
  const all = [...faults, ...rules];
  return all.length === 0 ? { form: parsed.data, faults: [], words } : wrong(distinct(all));
}

const WHAT: Readonly<Record<WordField, string>> = {
  area: 'a district',
  crime_type: 'a kind of crime',
  flags: 'a mark of a crime',
  capacity: 'a way in which somebody is affected',
};

type Take = <T>(field: InboundField, cell: Cell<T>) => T | null;

function inputOf(cells: Cells, take: Take, code: (field: WordField, word: string) => string | null) {
  const words = (field: InboundField) => (cells(field) === '' ? null : cells(field));
  const day = (field: InboundField) => take(field, readDay(cells(field)));
  const answer = (field: InboundField) => take(field, readAnswer(cells(field))) ?? 'not_known';
  const listed = (field: WordField) => code(field, cells(field));
  const grade = take('risk_grade', readGrade(cells('risk_grade')));
  const names = [words('given_name'), words('family_name')].filter((name) => name !== null);
  const flags = cells('flags')
    .split(/[;|]/)
    .map((each) => each.trim());
  return {
    reference: cells('sender_reference'),
    reportedAt: take('reported_at', readMoment(cells('reported_at'))),
    person: {
      name: words('name') ?? (names.length === 0 ? null : names.join(' ')),
      ...{ dateOfBirth: day('date_of_birth'), age: take('age', readAge(cells('age'))) },
      language: words('language')?.toLowerCase() ?? null,
      area: listed('area'),
    },
    contacts: contactsOf(cells, answer),
    incident: {
      crimeType: listed('crime_type'),
      flags: flags.flatMap((each) => code('flags', each) ?? []),
      capacity: listed('capacity'),
      ...{ occurredOn: day('occurred_on'), crimeReference: words('crime_reference'), said: words('incident_said') },
    },
    otherParty: together({
      ...{ name: words('other_name'), dateOfBirth: day('other_date_of_birth'), relation: words('other_relation') },
    }),
    consent: {
      ...{ agreed: answer('consent_agreed'), explicit: answer('consent_explicit') },
      ...{ on: day('consent_on'), said: words('consent_said') },
    },
    risk:
      grade === null
        ? null
        : { grade, tool: words('risk_tool')?.toLowerCase() ?? null, on: day('risk_on'), said: words('risk_said') },
    referrer: together({
      ...{ name: words('referrer_name'), organisation: words('referrer_organisation') },
      ...{ phone: words('referrer_phone'), email: words('referrer_email') },
    }),
    wishes: words('wishes'),
  };
}

/** Null where nothing of it was given. */
function together<T extends Readonly<Record<string, unknown>>>(all: T): T | null {
  return Object.values(all).every((each) => each === null) ? null : all;
}

const WAYS = [
  ['phone', 'phone', 'phone_safe'],
  ['email', 'email', 'email_safe'],
  ['post', 'address', 'address_safe'],
] as const;

function contactsOf(cells: Cells, answer: (field: InboundField) => string) {
  const said = cells('contact_said') === '' ? null : cells('contact_said');
  return WAYS.flatMap(([channel, field, safe]) =>
    cells(field) === '' ? [] : [{ channel, value: cells(field), safe: answer(safe), said }],
  );
}

const PLACES: Readonly<Record<string, InboundField>> = {
  reference: 'sender_reference',
  reportedAt: 'reported_at',
  'person.dateOfBirth': 'date_of_birth',
  'person.age': 'age',
  'person.area': 'area',
  'person.language': 'language',
  'incident.crimeType': 'crime_type',
  'incident.capacity': 'capacity',
  'incident.occurredOn': 'occurred_on',
  'incident.crimeReference': 'crime_reference',
  'incident.said': 'incident_said',
  'otherParty.name': 'other_name',
  'otherParty.dateOfBirth': 'other_date_of_birth',
  'otherParty.relation': 'other_relation',
  'consent.on': 'consent_on',
  'consent.said': 'consent_said',
  'risk.grade': 'risk_grade',
  'risk.tool': 'risk_tool',
  'risk.on': 'risk_on',
  'risk.said': 'risk_said',
  'referrer.name': 'referrer_name',
  'referrer.organisation': 'referrer_organisation',
  'referrer.phone': 'referrer_phone',
  'referrer.email': 'referrer_email',
  wishes: 'wishes',
};

/** From the place in a referral back to the column that it came from. */
function placed({ path, message }: { readonly path: string; readonly message: string }, cells: Cells): RowFault {
  const blank = path === 'reference' && cells('sender_reference') === '';
  return { field: fieldOf(path, cells), message: blank ? 'Each row needs the sender’s own reference.' : message };
}

function fieldOf(path: string, cells: Cells): InboundField | null {
  if (path === 'person.name') return cells('name') !== '' ? 'name' : cells('family_name') !== '' ? 'family_name' : null;
  if (path.startsWith('incident.flags')) return 'flags';
  const [, at, part] = /^contacts\.(\d+)\.(\w+)/.exec(path) ?? [];
  if (at === undefined) return PLACES[path] ?? null;
  const given = WAYS.filter(([, field]) => cells(field) !== '');
  const [, field, safe] = given[Number(at)] ?? [];
  if (part === 'said') return 'contact_said';
  return (part === 'safe' ? safe : field) ?? null;
}

/** One sentence a place: what could not be read is not complained of twice. */
function distinct(faults: readonly RowFault[]): RowFault[] {
  return faults.filter(({ field }, at) => field === null || faults.findIndex((each) => each.field === field) === at);
}
