/**
 * A node killed at each step of a change of state, an offer, an accept, a transfer, an end: before its commit, after it, and
 * before those concerned are told. What was asked is asked again elsewhere and has happened once; at every moment the agents
 * hold what the conversations say, and nobody who waits is forgotten (L1, L2, Q1, Q2, Q3).
 */
import { randomUUID } from 'node:crypto';
import type { Step } from '../../../server/platform/steps.ts';
import type { ChaosNode } from '../cluster.ts';
import { type CrowdAgent, must, type Offer } from '../crowd.ts';
import { pause } from '../link.ts';
import { createQueueFacts, type QueueFacts } from '../queue-facts.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';
import { createShiftCheck } from '../shift-check.ts';
import { beginTalks, chatter, type Talk, wrapUp } from '../talk.ts';

const CHANGES = ['offer', 'accept', 'transfer', 'end'] as const;
type Change = (typeof CHANGES)[number];

/** Each with the step before it, so that it is a step of this change and of no other. */
const STEPS: readonly (readonly [killAt: Step, onceAt?: Step])[] = [
  ['transaction:open'],
  ['transaction:committed', 'transaction:open'],
  ['change:tell', 'transaction:committed'],
];

const ROUNDS = 5;
const WARM = 3;
/** Agents of an even number are in the team of the conversations, and may be given one. */
const AGENTS = 4;
const TALKS = 3;
const REACHED_WITHIN_MS = 20_000;
/** The lease of a dead leader, a round, and a dead transaction that holds what it locked. */
const FORGOTTEN_AFTER_MS = 15_000;
const LOOK_EVERY_MS = 250;

interface Killing extends Stage {
  readonly facts: QueueFacts;
  /** What the agents do when it rings. */
  ring: (offer: Offer, agent: CrowdAgent) => void;
  readonly problems: string[];
  longestMs: number;
}

type Arm = (node: ChaosNode | undefined) => Promise<void>;

export const changesKilled: Scenario = {
  name: 'a node killed at each step of a change of state',
  run: (full) => {
    const options = { nodes: WARM + 1, members: 1, capacity: 6 } as const;
    return play(changesKilled.name, options, async (stage) => {
      const facts = createQueueFacts(stage.cluster);
      stage.afterwards(() => facts.close());
      const killing: Killing = { ...stage, facts, ring: acceptIt, problems: [], longestMs: 0 };
      for (let index = 0; index < AGENTS; index += 1)
        await stage.crowd.agent(stage.cluster.account('agent', 2 * index), {
          onOffer: (offer, agent) => killing.ring(offer, agent),
        });
      const talking = chatter(await beginTalks(stage.crowd, TALKS), { paceMs: 200 });
      const looking = lookOn(stage);
      stage.afterwards(async () => void (await looking.stop()));
      let kills = 0;
      const rounds = full ? ROUNDS : 1;
      for (let round = 0; round < rounds; round += 1)
        for (const [nth, [killAt, onceAt]] of STEPS.entries())
          for (const [index, change] of CHANGES.entries()) {
            // The short form takes every second one, so that each change and each step is among them.
            if (!full && (nth + index) % 2 === 1) continue;
            await killOnce(killing, change, { killAt, afterHits: 0, ...(onceAt ? { onceAt } : {}) });
            kills += 1;
          }
      await talking.stop();
      killing.problems.push(...(await looking.stop()));
      const did = `${kills} kills at ${STEPS.length} steps of ${CHANGES.length} changes, each done after all after at most ${killing.longestMs} ms`;
      return { did, problems: killing.problems, mayBeRefused: ['closed'] };
    });
  },
};

function acceptIt(offer: Offer, agent: CrowdAgent): void {
  agent.accept(offer);
}

async function killOnce(killing: Killing, change: Change, order: Parameters<ChaosNode['arm']>[0]): Promise<void> {
  const { cluster, crowd, problems } = killing;
  await cluster.whole(WARM);
  await Promise.all(crowd.agents.map(({ link }) => link.connected()));
  let diedAt = 0;
  let dying: Promise<unknown> = Promise.resolve();
  const arm: Arm = async (node) => {
    if (!node) throw new Error('Nobody is connected there.');
    await node.arm(order);
    const limit = pause(REACHED_WITHIN_MS).then(() => {
      if (diedAt === 0) problems.push(`${order.killAt} was not reached by ${change}`);
      return diedAt === 0 ? node.kill() : undefined;
    });
    dying = Promise.race([node.died, limit]).then(() => {
      diedAt = Date.now();
    });
  };
  const talk = await HAPPEN[change](killing, arm);
  await dying;
  killing.longestMs = Math.max(killing.longestMs, Date.now() - diedAt);
  await putAway(talk, change === 'end');
}

/** Each resolves when the change has happened after all, with who has the conversation then. */
const HAPPEN: Readonly<Record<Change, (killing: Killing, arm: Arm) => Promise<Talk>>> = {
  offer: async (killing, arm) => {
    const leader = await killing.facts.leader();
    await arm(leader);
    return held(killing, await killing.crowd.visitor({ pick: () => killing.cluster.pick(leader.url) }));
  },
  accept: async (killing, arm) => {
    killing.ring = (offer, agent) => {
      killing.ring = acceptIt;
      arm(killing.cluster.at(agent.link.at())).then(
        () => agent.accept(offer),
        (error: unknown) => killing.problems.push(String(error)),
      );
    };
    return held(killing, await killing.crowd.visitor());
  },
  transfer: async (killing, arm) => {
    const { visitor, agent } = await held(killing, await killing.crowd.visitor());
    const { conversationId } = visitor;
    const to = killing.crowd.agents.find((each) => each !== agent);
    await arm(killing.cluster.at(agent.link.at()));
    const given = { clientId: randomUUID(), conversationId, to: { agentId: to?.me.agentId }, note: 'Please' };
    must(await agent.link.ask('conversation:transfer', given));
    return held(killing, visitor, agent.me.agentId);
  },
  end: async (killing, arm) => {
    const talk = await held(killing, await killing.crowd.visitor());
    await arm(killing.cluster.at(talk.agent.link.at()));
    await end(talk);
    return talk;
  },
};

async function held({ facts, crowd }: Killing, visitor: Talk['visitor'], notThis?: string): Promise<Talk> {
  const agentId = await facts.heldBy(visitor.conversationId, notThis);
  const agent = crowd.agents.find(({ me }) => me.agentId === agentId);
  if (!agent) throw new Error('Somebody else holds it.');
  await agent.follows(visitor.conversationId);
  return { visitor, agent };
}

async function end({ visitor: { conversationId }, agent }: Talk): Promise<void> {
  must(await agent.link.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' }));
}

async function putAway(talk: Talk, hasEnded: boolean): Promise<void> {
  if (!hasEnded) must(await talk.visitor.say());
  if (!hasEnded) await end(talk);
  await wrapUp(talk);
}

/** Holds the whole database against the rules of the queue, all the time. */
function lookOn({ cluster }: Stage): { stop(): Promise<string[]> } {
  const check = createShiftCheck(cluster.mongo.uri, cluster.databaseName, FORGOTTEN_AFTER_MS);
  const found = new Set<string>();
  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      for (const each of await check.look()) found.add(each);
      await pause(LOOK_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await looking;
      await check.close();
      return [...found];
    },
  };
}
