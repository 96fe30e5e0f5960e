/** What files of referrals need, put together; going on with those that stand still, and letting those go whose time is over. */

import type { Background } from '../../platform/background.ts';
import { eachOnItsOwn } from '../../platform/each-on-its-own.ts';
import type { Sealing } from '../../platform/sealing.store.ts';
import { transact } from '../../platform/transaction.ts';
import type { InboundDeps } from '../deps.ts';
import { createImportsStore, type ImportsStore, scopeOfImport } from './imports.store.ts';
import { workOnImport } from './work-on-import.ts';

export interface Imports {
  readonly deps: InboundDeps;
  readonly store: ImportsStore;
  readonly nodeId: string;
  readonly background: Background;
  /** True once this process ends: work stands still at the next batch, and another goes on. */
  readonly isStopping: () => boolean;
  readonly stop: () => void;
}

export function createImports(
  deps: InboundDeps,
  {
    sealing,
    nodeId,
    background,
  }: { readonly sealing: Sealing; readonly nodeId: string; readonly background: Background },
): Imports {
  let stopping = false;
  return {
    ...{ deps, nodeId, background, store: createImportsStore(deps.database, sealing) },
    isStopping: () => stopping,
    stop: () => {
      stopping = true;
    },
  };
}

/** Nobody waits for it: how far it is stands in the database. */
export function beginWork(imports: Imports, importId: string): void {
  imports.background.run(workOnImport(imports, importId), 'a file of referrals could not be worked on');
}

/** What another process began and did not end. */
export async function resumeImports(imports: Imports): Promise<void> {
  if (imports.isStopping()) return;
  for (const { _id } of await imports.store.waiting(imports.deps.clock.now())) beginWork(imports, _id);
}

const AT_ONCE = 50;

export async function purgeImports({ deps, store }: Imports): Promise<void> {
  const now = new Date(deps.clock.now());
  await eachOnItsOwn(await store.over(now, AT_ONCE), ({ _id: importId }) => letGo({ deps, store }, importId, now));
}

async function letGo({ deps, store }: Pick<Imports, 'deps' | 'store'>, importId: string, now: Date): Promise<void> {
  const gone = await transact(deps.database, async (session) => {
    const doc = await store.find(importId, session);
    if (!doc || doc.legalHold) return false;
    const whole = doc.state === 'loading' || (doc.purgeAt !== null && doc.purgeAt <= now);
    // Somebody decided meanwhile that it is imported.
    if (!whole && doc.state === 'importing') return false;
    if (whole) await store.deleteIn(session, importId);
    else await store.dropFileIn(session, importId);
    // Nothing can be done with it without its rows.
    if (!whole && doc.endedAt === null)
      await store.stepIn(session, doc, { state: 'cancelled', endedAt: now.getTime() });
    await deps.shredIn(session, [scopeOfImport(importId)]);
    const actor = { id: 'system', role: 'system' };
    const target = { kind: 'inbound_import', id: importId };
    await deps.audit.record({ actor, action: 'inbound_import.purge', target, meta: { whole } }, session);
    return true;
  });
  if (gone) deps.shredded(scopeOfImport(importId));
}
