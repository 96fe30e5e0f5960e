/**
 * "End" against lines in flight on two nodes: nothing comes after the end, and nothing that was acknowledged is lost (L1, L3).
 * Everybody talks on until they are told that it is too late. It was a race where the other node than the end's had a line
 * accepted after the end was asked for, and one too late: enough of the ends must have been one.
 */
import { randomUUID } from 'node:crypto';
import type { Reply } from '../../../shared/protocol/errors.ts';
import type { ChaosNode } from '../cluster.ts';
import type { CrowdAgent } from '../crowd.ts';
import { must } from '../crowd.ts';
import { jitter, pause } from '../link.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';
import { wrapUp } from '../talk.ts';

const AGENTS = 6;
/** Of each side; and the most that one of them says, should the end never come. */
const AT_ONCE = 2;
const MOST_LINES = 100;
const END_WITHIN_MS = 20;
const PACE_MS = 8;
/** One end in so many at least must have been a race; it is more than every second. */
const RACES_ONE_IN = 4;

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
      let races = 0;
      let longestMs = 0;
      const lane = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const { raced, tookMs } = await endOne(stage, here, left % 2 === 0);
          if (raced) races += 1;
          longestMs = Math.max(longestMs, tookMs);
        }
      };
      await Promise.all(Array.from({ length: AGENTS }, lane));
      const late = crowd.recorder.refusals.filter(({ code }) => code === 'closed').length;
      const inTime = crowd.recorder.acknowledged.length;
      const did = `${times} ends, ${inTime} lines came in time, ${late} too late and were told so, ${races} ends raced against lines of the other node, an end took at most ${Math.round(longestMs)} ms`;
      const problems = races < times / RACES_ONE_IN ? [`only ${races} of ${times} ends raced against lines`] : [];
      return { did, problems, mayBeRefused: ['closed'] };
    });
  },
};

interface Ended {
  /** While the end was on its way the other node had a line accepted, and then one too late. */
  readonly raced: boolean;
  readonly tookMs: number;
}

async function endOne({ crowd }: Stage, here: ChaosNode, byVisitor: boolean): Promise<Ended> {
  const visitor = await crowd.visitor({ pick: async () => here });
  const { conversationId } = visitor;
  const agent = await Promise.any(
    crowd.agents.map(async (each): Promise<CrowdAgent> => {
      await each.follows(conversationId);
      return each;
    }),
  );
  const atOnce = { inOrder: false };
  const talking = {
    visitor: talk(() => visitor.say(atOnce)),
    agent: talk(() => agent.say(conversationId, atOnce)),
  };
  await pause(jitter(0, END_WITHIN_MS));
  const asked = performance.now();
  must(
    byVisitor
      ? await visitor.leave()
      : await agent.link.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' }),
  );
  const tookMs = performance.now() - asked;
  const [visitors, agents] = await Promise.all([talking.visitor, talking.agent]);
  await wrapUp({ visitor, agent });
  const others = byVisitor ? agents : visitors;
  return { raced: others.some(({ ok, at }) => ok && at > asked) && others.some(({ ok }) => !ok), tookMs };
}

interface Answered {
  readonly ok: boolean;
  readonly at: number;
}

/** Line after line, some at once, until one comes too late. */
async function talk(say: () => Promise<Reply<unknown>>): Promise<Answered[]> {
  const answers: Answered[] = [];
  const speak = async (): Promise<void> => {
    for (let line = 0; line < MOST_LINES; line += 1) {
      const { ok } = await say();
      answers.push({ ok, at: performance.now() });
      if (!ok) return;
      await pause(jitter(0, PACE_MS));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, speak));
  return answers;
}
