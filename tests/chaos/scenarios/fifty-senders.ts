/** Fifty senders on three nodes in one conversation: 1 … N, in the same order for all (L3). */
import { randomUUID } from 'node:crypto';
import type { CrowdAgent } from '../crowd.ts';
import { must } from '../crowd.ts';
import { play, type Scenario } from '../scenario.ts';
import { beginTalks } from '../talk.ts';

const SENDERS = 50;
/** Agents of an even number are in the team of the conversations, and may be asked in. */
const COLLEAGUES = [2, 4];

export const fiftySenders: Scenario = {
  name: 'fifty senders in one conversation',
  run: (full) => {
    const lines = full ? 20 : 4;
    return play(fiftySenders.name, { nodes: 3, members: 1 }, async ({ cluster, crowd }) => {
      const nodes = cluster.nodes();
      const at = (index: number) => async () => nodes[index % nodes.length] ?? cluster.pick();
      const holder = await crowd.agent(cluster.account('agent', 0), { pick: at(0) });
      const [talk] = await beginTalks(crowd, 1);
      if (!talk) throw new Error('Nobody answered.');
      const { visitor } = talk;
      const { conversationId } = visitor;
      const people: CrowdAgent[] = [holder];
      for (const index of COLLEAGUES) {
        const agent = await crowd.agent(cluster.account('agent', index), { pick: at(index) });
        const to = { agentId: agent.me.agentId };
        const asked = { clientId: randomUUID(), conversationId, to, note: 'Please help', warm: true };
        must(await holder.link.ask('conversation:transfer', asked));
        people.push(agent);
      }
      const sockets: CrowdAgent[] = [...people];
      while (sockets.length < SENDERS - 1) {
        const nth = sockets.length;
        const as = people[nth % people.length]?.me ?? holder.me;
        sockets.push(await crowd.agent(cluster.account('agent', 0), { as, pick: at(nth), available: false }));
      }
      await Promise.all(sockets.map((socket) => socket.follows(conversationId)));
      const speak = async (say: (place: string) => Promise<unknown>, nth: number): Promise<void> => {
        for (let line = 0; line < lines; line += 1) await say(` at ${nth}`);
      };
      await Promise.all([
        speak((place) => visitor.say({ place }), SENDERS),
        ...sockets.map((socket, nth) => speak((place) => socket.say(conversationId, { place }), nth)),
      ]);
      return { did: `${SENDERS} senders, ${lines} lines each, ${people.length} agents on ${nodes.length} nodes` };
    });
  },
};
