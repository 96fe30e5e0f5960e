/** A node that is killed at each step of a write: before, during and after the commit, before the answer, before the signal. */
import type { Step } from '../../../server/platform/steps.ts';
import { busyNode, play, type Scenario } from '../scenario.ts';
import { beginTalks, chatter } from '../talk.ts';

export const STEPS_OF_A_LINE: readonly Step[] = [
  'insert:before',
  'insert:during',
  'insert:after',
  'acknowledge:before',
  'publish:before',
];
/** One more is kept, so that a kill need not wait for the last one's successor. */
const WARM = 3;
const AGENTS = 4;
const TALKS = 10;

export const nodesKilled: Scenario = {
  name: 'a node killed at each step of a write',
  run: (full) => {
    const each = full ? 20 : 2;
    return play(nodesKilled.name, { nodes: WARM + 1, members: 1 }, async ({ cluster, crowd }) => {
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const talking = chatter(await beginTalks(crowd, TALKS), { paceMs: 150 });
      let kills = 0;
      for (let round = 0; round < each; round += 1) {
        for (const killAt of STEPS_OF_A_LINE) {
          await cluster.whole(WARM);
          await (await busyNode({ cluster, crowd })).killAt({ killAt, afterHits: Math.floor(Math.random() * 10) });
          kills += 1;
        }
      }
      await talking.stop();
      return { did: `${kills} kills at ${STEPS_OF_A_LINE.length} steps, ${TALKS} conversations` };
    });
  },
};
