/** The node that leads the matching is killed while somebody comes: another leads within 5 s, and they are answered (Q3). */
import { type CrowdAgent, must } from '../crowd.ts';
import { pause } from '../link.ts';
import { createQueueFacts, type QueueFacts } from '../queue-facts.ts';
import { play, type Scenario } from '../scenario.ts';
import { wrapUp } from '../talk.ts';

const WARM = 3;
const AGENTS = 3;
/** What is promised, three times: the machine that plays this may be busy with much else. */
const LIMIT_MS = 3 * 5_000;
const LOOK_EVERY_MS = 10;

export const leaderKilled: Scenario = {
  name: 'the node that leads the matching killed',
  run: (full) => {
    const times = full ? 20 : 2;
    return play(leaderKilled.name, { nodes: WARM + 1, members: 1 }, async ({ cluster, crowd, afterwards }) => {
      const facts = createQueueFacts(cluster);
      afterwards(() => facts.close());
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const moved: number[] = [];
      const answered: number[] = [];
      for (let time = 0; time < times; time += 1) {
        await cluster.whole(WARM);
        const leader = await facts.leader();
        await leader.kill();
        const killedAt = Date.now();
        const moving = movedFrom(leader.nodeId, facts).then(() => moved.push(Date.now() - killedAt));
        const visitor = await crowd.visitor({ pick: () => cluster.pick() });
        const agent = await Promise.any(crowd.agents.map((each) => followed(each, visitor.conversationId)));
        answered.push(Date.now() - killedAt);
        await moving;
        must(await visitor.leave());
        await wrapUp({ visitor, agent });
      }
      const longest = Math.max(...moved);
      const did = `${times} kills, another led after ${median(moved)} ms, at the longest ${longest} ms; whoever came then was answered after at most ${Math.max(...answered)} ms`;
      const late = longest < LIMIT_MS ? [] : [`nobody led for ${longest} ms`];
      const last =
        Math.max(...answered) < LIMIT_MS
          ? []
          : [`somebody waited ${Math.max(...answered)} ms beside agents who were free`];
      return { did, problems: [...late, ...last] };
    });
  },
};

async function movedFrom(nodeId: string, facts: QueueFacts): Promise<void> {
  for (;;) {
    const leads = await facts.ledBy();
    if (leads !== null && leads !== nodeId) return;
    await pause(LOOK_EVERY_MS);
  }
}

async function followed(agent: CrowdAgent, conversationId: string): Promise<CrowdAgent> {
  await agent.follows(conversationId);
  return agent;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
