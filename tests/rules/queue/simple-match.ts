/**
 * The matcher said once more in the simplest way: every conversation in order of the queue looks at every agent. It is what
 * the quick one in `server/queue/routing.ts` is held against.
 */
import type { Choosing, Chosen } from '../../../server/queue/choice.ts';
import { exclusionOf } from '../../../server/queue/exclusions.ts';
import { couldBeAsked, isAtWork, isFree, isOnDuty, type MatchAgent } from '../../../server/queue/free-agents.ts';
import { isPaused } from '../../../server/queue/pause.ts';
import { byQueueOrder } from '../../../server/queue/queue-key.ts';
import type {
  Matching,
  OfferToMake,
  RoutingSettings,
  Unmatched,
  WaitingConversation,
} from '../../../server/queue/routing.ts';
import type { PreferenceSettings } from '../../../server/queue/suitable-agents.ts';
import type { Wanted } from '../../../server/queue/wanted.ts';
import type { Reason } from '../../../shared/protocol/desk.ts';

/** Who can still be asked in this round; an offer takes its agent out. */
interface Askable {
  readonly free: Set<MatchAgent>;
  readonly paused: Set<MatchAgent>;
}

export function simpleMatch(
  waiting: readonly WaitingConversation[],
  agents: readonly MatchAgent[],
  now: number,
  settings: RoutingSettings,
): Matching {
  const offers: OfferToMake[] = [];
  const unmatched: Unmatched[] = [];
  const exhausted: string[] = [];
  const askable = whoCanBeAsked(agents, now);
  for (const conversation of waiting.filter(({ state }) => state === 'waiting').sort(byQueueOrder)) {
    const conversationId = conversation._id;
    if (conversation.connection.state !== 'connected') {
      unmatched.push({ conversationId, reason: { code: 'visitor_lost' } });
      continue;
    }
    const suitable = suitableAgents(conversation, agents, now, settings);
    if (suitable.exhausted) exhausted.push(conversationId);
    const chosen = choose(conversation, suitable, askable, now);
    if (!chosen) {
      unmatched.push({ conversationId, reason: whyNotNow(conversation, suitable, askable) });
      continue;
    }
    askable.free.delete(chosen.agent);
    askable.paused.delete(chosen.agent);
    const { agent, reasons } = chosen;
    offers.push({ conversationId, agentId: agent._id, reasons, expiresInMs: expiresIn(conversation, settings) });
  }
  return { offers, unmatched, exhausted };
}

function whoCanBeAsked(agents: readonly MatchAgent[], now: number): Askable {
  return {
    free: new Set(agents.filter((agent) => isFree(agent, now))),
    paused: new Set(agents.filter((agent) => couldBeAsked(agent) && isPaused(agent, now))),
  };
}

/** A free agent; for somebody in danger else a paused one, asked once and not again before the exclusion ends. */
function choose(
  conversation: WaitingConversation,
  { agents }: Suitable,
  { free, paused }: Askable,
  now: number,
): Chosen | null {
  const ringable = free.size > 0 ? agents.filter((agent) => free.has(agent)) : [];
  const rung = chooseAgent(conversation, ringable, now);
  if (rung || conversation.priority !== 'danger') return rung;
  const resting = agents.filter(
    (agent) => paused.has(agent) && exclusionOf(conversation.exclusions, agent._id, now) === null,
  );
  const asked = chooseAgent(conversation, resting, now);
  return asked && { ...asked, reasons: [{ code: 'asks_paused' }, ...asked.reasons] };
}

function whyNotNow(
  { language, preferredSkills }: WaitingConversation,
  { nobody, keptOut }: Suitable,
  { free }: Askable,
): Reason {
  if (nobody) return nobody;
  return keptOut.some((agent) => free.has(agent))
    ? { code: 'waits_for_preference', detail: [language, ...preferredSkills].join(', ') }
    : { code: 'nobody_free' };
}

function expiresIn({ priority }: WaitingConversation, { offerMs, dangerOfferMs }: RoutingSettings): number {
  return priority === 'danger' ? Math.min(dangerOfferMs, offerMs) : offerMs;
}

interface Suitable {
  readonly agents: readonly MatchAgent[];
  /** Those whom a preference still keeps out, though they could do it. */
  readonly keptOut: readonly MatchAgent[];
  /** Everybody who could is excluded: exclusions that may lapse have lapsed, and a supervisor is to know. */
  readonly exhausted: boolean;
  /** Why there is nobody, where there is nobody. */
  readonly nobody: Reason | null;
}

/** "en" serves "en-GB" and the other way round; two written forms of one language do not serve each other. */
function speaks(agent: MatchAgent, language: string): boolean {
  return agent.languages.some((one) => one === language || one === primary(language) || primary(one) === language);
}

function hasSkills(agent: MatchAgent, skills: readonly string[]): boolean {
  return skills.every((skill) => agent.skills.includes(skill));
}

function suitableAgents(
  wanted: Wanted,
  agents: readonly MatchAgent[],
  now: number,
  settings: PreferenceSettings,
): Suitable {
  const able = agents.filter((agent) => isAtWork(agent) && isAble(wanted, agent));
  if (able.length === 0) {
    return { agents: [], keptOut: [], exhausted: false, nobody: whyNobody(wanted, agents) };
  }
  const isOpen = (agent: MatchAgent) => exclusionOf(wanted.exclusions, agent._id, now) === null;
  const open = wanted.exclusions.length === 0 ? able : able.filter(isOpen);
  const exhausted = open.length === 0;
  const candidates = exhausted ? able.filter((agent) => mayLapse(wanted, agent, now)) : open;
  if (candidates.length === 0) {
    return { agents: [], keptOut: [], exhausted, nobody: { code: 'conflict_of_interest' } };
  }
  const preferred = preferring(wanted, candidates, now, settings);
  const keptOut = preferred === candidates ? [] : candidates.filter((agent) => !preferred.includes(agent));
  return { agents: preferred, keptOut, exhausted, nobody: null };
}

function isAble(wanted: Wanted, agent: MatchAgent): boolean {
  return hasSkills(agent, wanted.requiredSkills) && (!wanted.languageNeeded || speaks(agent, wanted.language));
}

function mayLapse(wanted: Wanted, agent: MatchAgent, now: number): boolean {
  return exclusionOf(wanted.exclusions, agent._id, now)?.until !== null;
}

/**
 * A preference is waited for only while somebody at work could meet it, else the wait would buy nothing; somebody in
 * danger waits for none. Met or not, it still counts in the choice.
 */
function preferring(
  { priority, enqueuedAt, language, preferredSkills }: Wanted,
  candidates: readonly MatchAgent[],
  now: number,
  settings: PreferenceSettings,
): readonly MatchAgent[] {
  if (priority === 'danger') return candidates;
  const waited = now - enqueuedAt;
  const speaking = waited < settings.languageRelaxesMs ? candidates.filter((agent) => speaks(agent, language)) : [];
  const understood = speaking.length > 0 ? speaking : candidates;
  const skilled =
    waited < settings.youngSkillRelaxesMs ? understood.filter((agent) => hasSkills(agent, preferredSkills)) : [];
  return skilled.length > 0 ? skilled : understood;
}

/** What nobody on duty can do is said at once, so that the way out can be offered. */
function whyNobody(wanted: Wanted, agents: readonly MatchAgent[]): Reason {
  const onDuty = agents.filter(isOnDuty);
  if (onDuty.length === 0 || onDuty.some((agent) => isAble(wanted, agent))) return { code: 'nobody_at_work' };
  const missing = wanted.requiredSkills.filter((skill) => !onDuty.some((agent) => agent.skills.includes(skill)));
  if (missing.length > 0) return { code: 'nobody_has_skill', detail: missing.join(', ') };
  if (wanted.languageNeeded && !onDuty.some((agent) => speaks(agent, wanted.language))) {
    return { code: 'nobody_speaks_language', detail: wanted.language };
  }
  return { code: 'nobody_has_all', detail: wanted.requiredSkills.join(', ') };
}

function primary(language: string): string {
  return language.split('-', 1)[0] ?? language;
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
function chooseAgent(wanted: Choosing, agents: readonly MatchAgent[], now: number): Chosen | null {
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
