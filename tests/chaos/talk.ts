/** Conversations that go on: a visitor and an agent who write in turn, each with one line outstanding. */
import { type Crowd, type CrowdAgent, type CrowdVisitor, must } from './crowd.ts';
import { jitter, LinkClosed, pause } from './link.ts';

export interface Talk {
  readonly visitor: CrowdVisitor;
  readonly agent: CrowdAgent;
}

export interface Chatter {
  /** Everybody finishes the line they are at. */
  stop(): Promise<void>;
  /** Resolves when nobody talks any more, because all has been said. */
  readonly done: Promise<void>;
}

export interface ChatterOptions {
  /** Between two lines of one person. */
  readonly paceMs: number;
  /** All together; else until they are stopped. */
  readonly lines?: number;
}

/** So many conversations, each taken by one of the agents at work. */
export async function beginTalks(crowd: Crowd, count: number): Promise<Talk[]> {
  const visitors: CrowdVisitor[] = [];
  for (let each = 0; each < count; each += 1) visitors.push(await crowd.visitor());
  return Promise.all(
    visitors.map(async (visitor) => {
      const { conversationId } = visitor;
      const agent = await Promise.any(
        crowd.agents.map(async (each) => {
          await each.follows(conversationId);
          return each;
        }),
      );
      return { visitor, agent };
    }),
  );
}

/** Gives the agent's place free again, after an end. */
export async function wrapUp({ agent, visitor }: Talk): Promise<void> {
  const { conversationId } = visitor;
  const saved = { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true };
  must(await agent.link.ask('wrap-up:save', saved));
}

export function chatter(talks: readonly Talk[], { paceMs, lines }: ChatterOptions): Chatter {
  let stopped = false;
  let left = lines ?? Number.POSITIVE_INFINITY;
  const speak = async (say: () => Promise<{ readonly ok: boolean }>): Promise<void> => {
    while (!stopped && left > 0) {
      left -= 1;
      const { ok } = await say();
      // Refused for good: this conversation is over for them.
      if (!ok) return;
      await pause(jitter(0.5 * paceMs, 1.5 * paceMs));
    }
  };
  const untilLetGo = (error: unknown): void => {
    // The story broke off and everybody was let go: what broke it is told elsewhere.
    if (!(error instanceof LinkClosed)) throw error;
  };
  const done = Promise.all(
    talks.flatMap(({ visitor, agent }) => [speak(() => visitor.say()), speak(() => agent.say(visitor.conversationId))]),
  ).then(() => undefined, untilLetGo);
  return {
    done,
    stop: async () => {
      stopped = true;
      await done;
    },
  };
}
