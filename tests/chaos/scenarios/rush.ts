/** Many visitors at the same moment for a third as many places, on three nodes: nobody over capacity, everybody held once. */
import { randomUUID } from 'node:crypto';
import { connectDatabase } from '../../../server/platform/mongo.ts';
import { type CrowdAgent, must } from '../crowd.ts';
import { pause } from '../link.ts';
import { staffInAll } from '../more-staff.ts';
import { play, type Scenario } from '../scenario.ts';

const AGENTS = 20;
/** What every agent of the demonstration may hold. */
const CAPACITY = 3;
const LOOK_EVERY_MS = 20;
const ALL_WITHIN_MS = 600_000;

export const rush: Scenario = {
  name: 'a rush of visitors',
  run: (full) => {
    const people = full ? 200 : 90;
    return play(rush.name, { nodes: 3, members: 1 }, async ({ cluster, crowd }) => {
      const agents: CrowdAgent[] = [];
      for (const account of await staffInAll(cluster, 'agent', AGENTS)) agents.push(await crowd.agent(account));
      const database = await connectDatabase({ uri: cluster.mongo.uri, name: cluster.databaseName });
      const offers = database.connection.collection('offers');
      const accepted = () => offers.countDocuments({ result: 'accepted' });
      try {
        const startedAt = Date.now();
        const visitors = await Promise.all(Array.from({ length: people }, () => crowd.visitor()));
        const askedMs = Date.now() - startedAt;
        const fullAfterMs = await until(async () => (await accepted()) >= AGENTS * CAPACITY, startedAt);
        // Then each who is done makes room for the next, until nobody waits.
        let ended = 0;
        const serving = agents.map((agent) => serve(agent, () => ended >= people));
        const counting = until(async () => {
          ended = await database.connection.collection('conversations').countDocuments({ state: 'closed' });
          return ended >= people;
        }, startedAt);
        const allAfterMs = await counting;
        await Promise.all(serving);
        const ids = visitors.map(({ conversationId }) => conversationId);
        const taken = await offers.find({ conversationId: { $in: ids }, result: 'accepted' }).toArray();
        const once = new Set(taken.map(({ conversationId }) => conversationId)).size;
        const problems =
          once === people && taken.length === people ? [] : [`${taken.length} acceptances for ${people}`];
        const did = `${people} asked within ${askedMs} ms, ${AGENTS} agents' ${AGENTS * CAPACITY} places full after ${fullAfterMs} ms, all served after ${allAfterMs} ms, held once ${once}`;
        return { did, problems };
      } finally {
        await database.close();
      }
    });
  },
};

/** Ends whatever they have, and wraps it up. */
async function serve(agent: CrowdAgent, isOver: () => boolean): Promise<void> {
  const done = new Set<string>();
  while (!isOver()) {
    for (const conversationId of agent.views.keys()) {
      if (done.has(conversationId)) continue;
      done.add(conversationId);
      must(await agent.link.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' }));
      const wrapUp = { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true };
      must(await agent.link.ask('wrap-up:save', wrapUp));
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function until(isSo: () => Promise<boolean>, since: number): Promise<number> {
  while (!(await isSo())) {
    if (Date.now() - since > ALL_WITHIN_MS) throw new Error('It was not so in time.');
    await pause(LOOK_EVERY_MS);
  }
  return Date.now() - since;
}
