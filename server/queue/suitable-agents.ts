/**
 * Who at work could take a conversation, whether or not they are free. Required skills and a needed language never relax;
 * preferences relax with time; exclusions lapse when nobody else is left, a conflict of interest never.
 */
import type { Priority } from '../../shared/protocol/conversation.ts';
import type { Reason } from '../../shared/protocol/desk.ts';
import { type Exclusion, exclusionOf } from './exclusions.ts';
import { isAtWork, isOnDuty, type MatchAgent } from './free-agents.ts';

/** What of a waiting conversation decides who may be offered it. */
export interface Wanted {
  readonly priority: Priority;
  readonly enqueuedAt: number;
  readonly language: string;
  readonly languageNeeded: boolean;
  readonly requiredSkills: readonly string[];
  readonly preferredSkills: readonly string[];
  readonly exclusions: readonly Exclusion[];
}

export interface PreferenceSettings {
  readonly languageRelaxesMs: number;
  readonly youngSkillRelaxesMs: number;
}

export interface Suitable {
  readonly agents: readonly MatchAgent[];
  /** Those whom a preference still keeps out, though they could do it. */
  readonly keptOut: readonly MatchAgent[];
  /** Everybody who could is excluded: exclusions that may lapse have lapsed, and a supervisor is to know. */
  readonly exhausted: boolean;
  /** Why there is nobody, where there is nobody. */
  readonly nobody: Reason | null;
}

/** "en" serves "en-GB" and the other way round; two written forms of one language do not serve each other. */
export function speaks(agent: MatchAgent, language: string): boolean {
  return agent.languages.some((one) => one === language || one === primary(language) || primary(one) === language);
}

export function hasSkills(agent: MatchAgent, skills: readonly string[]): boolean {
  return skills.every((skill) => agent.skills.includes(skill));
}

export function suitableAgents(
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
