/** How far files are, and what is wrong with one: by row and column, in pages, or as a file for the sender. */
import type { ImportFault, InboundImport } from '../../../shared/protocol/http/inbound-imports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ImportDoc } from './imports.store.ts';
import type { Imports } from './imports.ts';
import { presentImport } from './present-import.ts';

const NEWEST = 30;

export async function listImports({ deps, store }: Imports): Promise<Result<{ imports: InboundImport[] }>> {
  const docs = await store.newest(NEWEST);
  return ok({ imports: await Promise.all(docs.map((doc) => presentImport(deps, doc))) });
}

export async function readImport(
  { deps, store }: Imports,
  importId: string,
): Promise<Result<{ import: InboundImport }>> {
  const doc = await store.find(importId);
  return doc === null || doc.state === 'loading' ? fail('not_found') : ok({ import: await presentImport(deps, doc) });
}

const SHOWN = 200;

/** The cursor is `<part>.<fault>` of the next to be shown. */
export async function listFaults(
  imports: Imports,
  { importId, after }: { readonly importId: string; readonly after?: string | undefined },
): Promise<Result<{ faults: ImportFault[]; next: string | null }>> {
  const doc = await imports.store.find(importId);
  if (doc === null || doc.state === 'loading') return fail('not_found');
  const [, part = '0', fault = '0'] = /^(\d{1,6})\.(\d{1,6})$/.exec(after ?? '') ?? [];
  const page: ImportFault[] = [];
  for await (const { fault: each, at } of faultsFrom(imports, doc, Number(part), Number(fault))) {
    if (page.length === SHOWN) return ok({ faults: page, next: at });
    page.push(each);
  }
  return ok({ faults: page, next: null });
}

/** More is no list for people: it says what to correct first. */
const IN_FILE = 50_000;

export async function faultsAsFile(imports: Imports, importId: string): Promise<Result<string>> {
  const doc = await imports.store.find(importId);
  if (doc === null || doc.state === 'loading') return fail('not_found');
  const lines = [['row', 'column', 'heading', 'what to correct'].join(',')];
  for await (const { fault } of faultsFrom(imports, doc, 0, 0)) {
    if (lines.length > IN_FILE) break;
    const { row, column, heading, message } = fault;
    const place = column === null ? '' : String(column + 1);
    lines.push([String(row), place, safeCell(heading ?? ''), safeCell(message)].join(','));
  }
  return ok(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** What a spreadsheet would take for a formula is text: an apostrophe before it, in quotes. */
export function safeCell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

async function* faultsFrom({ store }: Imports, doc: ImportDoc, part: number, fault: number) {
  const headings = await store.headingsOf(doc);
  for (let n = part; n < doc.parts; n += 1) {
    const kept = (await store.part(doc._id, n))?.faults ?? [];
    for (let at = n === part ? fault : 0; at < kept.length; at += 1) {
      const { row = 0, column = null, message = '' } = kept[at] ?? {};
      const heading = column === null ? null : (headings?.[column] ?? null);
      yield { fault: { row, column, heading, message }, at: `${n}.${at}` };
    }
  }
}
