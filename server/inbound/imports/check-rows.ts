/** Checks the rows of one part: each as a referral, whether its number comes twice, and whether it came before. */
import type { InboundField } from '../../../shared/domain/inbound-columns.ts';
import { type ConsentFault, consentFault } from '../../../shared/domain/inbound-consent.ts';
import { londonDay } from '../../../shared/domain/opening-hours.ts';
import type { InboundReferralForm } from '../../../shared/protocol/inbound-referral.ts';
import type { InboundDeps } from '../deps.ts';
import { judgeAgain } from '../receive-referral.ts';
import type { AddCounts, ImportDoc, ImportPart, KeptFault, Rows } from './imports.store.ts';
import type { Imports } from './imports.ts';
import { rowListsOf } from './row-lists.ts';
import { rowToForm } from './row-to-form.ts';
import type { Word } from './seen-words.ts';
import { toldBy } from './their-words.ts';

interface Checking {
  readonly doc: ImportDoc;
  readonly part: ImportPart;
  readonly rows: Rows;
  /** Digests of the numbers of all rows before these. */
  readonly seen: Set<string>;
}

export interface ReadyRow {
  readonly row: number;
  readonly mac: string;
  readonly form: InboundReferralForm;
}

export interface Checked {
  readonly counts: AddCounts;
  readonly words: readonly Word[];
}

export async function checkPart({ deps, store }: Imports, { doc, part, rows, seen }: Checking): Promise<Checked> {
  const { ready, faults, words } = readPart(deps, { doc, part, rows, seen });
  const before = await beforeOf(deps, doc, ready);
  const now = deps.clock.now();
  const day = londonDay(new Date(now));
  let here = 0;
  const back: KeptFault[] = [];
  for (const { row, mac, form } of ready) {
    const { same, round } = judgeAgain(deps, form, before.get(mac) ?? []);
    if (same !== null) here += 1;
    else if (round === null) faults.push(saidElse(doc, row));
    else {
      const why = consentFault(form.consent, form.incident, { source: 'csv', day });
      if (why !== null) back.push(goesBack(doc, row, why));
    }
  }
  const faulty = new Set(faults.map(({ row }) => row)).size;
  const good = part.rows - faulty - emptyRows(part, ready, faults);
  await store.setPart(part._id, { state: 'checked', faults: [...faults, ...back] });
  return { counts: { checked: part.rows, good, faulty, here, returned: back.length }, words };
}

const GOES_BACK: Readonly<Record<ConsentFault, string>> = {
  explicit_consent_missing:
    'This goes straight back: for this kind of harm they have to agree in so many words. Ask them, then send it again.',
  kind_not_told:
    'This goes straight back: without the kind of crime we cannot tell whether they have to agree in so many words. Write it, or ask them.',
  did_not_agree: 'This goes straight back: they did not agree to be referred.',
};

const COLUMN_OF = {
  explicit_consent_missing: 'consent_explicit',
  kind_not_told: 'crime_type',
  did_not_agree: 'consent_agreed',
} as const satisfies Readonly<Record<ConsentFault, InboundField>>;

function goesBack(doc: ImportDoc, row: number, why: ConsentFault): KeptFault {
  const column = columnOf(doc, COLUMN_OF[why]);
  return { row, column, message: GOES_BACK[why], returned: true };
}

/** Came before, and said something else. */
export function saidElse(doc: ImportDoc, row: number): KeptFault {
  return { row, column: columnOf(doc, 'sender_reference'), message: OTHER_CONTENT };
}

const OTHER_CONTENT = 'A referral with this reference came before, and said something else. Give it a new reference.';
const TWICE = 'This reference stands in an earlier row of the file. Each referral needs its own.';

/** Rows that can be referrals, and what is wrong with the others; a row without a word in it is none. */
export function readPart(
  deps: Pick<InboundDeps, 'facts' | 'areas' | 'clock' | 'names'>,
  { doc, part, rows, seen }: Checking,
): { readonly ready: ReadyRow[]; readonly faults: KeptFault[]; readonly words: Word[] } {
  const lists = rowListsOf(deps.facts().codes, deps.areas);
  const told = toldBy(deps.names, doc.senderId, doc.told ?? []);
  const mapping = doc.mapping ?? [];
  const [ready, faults, words]: [ReadyRow[], KeptFault[], Word[]] = [[], [], []];
  for (const [at, cells] of rows.entries()) {
    const row = part.firstRow + at;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read = rowToForm(cells, mapping, { lists, told, now: deps.clock.now() });
    words.push(...read.words);
    for (const { field, message } of read.faults)
      faults.push({ row, column: field === null ? null : columnOf(doc, field), message });
    if (read.form === null) continue;
    const [mac] = deps.names.macs(doc.senderId, read.form.reference);
    if (seen.has(mac)) faults.push({ row, column: columnOf(doc, 'sender_reference'), message: TWICE });
    else ready.push({ row, mac, form: read.form });
    seen.add(mac);
  }
  return { ready, faults, words };
}

export function columnOf({ mapping }: ImportDoc, field: InboundField): number | null {
  const at = mapping?.indexOf(field) ?? -1;
  return at < 0 ? null : at;
}

/** What came under these numbers before, newest first, all of them asked for at once. */
export async function beforeOf(deps: InboundDeps, { senderId }: ImportDoc, ready: readonly ReadyRow[]) {
  const macs = ready.flatMap(({ form }) => [...deps.names.macs(senderId, form.reference)]);
  const found = macs.length === 0 ? [] : await deps.referrals.underNumber(macs, AT_MOST);
  const byNumber = new Map<string, typeof found>();
  const firstOf = new Map(
    ready.flatMap(({ mac, form }) => deps.names.macs(senderId, form.reference).map((each) => [each, mac] as const)),
  );
  for (const each of found) {
    const mac = firstOf.get(each.senderMac) ?? each.senderMac;
    byNumber.set(mac, [...(byNumber.get(mac) ?? []), each]);
  }
  return byNumber;
}

/** A part has 500 rows, and what is sent back comes again a few times at most. */
const AT_MOST = 5_000;

function emptyRows({ rows }: ImportPart, ready: readonly ReadyRow[], faults: readonly KeptFault[]): number {
  return rows - new Set([...ready.map(({ row }) => row), ...faults.map(({ row }) => row)]).size;
}
