/** Imports the good rows of one part, a hundred in one transaction each: a row is a referral whole, or not at all. */

import { isDuplicateKey } from '../../platform/mongo.ts';
import { transact } from '../../platform/transaction.ts';
import type { InboundDeps } from '../deps.ts';
import { type InboundReferralDoc, scopeOfReferral } from '../inbound-referral.ts';
import { newReferral, type Origin, senderKey } from '../new-referral.ts';
import { alertsOf, judgeAgain, receiveReferral } from '../receive-referral.ts';
import { beforeOf, columnOf, type ReadyRow, readPart, saidElse } from './check-rows.ts';
import type { AddCounts, ImportDoc, ImportPart, KeptFault, Rows } from './imports.store.ts';
import type { Imports } from './imports.ts';

const AT_ONCE = 100;

interface Importing {
  readonly doc: ImportDoc;
  readonly part: ImportPart;
  readonly rows: Rows;
}

export interface Brought {
  readonly brought: AddCounts;
  /** Of rows that were good when they were checked: nobody is left out without being named. */
  readonly faults: readonly KeptFault[];
}

/** Null where this process ends before the part did. */
export async function importPart(imports: Imports, { doc, part, rows }: Importing): Promise<Brought | null> {
  const { deps, isStopping } = imports;
  const known = new Set(part.faults.filter(({ returned }) => !returned).map(({ row }) => row));
  const { ready, faults } = readPart(deps, { doc, part, rows, seen: new Set() });
  const good = ready.filter(({ row }) => !known.has(row));
  const origin: Origin = {
    ...{ source: 'csv', senderId: doc.senderId, importId: doc._id },
    actor: { id: doc.decision?.by.agentId ?? 'system', role: 'import' },
  };
  const sum: Sum = { counts: { imported: 0, returned: 0, here: 0, refused: 0 }, faults: [], mine: doc._id };
  for (let from = 0; from < good.length; from += AT_ONCE) {
    if (isStopping()) return null;
    await bringIn(deps, doc, { rows: good.slice(from, from + AT_ONCE), origin, sum });
  }
  const lapsed = faults.filter(({ row }) => !known.has(row));
  await countLapsed(deps, { doc, part, rows }, lapsed, sum);
  return { brought: sum.counts, faults: sum.faults };
}

interface Sum {
  readonly counts: { imported: number; returned: number; here: number; refused: number };
  readonly faults: KeptFault[];
  /** Which import this is. */
  readonly mine: string;
}

interface Bringing {
  readonly rows: readonly ReadyRow[];
  readonly origin: Origin;
  readonly sum: Sum;
}

async function bringIn(deps: InboundDeps, doc: ImportDoc, { rows, origin, sum }: Bringing): Promise<void> {
  const before = await beforeOf(deps, doc, rows);
  const fresh: { readonly row: ReadyRow; readonly round: number }[] = [];
  for (const row of rows) {
    const { same, round } = judgeAgain(deps, row.form, before.get(row.mac) ?? []);
    if (same !== null) count(sum, same);
    else if (round === null) refuse(sum, [saidElse(doc, row.row)]);
    else fresh.push({ row, round });
  }
  if (fresh.length === 0) return;
  try {
    for (const each of await writeAll(deps, fresh, origin)) count(sum, each);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // One of them came by another door at this moment: each by itself.
    for (const { row } of fresh) await oneByOne(deps, doc, row, { origin, sum });
  }
}

/** What this very import brought before it was broken off is its own, not something that was there. */
function count({ counts, mine }: Sum, { importId, state }: Pick<InboundReferralDoc, 'importId' | 'state'>): void {
  if (importId !== mine) counts.here += 1;
  else if (state === 'returned') counts.returned += 1;
  else counts.imported += 1;
}

function refuse({ counts, faults }: Sum, why: readonly KeptFault[]): void {
  counts.refused += 1;
  faults.push(...why);
}

async function oneByOne(
  deps: InboundDeps,
  doc: ImportDoc,
  { row, form }: ReadyRow,
  { origin, sum }: Omit<Bringing, 'rows'>,
): Promise<void> {
  const received = await receiveReferral(deps, form, origin);
  if (!received.ok) {
    const { code, details } = received.error;
    if (code === 'conflict') return refuse(sum, [saidElse(doc, row)]);
    const messages = details?.issues?.map(({ message }) => message) ?? [NOT_STORED];
    return refuse(
      sum,
      messages.map((message) => ({ row, column: null, message })),
    );
  }
  const stored = await deps.referrals.find(received.value.referralId);
  if (stored !== null) count(sum, stored);
}

const NOT_STORED = 'This row could not be stored at that moment. Load it again.';

/**
 * Rows that were good when they were checked, and are not by what is in force now: they are named. One that this very import
 * brought before it was broken off is in.
 */
async function countLapsed(
  { names, referrals }: InboundDeps,
  { doc, part, rows }: Importing,
  lapsed: readonly KeptFault[],
  sum: Sum,
): Promise<void> {
  const column = columnOf(doc, 'sender_reference');
  for (const row of new Set(lapsed.map((each) => each.row))) {
    const reference = column === null ? '' : (rows[row - part.firstRow]?.[column]?.trim() ?? '');
    const before = await referrals.underNumber(names.macs(doc.senderId, reference));
    const mine = before.find(({ importId }) => importId === doc._id);
    if (mine) count(sum, mine);
    else
      refuse(
        sum,
        lapsed.filter((each) => each.row === row),
      );
  }
}

async function writeAll(
  deps: InboundDeps,
  fresh: readonly { readonly row: ReadyRow; readonly round: number }[],
  origin: Origin,
): Promise<InboundReferralDoc[]> {
  const now = deps.clock.now();
  const ids = fresh.map(() => deps.ids.uuid());
  const scopes = ids.map(scopeOfReferral);
  const keys = deps.newKeys(scopes);
  const docs = await Promise.all(
    fresh.map(({ row, round }, at) =>
      newReferral(deps, { referralId: ids[at] ?? '', form: row.form, origin, now, round }),
    ),
  );
  // One alert of each kind for the whole file: a hundred would be looked at by nobody.
  const all = docs.flatMap((doc) => alertsOf(doc, origin.importId ?? ''));
  const alerts = all.filter(({ causeId }, at) => all.findIndex((each) => each.causeId === causeId) === at);
  try {
    await transact(deps.database, async (session) => {
      await keys.insertIn(session);
      await deps.referrals.insertIn(session, docs);
      for (const alert of alerts) await deps.alerts.raiseIn(session, alert);
      const target = { kind: 'inbound_import', id: origin.importId ?? '' };
      const meta = { sender: senderKey(origin), referrals: ids };
      await deps.audit.record({ actor: origin.actor, action: 'inbound_referral.receive', target, meta }, session);
    });
  } finally {
    // Nobody reads them soon, and the memory of keys is for those who are read.
    for (const scope of scopes) deps.forgetKey(scope);
  }
  for (const { causeId } of alerts) deps.alerts.announce(causeId);
  return docs;
}
