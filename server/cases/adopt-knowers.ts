/**
 * Who said of a conversation that they know somebody in it, when it was offered to them, is kept out of the case that it
 * becomes part of, and of all that is one with that case: in the transaction that makes it part of it (H8).
 */
import type { Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';
import { familyOf } from './family.ts';
import { excludeIn } from './keep-out.ts';
import { isExcluded } from './reach-case.ts';

/**
 * Once the link is written: each of the cases is read as it then stands, since what changes in one changes another with it.
 * The cases out of which somebody is kept from now on.
 */
export async function adoptKnowersIn(
  deps: CasesDeps,
  session: Session,
  linked: CaseDoc,
  conversationId: string,
): Promise<readonly string[]> {
  const known = await deps.conversations.keptOutOfIn(session, conversationId);
  if (known.length === 0) return [];
  const staff = await deps.staff.all(null);
  const changed = new Set<string>();
  for (const caseId of await familyOf(deps, linked, session)) {
    const doc = await deps.cases.find(caseId, session);
    for (const agentId of known.filter((each) => doc !== null && !isExcluded(doc, each))) {
      await excludeIn(deps, session, { caseId, agentId, caller: null, staff, codes: { by: 'offer' } });
      changed.add(caseId);
    }
  }
  return [...changed];
}
