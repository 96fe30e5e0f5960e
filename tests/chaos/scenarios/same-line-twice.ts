/** One agent with a socket on each of two nodes sends the same line on both at once: one entry each time (L2). */
import { randomUUID } from 'node:crypto';
import { play, type Scenario } from '../scenario.ts';
import { beginTalks } from '../talk.ts';
import { storedLogs } from '../verdict.ts';

const AT_ONCE = 8;

export const sameLineTwice: Scenario = {
  name: 'the same line sent to two nodes at once',
  run: (full) => {
    const times = full ? 1_000 : 100;
    return play(sameLineTwice.name, { nodes: 2, members: 1 }, async ({ cluster, crowd }) => {
      const [here, there] = cluster.nodes();
      if (!here || !there) throw new Error('There are not two nodes.');
      const account = cluster.account('agent', 0);
      const one = await crowd.agent(account, { pick: async () => here });
      const [talk] = await beginTalks(crowd, 1);
      if (!talk) throw new Error('Nobody answered.');
      const { conversationId } = talk.visitor;
      const two = await crowd.agent(account, { as: one.me, pick: async () => there });
      await two.follows(conversationId);
      let left = times;
      const sender = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const clientId = randomUUID();
          const line = { clientId, text: `line ${clientId}`, inOrder: false };
          await Promise.all([one, two].map((agent) => agent.say(conversationId, line)));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, sender));
      const log = (await storedLogs(cluster, [conversationId])).get(conversationId) ?? [];
      const entries = log.filter(({ kind }) => kind === 'message').length;
      const problems = entries === times ? [] : [`${entries} entries of ${times} lines`];
      return { did: `${times} lines, each sent on both, gave ${entries} entries`, problems };
    });
  },
};
