/** Everybody on duty, as the matcher and the estimates know them; a place is taken only of one who has it free (claim). */
import type { AgentOnDuty, AgentsStore } from '../agents/index.ts';
import { createKept, type Kept } from '../platform/kept.ts';

export type OnDuty = Kept<AgentOnDuty>;

const FEW = 20;
const LOOK_EVERY_MS = 1_000;

export function createOnDuty(agents: Pick<AgentsStore, 'onDuty'>): OnDuty {
  const read = async (among?: readonly string[]) => {
    if (among?.length === 0) return new Map<string, AgentOnDuty>();
    return new Map((await agents.onDuty(among)).map((agent) => [agent._id, agent]));
  };
  return createKept({ few: FEW, lookEveryMs: LOOK_EVERY_MS, readAll: () => read(), readSome: read });
}
