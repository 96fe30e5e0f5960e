/**
 * Deletes cases whose time is over, each whole: with what became part of it, with everything that any duty keeps of them, and
 * with their keys, in one transaction. A legal hold on any of them keeps all. What has a period of its own (approvals,
 * consents, disclosures, the record of who did what) stays for that.
 */
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { type CaseDoc, scopeOf } from './case.ts';
import { eraseCases } from './case-eraser.store.ts';
import type { CasesDeps } from './deps.ts';
import { mergedInto } from './family.ts';
import { pagesOfCases } from './pages-of-cases.ts';

export interface PurgeDeps extends CasesDeps {
  /** The keys that open what is deleted, deleted with it. */
  readonly shredIn: (session: Session, scopes: readonly string[]) => Promise<void>;
  /** Once they are gone: no node keeps one in memory. */
  readonly shredded: (scope: string) => void;
}

export async function purgeCases(deps: PurgeDeps): Promise<void> {
  const over = { state: 'closed', purgeAt: { $lte: new Date(deps.clock.now()) } };
  await eachOnItsOwn(pagesOfCases(deps, over), (page) => eachOnItsOwn(page, ({ _id }) => purge(deps, _id)));
}

/** Looked at again in the transaction: somebody may have opened it again, or put a hold on it. */
async function purge(deps: PurgeDeps, caseId: string): Promise<void> {
  const gone = await transact(deps.database, async (session) => {
    const root = await deps.cases.find(caseId, session);
    if (root === null || !isOver(root, deps.clock.now())) return null;
    const family = [root, ...(await mergedInto(deps, caseId, session))];
    if (family.some(({ legalHold }) => legalHold)) return null;
    const ids = family.map(({ _id }) => _id);
    const scopes = ids.map(scopeOf);
    for (const erase of [...deps.erasers, eraseCases(deps.database)]) scopes.push(...(await erase(session, ids)));
    await deps.shredIn(session, scopes);
    for (const id of ids) await recordIn(deps, session, id, caseId);
    return { ids, scopes };
  });
  if (gone === null) return;
  for (const scope of gone.scopes) deps.shredded(scope);
  for (const id of gone.ids) deps.changed(id);
}

function isOver({ state, purgeAt }: CaseDoc, now: number): boolean {
  return state === 'closed' && purgeAt !== null && purgeAt.getTime() <= now;
}

function recordIn(deps: PurgeDeps, session: Session, caseId: string, withCase: string): Promise<void> {
  const actor = { id: 'system', role: 'system' };
  const target = { kind: 'case', id: caseId };
  return deps.audit.record({ actor, action: 'case.purge', target, meta: { with: withCase } }, session);
}
