/** Imports the good rows of one part, a hundred in one transaction each: a row is a referral whole, or not at all. */

import { isDuplicateKey } from '../../platform/mongo.ts';
import { transact } from '../../platform/transaction.ts';
import type { InboundDeps } from '../deps.ts';
import { type InboundReferralDoc, scopeOfReferral } from '../inbound-referral.ts';
import { newReferral, type Origin, senderKey } from '../new-referral.ts';
import { alertsOf, judgeAgain, receiveReferral } from '../receive-referral.ts';
import { beforeOf, type ReadyRow, readPart } from './check-rows.ts';
import type { AddCounts, ImportDoc, ImportPart } from './imports.store.ts';
import type { Imports } from './imports.ts';

const AT_ONCE = 100;

interface Importing {
  readonly doc: ImportDoc;
  readonly part: ImportPart;
}

/** Null where this process ends before the part did. */
export async function importPart(imports: Imports, { doc, part }: Importing): Promise<AddCounts | null> {
  const { deps, isStopping } = imports;
  const faulty = new Set(part.faults.map(({ row }) => row));
  const { ready } = await readPart(imports, doc, part, new Set());
  const rows = ready.filter(({ row }) => !faulty.has(row));
  const origin: Origin = {
    ...{ source: 'csv', senderId: doc.senderId, importId: doc._id },
    actor: { id: doc.decision?.by.agentId ?? 'system', role: 'import' },
  };
  const sum = { imported: 0, returned: 0, here: 0, refused: 0 };
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    if (isStopping()) return null;
    const counts = await bringIn(deps, doc, rows.slice(from, from + AT_ONCE), origin);
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += counts[name];
  }
  return sum;
}

type Sum = { imported: number; returned: number; here: number; refused: number };

async function bringIn(deps: InboundDeps, doc: ImportDoc, rows: readonly ReadyRow[], origin: Origin): Promise<Sum> {
  const before = await beforeOf(deps, doc, rows);
  const sum: Sum = { imported: 0, returned: 0, here: 0, refused: 0 };
  const fresh: { readonly row: ReadyRow; readonly round: number }[] = [];
  for (const row of rows) {
    const { same, round } = judgeAgain(deps, row.form, before.get(row.mac) ?? []);
    if (same !== null) count(sum, same, doc._id);
    else if (round === null) sum.refused += 1;
    else fresh.push({ row, round });
  }
  if (fresh.length === 0) return sum;
  try {
    for (const each of await writeAll(deps, fresh, origin)) count(sum, each, doc._id);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // One of them came by another door at this moment: each by itself.
    for (const { row } of fresh) await oneByOne(deps, row, origin, sum);
  }
  return sum;
}

/** What this very import brought before it was broken off is its own, not something that was there. */
function count(sum: Sum, { importId, state }: InboundReferralDoc, mine: string): void {
  if (importId !== mine) sum.here += 1;
  else if (state === 'returned') sum.returned += 1;
  else sum.imported += 1;
}

async function oneByOne(deps: InboundDeps, { form }: ReadyRow, origin: Origin, sum: Sum): Promise<void> {
  const received = await receiveReferral(deps, form, origin);
  if (!received.ok) {
    sum.refused += 1;
    return;
  }
  const doc = await deps.referrals.find(received.value.referralId);
  if (doc !== null) count(sum, doc, origin.importId ?? '');
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
