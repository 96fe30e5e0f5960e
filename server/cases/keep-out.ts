/** Keeps staff who know somebody of a case out of it: what they had of it is with those who still may see it. */
import { judgeExclusion } from '../../shared/domain/case-exclusion.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import type { CaseChange } from './case.ts';
import { changeCaseIn } from './change-case.ts';
import type { CaseCaller, CaseMoment, CasesDeps, StaffMember } from './deps.ts';

export async function keepOutIn(
  deps: Pick<CasesDeps, 'followers'>,
  session: Session,
  { doc, now }: CaseMoment,
  agentIds: readonly string[],
): Promise<Pick<CaseChange, 'exclusions' | 'owner' | 'formerOwner' | 'workers'>> {
  const isOwner = doc.owner !== null && agentIds.includes(doc.owner.agentId);
  const change = {
    exclusions: [...new Set([...doc.exclusions, ...agentIds])],
    ...(isOwner ? { owner: null, formerOwner: doc.owner } : { owner: doc.owner }),
    workers: doc.workers.filter(({ agentId }) => !agentIds.includes(agentId)),
  };
  const worked = change.owner !== doc.owner || change.workers.length !== doc.workers.length;
  const moment = { doc: { ...doc, ...change }, now };
  if (worked) for (const follower of deps.followers) await follower.handOverIn(session, moment);
  return change;
}

interface Excluding {
  readonly caseId: string;
  readonly agentId: string;
  /** Null: nobody said it here, it follows from what was said elsewhere. */
  readonly caller: CaseCaller | null;
  readonly staff: readonly StaffMember[];
  readonly codes?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** In one case, on record as every change of one; never the last who lead it. Refused, all that goes with it is undone. */
export async function excludeIn(
  deps: CasesDeps,
  session: Session,
  { caseId, agentId, caller, staff, codes = {}, text }: Excluding,
): Promise<void> {
  const excluded = await changeCaseIn(deps, session, { caseId, caller }, async (doc, _session, now) => {
    const refused = judgeExclusion(agentId, { staff, kept: doc.exclusions, teamId: doc.teamId });
    if (refused !== null) return fail('conflict', { reason: refused });
    const change = await keepOutIn(deps, session, { doc, now }, [agentId]);
    const owner = doc.owner !== null && change.owner === null;
    const told = { ...codes, ...(owner ? { from: agentId, to: '' } : {}) };
    const about = { kind: 'account', id: agentId };
    const event = { kind: 'worker_excluded', about, codes: told, ...(text === undefined ? {} : { text }) };
    return ok({ change, action: 'case.exclude', meta: { agentId, owner }, event, value: null });
  });
  if (!excluded.ok) throw new Refused(excluded);
}
