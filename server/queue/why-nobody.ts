/** Why nobody at work is able to take a conversation, in a code that staff and the visitor's way out go by. */
import type { Reason } from '../../shared/protocol/desk.ts';
import { isOnDuty, type MatchAgent } from './free-agents.ts';
import { hasSkills, isAble, type Needs, speaks } from './wanted.ts';

type Staff = Pick<MatchAgent, 'availability' | 'disabledAt' | 'languages' | 'skills'>;

/** What nobody on duty can do is said at once, so that the way out can be offered. */
export function whyNobody(wanted: Needs, agents: readonly Staff[]): Reason {
  const onDuty = agents.filter(isOnDuty);
  if (onDuty.length === 0 || onDuty.some((agent) => isAble(wanted, agent))) return { code: 'nobody_at_work' };
  const missing = wanted.requiredSkills.filter((skill) => !onDuty.some((agent) => hasSkills(agent, [skill])));
  if (missing.length > 0) return { code: 'nobody_has_skill', detail: missing.join(', ') };
  if (wanted.languageNeeded && !onDuty.some((agent) => speaks(agent, wanted.language))) {
    return { code: 'nobody_speaks_language', detail: wanted.language };
  }
  return { code: 'nobody_has_all', detail: wanted.requiredSkills.join(', ') };
}

/** Somebody is on duty, and nobody of them could help: waiting for a free place would buy nothing. */
export function nobodySuited(wanted: Needs, agents: readonly Staff[]): boolean {
  const onDuty = agents.filter(isOnDuty);
  return onDuty.length > 0 && !onDuty.some((agent) => isAble(wanted, agent));
}
