/** Which of the suitable and free agents is asked, and why in words that are stored and shown with the offer. */
import type { Reason } from '../../shared/protocol/desk.ts';
import { exclusionOf } from './exclusions.ts';
import type { MatchAgent } from './free-agents.ts';
import { hasSkills, speaks, type Wanted } from './wanted.ts';

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

const load = ({ holds }: MatchAgent) => holds.length;
const accepted = ({ lastAcceptedAt }: MatchAgent) => lastAcceptedAt ?? Number.NEGATIVE_INFINITY;

/** In this order. An exclusion that lapsed asks those first who were asked longest ago, so that it goes round. */
const CRITERIA: readonly Criterion[] = [
  { code: 'excluded_least', rank: (agent, { exclusions }, now) => exclusionOf(exclusions, agent._id, now)?.until ?? 0 },
  { code: 'previous_agent', rank: (agent, { previousAgentId }) => (agent._id === previousAgentId ? 0 : 1) },
  { code: 'language', rank: (agent, { language }) => (speaks(agent, language) ? 0 : 1) },
  { code: 'preferred_skills', rank: (agent, { preferredSkills }) => (hasSkills(agent, preferredSkills) ? 0 : 1) },
  { code: 'least_loaded', rank: load },
  { code: 'longest_since_accepted', rank: accepted },
];

/** What the criteria say that look at the agent alone. Equal in everything, the lower id: every node chooses alike. */
export function byLoad(a: MatchAgent, b: MatchAgent): number {
  if (load(a) !== load(b)) return load(a) - load(b);
  if (accepted(a) !== accepted(b)) return accepted(a) < accepted(b) ? -1 : 1;
  return a._id < b._id ? -1 : Number(a._id > b._id);
}

/** The first two of a few, looked at one by one: for those whose exclusions lapsed, each at another time. */
export function firstTwoOf(agents: readonly MatchAgent[], wanted: Choosing, now: number): readonly MatchAgent[] {
  const inOrder = (a: MatchAgent, b: MatchAgent) => {
    for (const { rank } of CRITERIA) {
      const [one, other] = [rank(a, wanted, now), rank(b, wanted, now)];
      if (one !== other) return one < other ? -1 : 1;
    }
    return a._id < b._id ? -1 : 1;
  };
  return [...agents].sort(inOrder).slice(0, 2);
}

/**
 * Null where nobody is left. Whoever comes second was the last rival to be out, since the line is in the order of the
 * criteria: what tells these two apart decided.
 */
export function choose(
  [first, second]: readonly MatchAgent[],
  free: number,
  wanted: Choosing,
  now: number,
): Chosen | null {
  if (!first) return null;
  const decisive = second && CRITERIA.find(({ rank }) => rank(first, wanted, now) !== rank(second, wanted, now));
  const decided: Reason = second
    ? { code: decisive?.code ?? 'next_in_order', detail: `of ${free} free` }
    : { code: 'only_one_free' };
  return { agent: first, reasons: [...factsAbout(first, wanted, now), decided] };
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
