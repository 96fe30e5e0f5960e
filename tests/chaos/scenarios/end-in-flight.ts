/** "End" against lines in flight on two nodes: nothing comes after the end, and nothing that was acknowledged is lost (L1, L3). */
import { randomUUID } from 'node:crypto';
import type { ChaosNode } from '../cluster.ts';
import type { CrowdAgent } from '../crowd.ts';
import { must } from '../crowd.ts';
import { jitter, pause } from '../link.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';
import { wrapUp } from '../talk.ts';

const AGENTS = 6;
const LINES = 3;
const APART_MS = 6;

export const endInFlight: Scenario = {
  name: 'the end against lines in flight',
  run: (full) => {
    const times = full ? 1_000 : 60;
    return play(endInFlight.name, { nodes: 2, members: 1 }, async (stage) => {
      const { cluster, crowd } = stage;
      const [here, there] = cluster.nodes();
      if (!here || !there) throw new Error('There are not two nodes.');
      for (let index = 0; index < AGENTS; index += 1) {
        await crowd.agent(cluster.account('agent', index), { pick: async () => there });
      }
      let left = times;
      const lane = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          await endOne(stage, here, left % 2 === 0);
        }
      };
      await Promise.all(Array.from({ length: AGENTS }, lane));
      const late = crowd.recorder.refusals.filter(({ code }) => code === 'closed').length;
      return { did: `${times} ends, ${late} lines came too late and were told so`, mayBeRefused: ['closed'] };
    });
  },
};

async function endOne({ crowd }: Stage, here: ChaosNode, byVisitor: boolean): Promise<void> {
  const visitor = await crowd.visitor({ pick: async () => here });
  const { conversationId } = visitor;
  const agent = await Promise.any(
    crowd.agents.map(async (each): Promise<CrowdAgent> => {
      await each.follows(conversationId);
      return each;
    }),
  );
  const atOnce = { inOrder: false };
  const soon = <T>(act: () => Promise<T>): Promise<T> => pause(jitter(0, APART_MS)).then(act);
  const ending = soon(() =>
    byVisitor
      ? visitor.leave()
      : agent.link.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' }),
  );
  await Promise.all([
    ending.then((reply) => must(reply)),
    ...Array.from({ length: LINES }, () => soon(() => visitor.say(atOnce))),
    ...Array.from({ length: LINES }, () => soon(() => agent.say(conversationId, atOnce))),
  ]);
  await wrapUp({ visitor, agent });
}
