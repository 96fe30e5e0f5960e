/** Takes apart two cases that were wrongly taken for one person: each is as it was, with what was written in it since. */
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { againWhenMoved, changeCaseIn } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { mergedInto } from './family.ts';
import { familyKeptUntil, keepPartsIn } from './kept-until.ts';
import { withoutLent } from './lent-workers.ts';
import { withoutMirrored } from './mirrored.ts';
import { presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';
import { repeatOf } from './same-person.ts';

/** By one person with a reason, since it gives back what two had taken. */
export async function unmerge(
  deps: CasesDeps,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.allocate', caller, caseId);
  if (!reached.ok) return reached;
  const intoId = reached.value.mergedInto;
  if (reached.value.state !== 'merged' || intoId === null) return fail('conflict', { reason: 'not_merged' });
  const apart = await againWhenMoved(() =>
    transact(deps.database, async (session) => {
      const meta = { into: intoId, other: caseId };
      let lent: readonly string[] = [];
      const other = await changeCaseIn(deps, session, { caseId, caller }, async (doc) => {
        if (doc.mergedInto !== intoId) return fail('conflict', { reason: 'not_merged' });
        lent = doc.lentWorkers ?? [];
        const event = { kind: 'unmerged', about: { kind: 'case', id: intoId }, text: reason };
        const change = { ...stateApart(doc), mergedInto: null, mergedAt: null, lentWorkers: [] } as const;
        const apartNow = { ...doc, ...change };
        const kept = {
          purgeAt: familyKeptUntil(deps, apartNow, []),
          repeat: await repeatOf(deps, apartNow, { session }),
        };
        return ok({ change: { ...change, ...kept }, action: 'case.unmerge', meta, event, value: null });
      });
      if (!other.ok) throw new Refused(other);
      await changeCaseIn(deps, session, { caseId: intoId, caller }, async (doc, _session, now) => {
        const event = { kind: 'unmerged', about: { kind: 'case', id: caseId }, text: reason };
        const parts = await mergedInto(deps, intoId, session);
        const purgeAt = familyKeptUntil(deps, doc, parts);
        await keepPartsIn(deps, session, parts, purgeAt);
        const workers = withoutLent(doc, lent, parts);
        const moment = { doc: { ...doc, workers }, now };
        if (workers.length < doc.workers.length)
          for (const follower of deps.followers) await follower.handOverIn(session, moment);
        return ok({
          change: { ...withoutMirrored(doc, caseId), workers, purgeAt },
          action: 'case.unmerge',
          meta,
          event,
          value: null,
        });
      });
      return ok((await deps.cases.find(caseId, session)) ?? other.value.doc);
    }),
  );
  if (!apart.ok) return apart;
  deps.changed(caseId);
  deps.changed(intoId);
  return ok({ row: await presentRow(deps, apart.value) });
}

/** High risk that became known meanwhile never stands in a closed case, which is in no list. */
function stateApart({ stateBefore, risk, riskAt, mergedAt }: CaseDoc): Pick<CaseDoc, 'state'> & CaseChange {
  const knownSince = risk === 'high' && riskAt !== null && riskAt >= (mergedAt ?? 0);
  if (stateBefore === 'closed' && knownSince) return { state: 'open', closedAt: null, closureReason: null };
  return { state: stateBefore ?? 'open' };
}
