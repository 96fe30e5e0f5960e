/**
 * Lines of agents who can be asked, in the order of choice. One agent stands in many lines (one for each kind of
 * conversation); asked from one of them, they are passed over in all.
 */
import { byLoad } from './choice.ts';
import type { Standing } from './exclusions.ts';
import type { MatchAgent } from './free-agents.ts';

export interface Line {
  /** How many can still be asked, leaving out the barred. */
  leftWithout(barred: Standing): number;
  /** The first two: whom to ask, and the one who shows why. Whoever is favoured goes in front of all. */
  firstTwo(barred: Standing, favoured: string | null): readonly MatchAgent[];
  all(barred: Standing): readonly MatchAgent[];
}

export interface Lines {
  /** The free and the resting among these, those first of whom both preferences are true, then the first, then the second. */
  among(ids: ReadonlySet<string>, prefers: (agent: MatchAgent) => readonly [boolean, boolean]): readonly [Line, Line];
  take(agentId: string): void;
}

interface Counted {
  left: number;
}

export function createLines(askable: readonly MatchAgent[], isFree: (agent: MatchAgent) => boolean): Lines {
  const ordered = [...askable].sort(byLoad);
  const [free, paused] = [ordered.filter(isFree), ordered.filter((agent) => !isFree(agent))];
  const waiting = new Map(ordered.map((agent) => [agent._id, agent]));
  const standsIn = new Map<string, Counted[]>(ordered.map(({ _id }) => [_id, []]));

  function line(members: readonly MatchAgent[]): Line {
    const counted: Counted = { left: 0 };
    const ids = new Set<string>();
    for (const { _id } of members) {
      if (!waiting.has(_id)) continue;
      ids.add(_id);
      standsIn.get(_id)?.push(counted);
      counted.left += 1;
    }
    const canBeAsked = (id: string) => ids.has(id) && waiting.has(id);
    let from = 0;
    return {
      leftWithout: (barred) => {
        if (counted.left === 0 || barred.size === 0) return counted.left;
        let left = counted.left;
        for (const id of barred.keys()) if (canBeAsked(id)) left -= 1;
        return left;
      },
      firstTwo: (barred, favoured) => {
        const found: MatchAgent[] = [];
        const first = favoured !== null && canBeAsked(favoured) && !barred.has(favoured) && waiting.get(favoured);
        if (first) found.push(first);
        for (let at = from; at < members.length && found.length < 2; at += 1) {
          const agent = members[at];
          if (!agent || !waiting.has(agent._id)) {
            // Nobody comes back into a line: what was passed at its head is never looked at again.
            if (at === from) from += 1;
          } else if (agent !== first && !barred.has(agent._id)) found.push(agent);
        }
        return found;
      },
      all: (barred) => members.filter(({ _id }) => waiting.has(_id) && !barred.has(_id)),
    };
  }

  return {
    among: (ids, prefers) => {
      const sorted = (list: readonly MatchAgent[]) => {
        const ranks: MatchAgent[][] = [[], [], [], []];
        for (const agent of list) {
          if (!ids.has(agent._id)) continue;
          const [one, other] = prefers(agent);
          ranks[(one ? 0 : 2) + (other ? 0 : 1)]?.push(agent);
        }
        return ranks.flat();
      };
      return [line(sorted(free)), line(sorted(paused))];
    },
    take: (agentId) => {
      if (!waiting.delete(agentId)) return;
      for (const counted of standsIn.get(agentId) ?? []) counted.left -= 1;
    },
  };
}
