/** Who learns at once what becomes of a referral that was made in a case: who has the case, and who made it (H8: if it is there for them). */
import type { CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import { agentRoom } from './conversations/index.ts';
import type { Follower } from './platform/rooms.ts';
import type { ReferralRow } from './referrals/index.ts';

export function desksOfCase(
  { rooms, keptOut }: Pick<Duties, 'rooms' | 'keptOut'>,
  { cases }: Pick<CasesDeps, 'cases'>,
) {
  return async ({ caseId = null, conversationId, createdBy }: ReferralRow): Promise<readonly Follower[]> => {
    if (caseId === null) return [];
    const owner = (await cases.find(caseId))?.owner ?? null;
    const about = { caseId, conversationId };
    const isKeptOut = await keptOut([about]);
    return [...new Set([createdBy, ...(owner === null ? [] : [owner.agentId])])]
      .filter((agentId) => !isKeptOut(about, agentId))
      .flatMap((agentId) => rooms.followers(agentRoom(agentId)));
  };
}
