/** Keeps staff who know somebody of a case out of it: what they had of it is with those who still may see it. */
import type { Session } from '../platform/mongo.ts';
import type { CaseChange } from './case.ts';
import type { CaseMoment, CasesDeps } from './deps.ts';

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
