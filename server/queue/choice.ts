/** Which of the suitable and free agents is asked, and why in words that are stored and shown with the offer. */
import type { Reason } from '../../shared/protocol/desk.ts';
import { exclusionOf } from './exclusions.ts';
import type { MatchAgent } from './free-agents.ts';
import { hasSkills, speaks, type Wanted } from './suitable-agents.ts';

export interface Chosen {
  readonly agent: MatchAgent;
  readonly reasons: readonly Reason[];
}

export interface Choosing extends Wanted {
  /** Who had this person just before: asked first when free. */
  readonly previousAgentId: string | null;
}

interface Criterion {
  readonly code: string;
  /** The lower number is asked first. */
  readonly rank: (agent: MatchAgent, wanted: Choosing, now: number) => number;
}

/** In this order. An exclusion that lapsed asks those first who were asked longest ago, so that it goes round. */
const CRITERIA: readonly Criterion[] = [
  { code: 'excluded_least', rank: (agent, { exclusions }, now) => exclusionOf(exclusions, agent._id, now)?.until ?? 0 },
  { code: 'previous_agent', rank: (agent, { previousAgentId }) => (agent._id === previousAgentId ? 0 : 1) },
  { code: 'language', rank: (agent, { language }) => (speaks(agent, language) ? 0 : 1) },
  { code: 'preferred_skills', rank: (agent, { preferredSkills }) => (hasSkills(agent, preferredSkills) ? 0 : 1) },
  { code: 'least_loaded', rank: (agent) => agent.holds.length },
  { code: 'longest_since_accepted', rank: (agent) => agent.lastAcceptedAt ?? Number.NEGATIVE_INFINITY },
];

/** Null where nobody is left to choose from. Equal in everything, the lower id: every node chooses alike. */
export function chooseAgent(wanted: Choosing, agents: readonly MatchAgent[], now: number): Chosen | null {
  let first: MatchAgent | null = null;
  for (const agent of agents) if (first === null || isBefore(agent, first, wanted, now)) first = agent;
  if (first === null) return null;
  return { agent: first, reasons: [...factsAbout(first, wanted, now), decidedBy(first, agents, wanted, now)] };
}

function isBefore(one: MatchAgent, other: MatchAgent, wanted: Choosing, now: number): boolean {
  for (const { rank } of CRITERIA) {
    const [a, b] = [rank(one, wanted, now), rank(other, wanted, now)];
    if (a !== b) return a < b;
  }
  return one._id < other._id;
}

/** The criterion that took out the last rival. */
function decidedBy(first: MatchAgent, agents: readonly MatchAgent[], wanted: Choosing, now: number): Reason {
  let rivals = agents.filter((agent) => agent !== first);
  if (rivals.length === 0) return { code: 'only_one_free' };
  for (const { code, rank } of CRITERIA) {
    const best = rank(first, wanted, now);
    rivals = rivals.filter((rival) => rank(rival, wanted, now) === best);
    if (rivals.length === 0) return { code, detail: `of ${agents.length} free` };
  }
  return { code: 'next_in_order', detail: `of ${agents.length} free` };
}

function factsAbout(agent: MatchAgent, wanted: Choosing, now: number): Reason[] {
  const { requiredSkills, preferredSkills, language, exclusions } = wanted;
  const facts: Reason[] = [];
  if (requiredSkills.length > 0) facts.push({ code: 'has_required_skills', detail: requiredSkills.join(', ') });
  if (preferredSkills.length > 0) {
    const code = hasSkills(agent, preferredSkills) ? 'has_preferred_skills' : 'preferred_skills_relaxed';
    facts.push({ code, detail: preferredSkills.join(', ') });
  }
  facts.push({ code: speaks(agent, language) ? 'speaks_language' : 'language_relaxed', detail: language });
  const lapsed = exclusionOf(exclusions, agent._id, now);
  if (lapsed) facts.push({ code: 'exclusion_lapsed', detail: lapsed.reason });
  return facts;
}
