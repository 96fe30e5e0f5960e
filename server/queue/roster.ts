/**
 * The agents of one matching round, looked at once: those who can be asked stand in line in the order of choice, and
 * conversations that want the same share one group, so that a thousand who wait cost a thousand steps and not a thousand
 * times all agents.
 */
import type { Reason } from '../../shared/protocol/desk.ts';
import type { Standing } from './exclusions.ts';
import { couldBeAsked, isAtWork, isFree, type MatchAgent } from './free-agents.ts';
import { createLines, type Line } from './lines.ts';
import { hasSkills, isAble, languageClasses, speaks, type Wanted } from './wanted.ts';
import { whyNobody } from './why-nobody.ts';

export interface Pool {
  /** All at work who belong to it, free or not. */
  readonly size: number;
  sizeWithout(barred: Standing): number;
  readonly free: Line;
  /** Those who could be asked but rest after a hard conversation. */
  readonly paused: Line;
}

/** Those who are able to take what conversations of one kind want. */
export interface Group {
  readonly able: Pool;
  speaking(): Pool;
  skilled(speaking: boolean): Pool;
  /** Why nobody is able, in words for this conversation. */
  nobody(wanted: Wanted): Reason;
}

export interface Roster {
  groupFor(wanted: Wanted): Group;
  /** Asked once, nobody is asked again in this round. */
  take(agent: MatchAgent): void;
}

export function createRoster(agents: readonly MatchAgent[], now: number): Roster {
  const atWork = agents.filter(isAtWork);
  const lines = createLines(atWork.filter(couldBeAsked), (agent) => isFree(agent, now));
  const languageClass = languageClasses(agents);
  const groups = new Map<string, Group>();

  function pool(members: readonly MatchAgent[], { language, preferredSkills }: Wanted): Pool {
    const ids = new Set(members.map(({ _id }) => _id));
    const [free, paused] = lines.among(ids, (agent) => [speaks(agent, language), hasSkills(agent, preferredSkills)]);
    return {
      size: ids.size,
      sizeWithout: (barred) => ids.size - countIn(barred, ids),
      free,
      paused,
    };
  }

  function group(wanted: Wanted): Group {
    const members = atWork.filter((agent) => isAble(wanted, agent));
    const able = pool(members, wanted);
    const spoken = members.filter((agent) => speaks(agent, wanted.language));
    const skilledOf = (list: readonly MatchAgent[]) => list.filter((agent) => hasSkills(agent, wanted.preferredSkills));
    const speaking = once(() => pool(spoken, wanted));
    const skilled = once(() => pool(skilledOf(members), wanted));
    const both = once(() => pool(skilledOf(spoken), wanted));
    const reason = once(() => whyNobody(wanted, agents));
    return {
      able,
      speaking,
      skilled: (speaks) => (speaks ? both() : skilled()),
      // Languages that nobody speaks are one group; each conversation is told of its own.
      nobody: ({ language }) =>
        reason().code === 'nobody_speaks_language' ? { code: reason().code, detail: language } : reason(),
    };
  }

  return {
    groupFor: (wanted) => {
      const { languageNeeded, language, requiredSkills, preferredSkills } = wanted;
      const key = `${languageNeeded}\n${languageClass(language)}\n${requiredSkills.join()}\n${preferredSkills.join()}`;
      const known = groups.get(key);
      if (known) return known;
      const made = group(wanted);
      groups.set(key, made);
      return made;
    },
    take: ({ _id }) => lines.take(_id),
  };
}

/** How many of the barred belong here. */
export function countIn(barred: Standing, ids: { has(id: string): boolean }): number {
  let count = 0;
  for (const id of barred.keys()) if (ids.has(id)) count += 1;
  return count;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
