/** An agent as colleagues and supervisors see them; pure. */
import type { Agent } from '../../shared/protocol/desk.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { AgentDoc } from './agent.ts';

export function agentPresence(doc: AgentDoc): 'connected' | 'away' {
  return doc.connections.length > 0 ? 'connected' : 'away';
}

export function agentView(doc: AgentDoc): Agent {
  return {
    agentId: doc._id,
    name: doc.name,
    role: doc.role,
    teamId: doc.teamId,
    availability: doc.availability,
    capacity: doc.capacity,
    maximumCapacity: doc.maximumCapacity,
    load: doc.holds.length,
    presence: agentPresence(doc),
    since: iso(doc.availabilitySince),
    pausedUntil: isoOrNull(doc.pausedUntil),
  };
}
