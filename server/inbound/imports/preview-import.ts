/** What a file looks like before anything is decided: its headings and, for who loaded it, its first rows and unknown words. */
import { INBOUND_FIELDS, type InboundField, proposeColumns } from '../../../shared/domain/inbound-columns.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { InboundCaller, InboundDeps } from '../deps.ts';
import type { ImportDoc } from './imports.store.ts';
import type { Imports } from './imports.ts';
import { presentImport } from './present-import.ts';
import { toldBy } from './their-words.ts';

const SHOWN_ROWS = 20;

export async function previewImport(imports: Imports, importId: string, caller: InboundCaller) {
  const { deps, store } = imports;
  const doc = await store.find(importId);
  if (!doc || doc.state === 'loading') return fail('not_found');
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: 'inbound_import.read', target: { kind: 'inbound_import', id: importId } });
  const [headings, first] = await Promise.all([store.headingsOf(doc), store.part(importId, 0)]);
  const all = first && (await store.rowsOf(first))?.slice(0, SHOWN_ROWS).map((row) => [...row]);
  // Who loaded it has the file. To everybody else its people are referrals, with a gate before each number (H8, H17).
  const mayReadRows = doc.madeBy.agentId === caller.agentId;
  const rows = mayReadRows ? all : all && [];
  if (headings === null || !rows) return fail('conflict', { reason: 'file_gone' });
  const proposed = doc.mapping ? [...doc.mapping] : proposeColumns(headings, await toldOf(deps, doc.senderId));
  const words = mayReadRows ? await wordsOf(imports, doc) : [];
  return ok({ import: await presentImport(deps, doc), headings: [...headings], rows, mayReadRows, proposed, words });
}

/** What was said of this sender's files before, by digests of their headings. */
async function toldOf({ senders, names }: InboundDeps, senderId: string) {
  const known = new Map((await senders.find(senderId))?.mapping.map(({ heading, field }) => [heading, field]));
  return (heading: string): InboundField | null => {
    const field = names
      .macs(senderId, heading)
      .map((mac) => known.get(mac))
      .find((each) => each !== undefined);
    return INBOUND_FIELDS.find((each) => each === field) ?? null;
  };
}

/** Those that nobody has said the meaning of before those that are known from earlier files. */
async function wordsOf({ deps, store }: Imports, doc: ImportDoc) {
  const told = toldBy(deps.names, doc.senderId, doc.told ?? []);
  const words = (await store.wordsOf(doc)).map((each) => {
    const code = told(each.field, each.word);
    return { ...each, told: code !== undefined, code: code ?? null };
  });
  return [...words.filter((each) => !each.told), ...words.filter((each) => each.told)];
}
