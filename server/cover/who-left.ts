/**
 * Somebody left, or works on cases no more: what was theirs is nobody's from then on, where everybody who gives out cases
 * sees it, and an alert says so. Looked for again and again, since an account can be closed while no node runs.
 */
import { fail, ok } from '../../shared/result.ts';
import { type CaseDoc, type CasePerson, type CasesDeps, changeCase } from '../cases/index.ts';

export interface LeftDeps {
  readonly cases: CasesDeps;
  /** Everybody who has an account and works on cases no more. */
  readonly gone: () => Promise<readonly CasePerson[]>;
  /** One alert for each who left; raised again where it was put away. */
  readonly raise: (agentId: string) => Promise<void>;
  readonly putAway: (agentId: string) => Promise<void>;
  /** One case may have an alert of its own: its owner was kept out of it. */
  readonly isNobodys: (caseId: string) => void;
  readonly isSomebodys: (caseId: string) => Promise<void>;
}

/** What is more is found in the next round. */
const AT_ONCE = 100;

export async function releaseCases({ cases, gone, raise }: LeftDeps): Promise<void> {
  const left = await gone();
  const ids = left.map(({ agentId }) => agentId);
  if (ids.length === 0) return;
  const theirs = { $or: [{ 'owner.agentId': { $in: ids } }, { 'workers.agentId': { $in: ids } }] };
  const found = await cases.cases.findMany({ $and: [theirs, { state: 'open' }] }, AT_ONCE);
  // First, so that nothing between the two can leave cases with nobody and nobody who knows.
  const owners = new Set(
    found.flatMap(({ owner }) => (owner !== null && ids.includes(owner.agentId) ? [owner.agentId] : [])),
  );
  for (const agentId of owners) await raise(agentId);
  for (const { _id } of found) await releaseCase(cases, _id, ids);
}

async function releaseCase(cases: CasesDeps, caseId: string, gone: readonly string[]): Promise<void> {
  await changeCase(cases, caseId, null, async (doc, session, now) => {
    const isGone = (person: CasePerson | null) => person !== null && gone.includes(person.agentId);
    const workers = doc.workers.filter((each) => !isGone(each));
    // Another node was here.
    if (!isGone(doc.owner) && workers.length === doc.workers.length) return fail('conflict', { reason: 'done' });
    const change = isGone(doc.owner) ? { owner: null, formerOwner: doc.owner, workers } : { workers };
    for (const follower of cases.followers) await follower.handOverIn(session, { doc: { ...doc, ...change }, now });
    const codes = { from: doc.owner?.agentId ?? '', to: isGone(doc.owner) ? '' : (doc.owner?.agentId ?? '') };
    return ok({ change, action: 'case.release', meta: codes, event: { kind: 'worker_left', codes }, value: null });
  });
}

/** An alert is over when the last of the cases that it is about has somebody again, or is closed. */
export async function afterCaseChange(
  { cases, putAway, isNobodys, isSomebodys }: LeftDeps,
  caseId: string,
): Promise<void> {
  const doc: CaseDoc | null = await cases.cases.find(caseId);
  const former = doc?.formerOwner ?? null;
  if (!doc || former === null) return;
  if (doc.owner === null && doc.state === 'open') return isNobodys(caseId);
  await isSomebodys(caseId);
  const left = { 'formerOwner.agentId': former.agentId, owner: null, state: 'open' };
  if ((await cases.cases.count(left, 1)) === 0) await putAway(former.agentId);
}
