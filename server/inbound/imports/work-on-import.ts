/**
 * Works through a file part by part: checking all rows, or importing them. One process at a time has it; one that ends leaves
 * off at a batch, and the next goes on there. How far it is stands in the database, in counts.
 */
import type { ImportState } from '../../../shared/domain/inbound-import-state.ts';
import { transact } from '../../platform/transaction.ts';
import { brokenCause } from '../deps.ts';
import { checkPart } from './check-rows.ts';
import { importPart } from './import-rows.ts';
import { type AddCounts, type ImportCounts, type ImportDoc, NO_COUNTS } from './imports.store.ts';
import type { Imports } from './imports.ts';
import { countWords } from './seen-words.ts';

const LEASE_MS = 30_000;
/** How long what was wrong with it can be read once it is over; its rows go at once. */
const FAULTS_KEPT_MS = 24 * 60 * 60_000;

export async function workOnImport(imports: Imports, importId: string): Promise<void> {
  const { deps, store, nodeId } = imports;
  const by = `${nodeId}:${deps.ids.uuid()}`;
  const now = deps.clock.now();
  const doc = await store.claim(importId, { by, until: now + LEASE_MS }, now);
  if (doc === null) return;
  await (doc.state === 'checking' ? check(imports, doc, by) : bringIn(imports, doc, by));
}

/** From its beginning, each time: whether a number comes twice is known only by all that came before it. */
async function check(imports: Imports, doc: ImportDoc, by: string): Promise<void> {
  const seen = new Set<string>();
  const words = countWords();
  let counts: ImportCounts = NO_COUNTS;
  for (let n = 0; n < doc.parts; n += 1) {
    const part = await imports.store.part(doc._id, n);
    if (!(await keep(imports, doc, { by, counts }))) return;
    const rows = part && (await imports.store.rowsOf(part));
    if (part === null || rows === null) return end(imports, doc, { by, counts, state: 'broken' });
    const checked = await checkPart(imports, { doc, part, rows, seen });
    counts = added(counts, checked.counts);
    words.add(checked.words);
  }
  const sealed = await imports.store.sealWords(doc._id, words.all());
  await keep(imports, doc, { by, counts, state: 'checked', words: sealed });
}

/** What each part came to is kept with the part, in the write that says that it is done: begun again, nothing is counted twice. */
async function bringIn(imports: Imports, doc: ImportDoc, by: string): Promise<void> {
  const { checked, good, faulty } = doc.counts;
  let counts: ImportCounts = { ...NO_COUNTS, checked, good, faulty };
  let over: 'done' | 'broken' = 'done';
  for (let n = 0; n < doc.parts; n += 1) {
    const part = await imports.store.part(doc._id, n);
    if (!(await keep(imports, doc, { by, counts }))) return;
    if (part?.state === 'imported') {
      counts = added(counts, part.brought ?? {});
      continue;
    }
    const rows = part && (await imports.store.rowsOf(part));
    if (part === null || rows === null) {
      // Whoever waits for it is told at its end; the rows that are still there are people, and come in.
      over = 'broken';
      continue;
    }
    const done = await importPart(imports, { doc, part, rows });
    if (done === null) return;
    const { brought, faults } = done;
    await imports.store.setPart(part._id, { state: 'imported', brought, faults: [...part.faults, ...faults] });
    counts = added(counts, brought);
  }
  await end(imports, doc, { by, counts, state: over });
}

interface Kept {
  readonly by: string;
  readonly counts: ImportCounts;
  readonly state?: ImportState;
  readonly words?: ImportDoc['words'];
}

async function end(imports: Imports, doc: ImportDoc, kept: Kept & { readonly state: ImportState }): Promise<void> {
  // Whoever loaded it may look elsewhere by now: people of it are missing.
  if (kept.state === 'broken') await callForBroken(imports, doc._id);
  if (await keep(imports, doc, { ...kept, words: null })) await imports.store.forgetRows(doc._id);
}

async function callForBroken({ deps }: Imports, importId: string): Promise<void> {
  const alert = { kind: 'inbound_file_broken', causeId: brokenCause(importId) } as const;
  await transact(deps.database, (session) => deps.alerts.raiseIn(session, alert));
  deps.alerts.announce(alert.causeId);
}

/** Says how far it is, and that it is still ours; false once it is not, or this process ends. */
async function keep(
  { deps, store, isStopping }: Imports,
  doc: ImportDoc,
  { by, counts, state = doc.state, words = doc.words ?? null }: Kept,
): Promise<boolean> {
  const now = deps.clock.now();
  const isOver = state === 'done' || state === 'broken';
  const ended = isOver ? { endedAt: now, fileUntil: new Date(now + FAULTS_KEPT_MS) } : {};
  const stop = isStopping();
  const change = { counts, state, words, ...ended, lease: { by, until: stop ? 0 : now + LEASE_MS } };
  return (await store.workOn(doc._id, by, change, doc.state)) && !stop;
}

function added(counts: ImportCounts, more: AddCounts): ImportCounts {
  const sum = { ...counts };
  for (const name of Object.keys(more) as (keyof ImportCounts)[]) sum[name] = counts[name] + (more[name] ?? 0);
  return sum;
}
