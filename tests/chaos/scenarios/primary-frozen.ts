/** The primary stops without a word, its connections stay open: the others elect, and everybody goes on before it wakes. */
import { pause } from '../link.ts';
import { play, type Scenario } from '../scenario.ts';
import { beginTalks, chatter } from '../talk.ts';

const AGENTS = 4;
const TALKS = 10;
const AFTERWARDS_MS = 3_000;

export const primaryFrozen: Scenario = {
  name: 'the primary frozen',
  run: (full) => {
    const frozenMs = full ? 30_000 : 12_000;
    return play(primaryFrozen.name, { nodes: 3, members: 3 }, async ({ cluster, crowd }) => {
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const talks = await beginTalks(crowd, TALKS);
      crowd.recorder.restart();
      const talking = chatter(talks, { paceMs: 300 });
      await pause(1_000);
      const primary = await cluster.mongo.primary();
      primary.freeze();
      const before = crowd.recorder.acknowledged.length;
      await pause(frozenMs);
      const during = crowd.recorder.acknowledged.length - before;
      primary.thaw();
      await pause(AFTERWARDS_MS);
      await talking.stop();
      const silence = crowd.recorder.longestSilenceMs();
      return {
        did: `frozen for ${frozenMs / 1_000} s, ${during} acknowledged meanwhile, at the longest ${silence} ms without one`,
        problems: silence < frozenMs ? [] : ['nothing was acknowledged before the old primary woke'],
      };
    });
  },
};
