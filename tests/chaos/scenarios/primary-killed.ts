/** The MongoDB primary killed again and again while people write: an election each time, and nothing acknowledged is lost. */
import { pause } from '../link.ts';
import { play, type Scenario } from '../scenario.ts';
import { beginTalks, chatter } from '../talk.ts';

const AGENTS = 4;
const TALKS = 10;
const LOOK_EVERY_MS = 20;

export const primaryKilled: Scenario = {
  name: 'the primary killed',
  run: (full) => {
    const [kills, lines, paceMs] = full ? [20, 2_000, 1_200] : [1, 200, 400];
    return play(primaryKilled.name, { nodes: 3, members: 3 }, async ({ cluster, crowd }) => {
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const talks = await beginTalks(crowd, TALKS);
      crowd.recorder.restart();
      const talking = chatter(talks, { paceMs, lines });
      const { acknowledged } = crowd.recorder;
      let done = 0;
      for (; done < kills; done += 1) {
        const due = Math.floor(((done + 0.5) * lines) / kills);
        while (acknowledged.length < due) await pause(LOOK_EVERY_MS);
        await (await cluster.mongo.primary()).kill();
        await cluster.mongo.heal();
      }
      await talking.done;
      const silence = crowd.recorder.longestSilenceMs();
      const missed = acknowledged.length < lines ? [`only ${acknowledged.length} of ${lines} were acknowledged`] : [];
      return {
        did: `${done} kills during ${lines} sends, at the longest ${silence} ms without an acknowledgement`,
        problems: missed,
      };
    });
  },
};
