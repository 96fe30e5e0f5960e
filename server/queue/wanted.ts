/** What a waiting conversation wants of an agent, and what an agent can do of it: languages and skills. */
import type { Priority } from '../../shared/protocol/conversation.ts';
import type { Exclusion } from './exclusions.ts';
import type { MatchAgent } from './free-agents.ts';

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

/** What somebody must be able to do to help at all. */
export type Needs = Pick<Wanted, 'language' | 'languageNeeded' | 'requiredSkills'>;

type Can = Pick<MatchAgent, 'languages' | 'skills'>;

/** "en" serves "en-GB" and the other way round; two written forms of one language do not serve each other. */
export function speaks({ languages }: Can, language: string): boolean {
  return languages.some((one) => one === language || one === primary(language) || primary(one) === language);
}

export function hasSkills(agent: Can, skills: readonly string[]): boolean {
  return skills.every((skill) => agent.skills.includes(skill));
}

export function isAble(wanted: Needs, agent: Can): boolean {
  return hasSkills(agent, wanted.requiredSkills) && (!wanted.languageNeeded || speaks(agent, wanted.language));
}

/**
 * Languages that the same people speak have one name, so that there are never more of them than these people list,
 * whatever visitors send: "pl-PL", where nobody lists it, is any written form of "pl".
 */
export function languageClasses(agents: readonly Can[]): (language: string) => string {
  const listed = new Set(agents.flatMap(({ languages }) => languages));
  const bases = new Set([...listed].map(primary));
  return (language) => {
    if (listed.has(language) || bases.has(language)) return language;
    return listed.has(primary(language)) ? `${primary(language)}-*` : '';
  };
}

function primary(language: string): string {
  const dash = language.indexOf('-');
  return dash === -1 ? language : language.slice(0, dash);
}
