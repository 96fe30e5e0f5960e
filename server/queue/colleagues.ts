/** Who of the caller's team is at work: the people a conversation can be passed on to. */
import type { OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { StaffCaller } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';

export async function listColleagues(
  deps: Pick<QueueDeps, 'agents'>,
  { agentId, teamId }: StaffCaller,
): Promise<Result<OutputOf<StaffCommands, 'colleagues:list'>>> {
  const team = await deps.agents.findMany({
    teamId,
    disabledAt: null,
    availability: { $ne: 'offline' },
    _id: { $ne: agentId },
  });
  return ok({ agents: team.map(({ _id, name, availability }) => ({ agentId: _id, name, availability })) });
}
