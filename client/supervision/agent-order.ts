import type { Agent } from '../../shared/protocol/desk.ts';

/** By name, so that rows do not jump with every change. */
export function byName(agents: readonly Agent[]): readonly Agent[] {
  return [...agents].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** Who can take the next conversation stands first, then those on a break; an offline agent who still holds one counts. */
export function atWork(agents: readonly Agent[]): readonly Agent[] {
  const order = (agent: Agent) => (agent.availability === 'available' ? 0 : 1);
  return [...byName(agents.filter(isAtWork))].sort((a, b) => order(a) - order(b));
}

export function offline(agents: readonly Agent[]): readonly Agent[] {
  return agents.filter((agent) => !isAtWork(agent));
}

function isAtWork(agent: Agent): boolean {
  return agent.availability !== 'offline' || agent.load > 0;
}
