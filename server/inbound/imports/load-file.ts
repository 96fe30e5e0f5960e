/**
 * Takes a file in as it comes: its rows are sealed in parts, and where anything of it cannot be read, nothing of it is kept. One
 * whose process ended while it came is let go when it is sent again.
 */
import { createHash } from 'node:crypto';
import type { InboundImport } from '../../../shared/protocol/http/inbound-imports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Upload } from '../../platform/http-route.ts';
import { isDuplicateKey } from '../../platform/mongo.ts';
import { transact } from '../../platform/transaction.ts';
import { badField } from '../change-referral.ts';
import type { InboundCaller } from '../deps.ts';
import { NotReadable } from './decode-text.ts';
import { type ImportDoc, NO_COUNTS, scopeOfImport } from './imports.store.ts';
import type { Imports } from './imports.ts';
import { presentImport } from './present-import.ts';
import { type FileFacts, FileTooLarge, readRecords } from './read-records.ts';

interface Loading {
  readonly clientId: string;
  readonly senderId: string;
  readonly upload: Upload | null;
}

const DAY_MS = 24 * 60 * 60_000;
/** Of which nothing came for so long, nothing comes any more: its process ended, or its line did. */
const COMING_MS = 60_000;
const SAY_AGAIN_MS = 10_000;
/** As browsers call a CSV file, by what else is installed. */
const TYPES = ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain'];

export async function loadFile(
  imports: Imports,
  { clientId, senderId, upload }: Loading,
  caller: InboundCaller,
): Promise<Result<{ import: InboundImport }>> {
  const { deps, store } = imports;
  if (upload === null || !TYPES.includes(upload.type)) return badField('', 'Send the file as a body of type text/csv.');
  if ((await deps.senders.find(senderId)) === null) return fail('not_found');
  const before = await store.ofClientId(clientId);
  if (before !== null && !(await letGoDead(imports, before))) return again(imports, before, { senderId, upload });
  const doc = await begin(imports, { clientId, senderId }, caller);
  // The same was sent twice, and the other was a moment faster.
  if (doc === null) return fail('unavailable');
  try {
    const { facts, digest } = await takeIn(imports, doc, upload);
    return await finish(imports, doc, facts, digest);
  } catch (error) {
    await forget(imports, doc._id);
    const refused = refusalOf(error);
    if (refused === null) throw error;
    return refused;
  }
}

/** The same file under the same clientId is the same import; whatever came is read to its end first. */
async function again(
  imports: Imports,
  before: ImportDoc,
  { senderId, upload }: { readonly senderId: string; readonly upload: Upload },
): Promise<Result<{ import: InboundImport }>> {
  // It still comes: nobody knows yet whether this is the same.
  if (before.state === 'loading') return fail('unavailable');
  const hash = createHash('sha256');
  for await (const piece of upload.bytes) hash.update(piece);
  const same = imports.deps.contentDigest.isOf(before.fileDigest, [senderId, hash.digest('hex')]);
  return same
    ? ok({ import: await presentImport(imports.deps, before) })
    : fail('conflict', { reason: 'other_content' });
}

/** False where it is here, or still comes. */
async function letGoDead({ deps, store }: Imports, { _id: importId }: ImportDoc): Promise<boolean> {
  const gone = await transact(deps.database, async (session) => {
    const doc = await store.find(importId, session);
    if (doc === null) return true;
    if (doc.state !== 'loading' || doc.lease.until > deps.clock.now()) return false;
    await store.deleteIn(session, importId);
    await deps.shredIn(session, [scopeOfImport(importId)]);
    return true;
  });
  if (gone) deps.shredded(scopeOfImport(importId));
  return gone;
}

/** Null where one was begun under this clientId at the same moment. */
async function begin(
  { deps, store, nodeId }: Imports,
  { clientId, senderId }: Pick<Loading, 'clientId' | 'senderId'>,
  caller: InboundCaller,
): Promise<ImportDoc | null> {
  const now = deps.clock.now();
  const importId = deps.ids.uuid();
  const keys = deps.newKeys([scopeOfImport(importId)]);
  const doc: ImportDoc = {
    ...{ _id: importId, clientId, senderId, fileDigest: '', revision: 1, state: 'loading' },
    ...{ encoding: '', separator: '', columns: 0, rows: 0, bytes: 0, parts: 0, headings: null, mapping: null },
    ...{ counts: NO_COUNTS, decision: null, lease: { by: `${nodeId}:${importId}`, until: now + COMING_MS } },
    ...{ madeAt: now, madeBy: { agentId: caller.agentId, name: caller.name }, endedAt: null },
    ...{ fileUntil: new Date(now + DAY_MS), purgeAt: deps.purgeAt(now), legalHold: false },
  };
  try {
    await transact(deps.database, async (session) => {
      await keys.insertIn(session);
      await store.insertIn(session, doc);
      const actor = { id: caller.agentId, role: caller.role };
      const target = { kind: 'inbound_import', id: importId };
      await deps.audit.record({ actor, action: 'inbound_import.load', target, meta: { senderId } }, session);
    });
    return doc;
  } catch (error) {
    deps.forgetKey(scopeOfImport(importId));
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

async function takeIn(imports: Imports, doc: ImportDoc, { bytes }: Upload) {
  const { store } = imports;
  const importId = doc._id;
  const hash = createHash('sha256');
  const isOurs = stillComing(imports, doc);
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
      await isOurs();
      yield piece;
    }
  }
  let parts = 0;
  const facts = await readRecords(hashed(), async ({ firstRow, rows }) => {
    const part = { _id: `${importId}:${parts}`, importId, n: parts, firstRow, rows: rows.length };
    await store.addPart({ ...part, state: 'kept', faults: [] }, rows);
    parts += 1;
  });
  return { facts: { ...facts, parts }, digest: hash.digest('hex') };
}

/** Says now and then that it still comes; throws where it was let go, and another sends the same. */
function stillComing({ deps, store }: Imports, { _id, lease: { by }, madeAt }: ImportDoc): () => Promise<void> {
  let saidAt = madeAt;
  return async () => {
    const now = deps.clock.now();
    if (now - saidAt < SAY_AGAIN_MS) return;
    saidAt = now;
    if (!(await store.workOn(_id, by, { lease: { by, until: now + COMING_MS } }, 'loading'))) throw new LetGo();
  };
}

class LetGo extends Error {
  override readonly name = 'LetGo';
}

async function finish(
  { deps, store }: Imports,
  doc: ImportDoc,
  { encoding, separator, headings, rows, bytes, parts }: FileFacts & { readonly parts: number },
  digest: string,
): Promise<Result<{ import: InboundImport }>> {
  const loaded = await transact(deps.database, async (session) =>
    store.stepIn(session, doc, {
      ...{ state: 'loaded', encoding, separator, columns: headings.length, rows, bytes, parts },
      lease: { by: '', until: 0 },
      headings: await store.sealHeadings(doc._id, headings),
      fileDigest: deps.contentDigest.of([doc.senderId, digest]),
    }),
  );
  if (loaded === null) throw new LetGo();
  return ok({ import: await presentImport(deps, loaded) });
}

async function forget({ deps, store }: Imports, importId: string): Promise<void> {
  await transact(deps.database, async (session) => {
    await store.deleteIn(session, importId);
    await deps.shredIn(session, [scopeOfImport(importId)]);
  });
  deps.shredded(scopeOfImport(importId));
}

function refusalOf(error: unknown): Result<never> | null {
  if (error instanceof LetGo) return fail('unavailable');
  if (error instanceof FileTooLarge) return fail('too_large', { issues: [{ path: 'file', message: error.message }] });
  return error instanceof NotReadable ? badField('file', error.message) : null;
}
