/** Takes a file in as it comes: its rows are sealed in parts, and where anything of it cannot be read, nothing of it is kept. */
import { createHash } from 'node:crypto';
import type { InboundImport } from '../../../shared/protocol/http/inbound-imports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Upload } from '../../platform/http-route.ts';
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
  if (before !== null) return again(imports, before, { senderId, upload });
  const doc = await begin(imports, { clientId, senderId }, caller);
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
  const hash = createHash('sha256');
  for await (const piece of upload.bytes) hash.update(piece);
  const same = imports.deps.contentDigest.isOf(before.fileDigest, [senderId, hash.digest('hex')]);
  return same
    ? ok({ import: await presentImport(imports.deps, before) })
    : fail('conflict', { reason: 'other_content' });
}

async function begin(
  { deps, store }: Imports,
  { clientId, senderId }: Pick<Loading, 'clientId' | 'senderId'>,
  caller: InboundCaller,
): Promise<ImportDoc> {
  const now = deps.clock.now();
  const importId = deps.ids.uuid();
  const keys = deps.newKeys([scopeOfImport(importId)]);
  const doc: ImportDoc = {
    ...{ _id: importId, clientId, senderId, fileDigest: '', revision: 1, state: 'loading' },
    ...{ encoding: '', separator: '', columns: 0, rows: 0, bytes: 0, parts: 0, headings: null, mapping: null },
    ...{ counts: NO_COUNTS, decision: null, lease: { by: '', until: 0 } },
    ...{ madeAt: now, madeBy: { agentId: caller.agentId, name: caller.name }, endedAt: null },
    ...{ fileUntil: new Date(now + DAY_MS), purgeAt: deps.purgeAt(now), legalHold: false },
  };
  await transact(deps.database, async (session) => {
    await keys.insertIn(session);
    await store.insertIn(session, doc);
    const actor = { id: caller.agentId, role: caller.role };
    const target = { kind: 'inbound_import', id: importId };
    await deps.audit.record({ actor, action: 'inbound_import.load', target, meta: { senderId } }, session);
  });
  return doc;
}

async function takeIn({ store }: Imports, { _id: importId }: ImportDoc, { bytes }: Upload) {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
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

async function finish(
  { deps, store }: Imports,
  doc: ImportDoc,
  { encoding, separator, headings, rows, bytes, parts }: FileFacts & { readonly parts: number },
  digest: string,
): Promise<Result<{ import: InboundImport }>> {
  const loaded = await transact(deps.database, async (session) =>
    store.stepIn(session, doc, {
      ...{ state: 'loaded', encoding, separator, columns: headings.length, rows, bytes, parts },
      headings: await store.sealHeadings(doc._id, headings),
      fileDigest: deps.contentDigest.of([doc.senderId, digest]),
    }),
  );
  return loaded === null ? fail('unavailable') : ok({ import: await presentImport(deps, loaded) });
}

async function forget({ deps, store }: Imports, importId: string): Promise<void> {
  await transact(deps.database, async (session) => {
    await store.deleteIn(session, importId);
    await deps.shredIn(session, [scopeOfImport(importId)]);
  });
  deps.shredded(scopeOfImport(importId));
}

function refusalOf(error: unknown): Result<never> | null {
  if (error instanceof FileTooLarge) return fail('too_large', { issues: [{ path: 'file', message: error.message }] });
  return error instanceof NotReadable ? badField('file', error.message) : null;
}
