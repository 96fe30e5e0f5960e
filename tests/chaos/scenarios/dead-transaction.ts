/**
 * A node killed inside a transaction keeps what it locked for three seconds (`transactionLifetimeLimitSeconds`), and with it
 * the next number of one conversation: all other conversations go on meanwhile. That it is really locked is asked of the
 * database each time: a write to the same conversation meets a conflict (`WriteConflict`).
 */
import { mongo } from 'mongoose';
import type { Cluster } from '../cluster.ts';
import { must } from '../crowd.ts';
import { pause } from '../link.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';
import { beginTalks, chatter, type Talk, wrapUp } from '../talk.ts';

const AGENTS = 4;
const TALKS = 8;
const LIMIT_MS = 10_000;
const ENDED_WITHIN_MS = 30_000;

export const deadTransaction: Scenario = {
  name: 'a node killed inside a transaction',
  run: (full) => {
    const times = full ? 10 : 2;
    return play(deadTransaction.name, { nodes: 4, members: 1 }, async (stage) => {
      const { cluster, crowd } = stage;
      for (let index = 0; index < AGENTS; index += 1) await crowd.agent(cluster.account('agent', index));
      const others = chatter(await beginTalks(crowd, TALKS), { paceMs: 150 });
      const stuck: string[] = [];
      let longestItself = 0;
      let locked = 0;
      for (let time = 0; time < times; time += 1) {
        await cluster.whole();
        const [talk] = await beginTalks(crowd, 1);
        if (!talk) continue;
        await apart(stage, talk);
        stuck.push(talk.visitor.conversationId);
        const { tookMs, wasLocked } = await endBesideDeath(stage, talk);
        longestItself = Math.max(longestItself, tookMs);
        if (wasLocked) locked += 1;
      }
      await others.stop();
      const delays = crowd.recorder.latencies.filter(({ conversationId }) => !stuck.includes(conversationId));
      const longest = Math.max(...delays.map(({ ms }) => ms));
      const did = `${times} times, locked ${locked} times, other conversations delayed by at most ${longest} ms, its own end by ${longestItself} ms`;
      const problems = longest < LIMIT_MS ? [] : [`another conversation was delayed by ${longest} ms`];
      if (locked < times) problems.push(`the dead transaction held its lock only ${locked} times of ${times}`);
      return { did, problems, mayBeRefused: ['closed'] };
    });
  },
};

/** The visitor's node dies; the agent must be on another, to go on writing into the conversation that is held. */
async function apart({ cluster }: Stage, { visitor, agent }: Talk): Promise<void> {
  while (visitor.link.at() === null || visitor.link.at() === agent.link.at()) {
    await cluster.at(visitor.link.at())?.kill();
    await pause(100);
  }
}

interface Beside {
  /** How long the visitor's own end took, from the first try to the acknowledgement. */
  readonly tookMs: number;
  readonly wasLocked: boolean;
}

async function endBesideDeath({ cluster }: Stage, { visitor, agent }: Talk): Promise<Beside> {
  const node = cluster.at(visitor.link.at());
  const dying = node?.killAt({ killAt: 'transaction:open', afterHits: 0 });
  const begun = Date.now();
  const ending = visitor.leave();
  await dying;
  const wasLocked = await isLocked(cluster, visitor.conversationId);
  // Its number is taken by the dead transaction; this line goes out in a batch with those of other conversations.
  await Promise.race([agent.say(visitor.conversationId), pause(ENDED_WITHIN_MS)]);
  must(await ending);
  const tookMs = Date.now() - begun;
  await wrapUp({ visitor, agent });
  return { tookMs, wasLocked };
}

/** Tries to write the conversation in a transaction that is never committed: at a document that is locked it fails at once. */
async function isLocked({ mongo: { uri }, databaseName }: Cluster, _id: string): Promise<boolean> {
  const client = new mongo.MongoClient(uri);
  const session = client.startSession();
  try {
    session.startTransaction();
    const conversations = client.db(databaseName).collection<{ _id: string }>('conversations');
    await conversations.updateOne({ _id }, { $set: { chaosProbe: true } }, { session });
    return false;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.codeName === 'WriteConflict') return true;
    throw error;
  } finally {
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
    await client.close();
  }
}
