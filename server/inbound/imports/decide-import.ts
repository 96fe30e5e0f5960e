/** What people decide about a file: which column is what, that it is imported, that it is let go. Each under the revision that was read. */
import { type InboundField, mappingFault } from '../../../shared/domain/inbound-columns.ts';
import { type ImportMove, moveImport } from '../../../shared/domain/inbound-import-state.ts';
import type { InboundImport } from '../../../shared/protocol/http/inbound-imports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Session } from '../../platform/mongo.ts';
import { Refused } from '../../platform/refused.ts';
import { transact } from '../../platform/transaction.ts';
import { badField } from '../change-referral.ts';
import type { InboundCaller } from '../deps.ts';
import { type ImportDoc, NO_COUNTS, scopeOfImport } from './imports.store.ts';
import { beginWork, type Imports } from './imports.ts';
import { presentImport } from './present-import.ts';

export type Decided = Promise<Result<{ import: InboundImport }>>;

export interface Read {
  readonly importId: string;
  readonly revision: number;
}

export async function nameColumns(
  imports: Imports,
  { mapping, ...read }: Read & { readonly mapping: readonly (InboundField | null)[] },
  caller: InboundCaller,
): Decided {
  const { deps, store } = imports;
  return decide(imports, read, { move: 'name_columns', caller }, async (doc, session) => {
    const fault = mappingFault(mapping, doc.columns);
    if (fault !== null) return badField('mapping', fault);
    const headings = await store.headingsOf(doc);
    if (headings === null) return fail('conflict', { reason: 'file_gone' });
    const kept = headings.flatMap((heading, at) => {
      const field = mapping[at];
      return field ? [{ heading: deps.names.macs(doc.senderId, heading)[0], field }] : [];
    });
    await deps.senders.keepMappingIn(session, doc.senderId, kept);
    const told = (await deps.senders.find(doc.senderId, session))?.words ?? [];
    return ok({ mapping: [...mapping], told, words: null, counts: NO_COUNTS });
  });
}

export async function startImport(
  imports: Imports,
  { what, ...read }: Read & { readonly what: 'all' | 'good_rows' },
  caller: InboundCaller,
): Decided {
  return decide(imports, read, { move: 'start', caller, meta: { what } }, async ({ counts }) => {
    if (what === 'all' && counts.faulty > 0) return fail('conflict', { reason: 'has_faults', faulty: counts.faulty });
    const by = { agentId: caller.agentId, name: caller.name };
    // What is counted again as it is imported.
    return ok({
      decision: { what, by, at: imports.deps.clock.now() },
      counts: { ...counts, here: 0, returned: 0, imported: 0, refused: 0 },
    });
  });
}

export async function cancelImport(imports: Imports, read: Read, caller: InboundCaller): Decided {
  const { deps, store } = imports;
  const cancelled = await decide(imports, read, { move: 'cancel', caller }, async (doc, session) => {
    await store.dropFileIn(session, doc._id);
    await deps.shredIn(session, [scopeOfImport(doc._id)]);
    return ok({ endedAt: deps.clock.now(), headings: null, words: null, fileUntil: null });
  });
  if (cancelled.ok) deps.shredded(scopeOfImport(read.importId));
  return cancelled;
}

interface Deciding {
  readonly move: ImportMove;
  readonly caller: InboundCaller;
  readonly meta?: Readonly<Record<string, string>>;
}

export async function decide(
  imports: Imports,
  { importId, revision }: Read,
  { move, caller, meta = {} }: Deciding,
  rule: (doc: ImportDoc, session: Session) => Promise<Result<Partial<ImportDoc>>>,
): Decided {
  const { deps, store } = imports;
  try {
    const after = await transact<Result<ImportDoc>>(deps.database, async (session) => {
      const doc = await store.find(importId, session);
      if (!doc || doc.state === 'loading') return fail('not_found');
      if (doc.revision !== revision) return fail('conflict', { reason: 'changed_meanwhile', revision: doc.revision });
      const state = moveImport(doc.state, move);
      if (state === null) return fail('conflict', { reason: 'not_from_here', state: doc.state });
      const change = await rule(doc, session);
      if (!change.ok) throw new Refused(change);
      const next = await store.stepIn(session, doc, { ...change.value, state, lease: { by: '', until: 0 } });
      if (next === null) throw new Refused(fail('conflict', { reason: 'changed_meanwhile' }));
      const actor = { id: caller.agentId, role: caller.role };
      const target = { kind: 'inbound_import', id: importId };
      await deps.audit.record({ actor, action: `inbound_import.${move}`, target, meta }, session);
      return ok(next);
    });
    if (!after.ok) return after;
    if (after.value.state === 'checking' || after.value.state === 'importing') beginWork(imports, importId);
    return ok({ import: await presentImport(deps, after.value) });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}
