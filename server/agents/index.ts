export type { AgentDoc } from './agent.ts';
export { agentPresence, agentView } from './agent-view.ts';
export {
  type AgentOnDuty,
  type AgentsStore,
  agentsSpec,
  availabilityHistorySpec,
  createAgentsStore,
} from './agents.store.ts';
