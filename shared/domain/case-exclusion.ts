/**
 * Who may keep whom out of a case, and how many must be left (H8): everybody says of themselves that they know somebody in it;
 * of others whoever answers for the case says it. It never leaves a case without somebody who leads it and a second person,
 * or nobody would come in an emergency, and nobody could ever let anybody in again.
 */
import type { Role } from '../protocol/desk.ts';
import { type Action, relationsFor } from './permissions.ts';

export interface Member {
  readonly agentId: string;
  readonly role: Role;
  readonly teamId: string;
}

export type ExclusionRefusal = 'last_who_leads' | 'last_two';

/** A case of this team, and who of the staff is kept out of it already. */
interface Kept {
  readonly staff: readonly Member[];
  readonly kept: readonly string[];
  readonly teamId: string;
}

/** Null: it may be. */
export function judgeExclusion(agentId: string, { staff, kept, teamId }: Kept): ExclusionRefusal | null {
  const may =
    (action: Action) =>
    ({ role, teamId: own }: Member) => {
      const relations = relationsFor(action, role);
      return relations.includes('any') || (relations.includes('team') && own === teamId);
    };
  const before = staff.filter((each) => !kept.includes(each.agentId));
  const after = before.filter((each) => each.agentId !== agentId);
  const loses = (fits: (member: Member) => boolean, least: number) =>
    after.filter(fits).length < least && after.filter(fits).length < before.filter(fits).length;
  // Whoever agrees that an emergency may end, leads.
  if (loses((each) => may('case.exclude')(each) && relationsFor('emergency.agree', each.role).length > 0, 1))
    return 'last_who_leads';
  return loses(may('case.exclude'), 2) ? 'last_two' : null;
}

/** The same of several at once, as where two cases become one: none may go who are the last together. */
export function judgeExclusions(agentIds: readonly string[], { staff, kept, teamId }: Kept): ExclusionRefusal | null {
  let out = kept;
  for (const agentId of agentIds) {
    const refused = judgeExclusion(agentId, { staff, kept: out, teamId });
    if (refused !== null) return refused;
    out = [...out, agentId];
  }
  return null;
}
