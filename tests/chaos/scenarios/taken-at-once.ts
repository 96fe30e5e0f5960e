/** Agents who accept, supervisors who assign and who take over, all the same conversation at once, on three nodes: one has it. */
import { randomUUID } from 'node:crypto';
import type { ConversationDoc } from '../../../server/conversations/conversation.ts';
import { connectDatabase } from '../../../server/platform/mongo.ts';
import type { Cluster } from '../cluster.ts';
import { type CrowdAgent, must } from '../crowd.ts';
import { jitter, pause } from '../link.ts';
import { play, type Scenario, type Stage } from '../scenario.ts';

const AGENTS = 8;
const TOLD_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 10;
const APART_MS = 15;

/** What each desk was shown and what was taken from it again, by conversation. */
interface Desk {
  readonly shown: Set<string>;
  readonly gone: Set<string>;
  /** In the order in which they came, for the report when something is amiss. */
  readonly events: string[];
}
type Desks = Map<string, Desk>;

interface Figures {
  takers: number;
  refused: number;
  told: number;
  readonly problems: string[];
}

export const takenAtOnce: Scenario = {
  name: 'one conversation taken by many at once',
  run: (full) => {
    const times = full ? 500 : 40;
    return play(takenAtOnce.name, { nodes: 3, members: 1, capacity: 5 }, async (stage) => {
      const { cluster, crowd } = stage;
      const desks: Desks = new Map();
      const nodes = cluster.nodes();
      const come = async (role: string, index: number, seat: number): Promise<CrowdAgent> => {
        const desk: Desk = { shown: new Set(), gone: new Set(), events: [] };
        const agent = await crowd.agent(cluster.account(role, index), {
          available: role === 'agent',
          pick: async () => nodes[seat % nodes.length] ?? cluster.pick(),
          onEvent: (event, payload) => note(desk, event, payload),
        });
        desks.set(agent.me.agentId, desk);
        return agent;
      };
      const agents: CrowdAgent[] = [];
      for (let index = 0; index < AGENTS; index += 1) agents.push(await come('agent', index, index));
      const supervisors = [await come('supervisor', 0, 0), await come('supervisor', 1, 1)];
      const database = await connectDatabase({ uri: cluster.mongo.uri, name: cluster.databaseName });
      const figures: Figures = { takers: 0, refused: 0, told: 0, problems: [] };
      try {
        const stored = (_id: string) =>
          database.connection.collection<ConversationDoc>('conversations').findOne({ _id });
        const holding = (id: string) => database.connection.collection('agents').countDocuments({ holds: id });
        for (let time = 0; time < times; time += 1) {
          await takeOne(stage, { agents, supervisors, desks, figures, stored, holding, takers: 2 + (time % 9) });
        }
      } finally {
        await database.close();
      }
      const { takers, refused, told, problems } = figures;
      const did = `${times} conversations, ${takers} takers besides those it rang at, ${refused} refused, ${told} who lost it told`;
      return { did, problems };
    });
  },
};

interface Taking {
  readonly agents: readonly CrowdAgent[];
  readonly supervisors: readonly CrowdAgent[];
  readonly desks: Desks;
  readonly figures: Figures;
  readonly stored: (conversationId: string) => Promise<ConversationDoc | null>;
  readonly holding: (conversationId: string) => Promise<number>;
  readonly takers: number;
}

async function takeOne({ crowd, cluster }: Stage, taking: Taking): Promise<void> {
  const { agents, supervisors, figures, takers } = taking;
  const { conversationId } = await crowd.visitor({ pick: () => anyNode(cluster) });
  const attempts = Array.from({ length: takers }, async (_, index) => {
    await pause(jitter(0, APART_MS));
    const by = supervisors[index % supervisors.length];
    const given = { clientId: randomUUID(), conversationId, reason: 'Now' };
    const agentId = agents[(index * 3) % agents.length]?.me.agentId;
    const command = index % 3 === 0 ? 'conversation:take-over' : 'conversation:assign';
    return by?.link.ask(command, command === 'conversation:assign' ? { ...given, agentId } : given);
  });
  const replies = await Promise.all(attempts);
  figures.takers += takers;
  figures.refused += replies.filter((reply) => reply?.ok === false).length;
  if (!replies.some((reply) => reply?.ok)) figures.problems.push(`nobody could take ${conversationId}`);
  const holder = (await taking.stored(conversationId))?.holder?.agentId ?? null;
  const holders = await taking.holding(conversationId);
  if (holder === null || holders !== 1)
    figures.problems.push(`${conversationId} takes the places of ${holders} agents`);
  await othersTold(taking, conversationId, holder);
  const winner = [...agents, ...supervisors].find(({ me }) => me.agentId === holder);
  must(
    (await winner?.link.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'test' })) ?? null,
  );
  // What passes from desk to desk within a moment gives nobody but the visitor the whole of it.
  for (const { views } of [...agents, ...supervisors]) views.delete(conversationId);
  const wrapUp = { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true };
  must((await winner?.link.ask('wrap-up:save', wrapUp)) ?? null);
}

/** Everybody else who had it, or at whom it rang, sees it go from their desk. */
async function othersTold({ desks, figures }: Taking, conversationId: string, holder: string | null): Promise<void> {
  const deadline = Date.now() + TOLD_WITHIN_MS;
  const losers = [...desks].filter(([agentId, { shown }]) => agentId !== holder && shown.has(conversationId));
  for (const [agentId, { gone, events }] of losers) {
    while (!gone.has(conversationId) && Date.now() < deadline) await pause(LOOK_EVERY_MS);
    if (gone.has(conversationId)) figures.told += 1;
    else figures.problems.push(`${agentId} was not told that ${conversationId} is gone: ${events.join(', ')}`);
  }
}

async function anyNode(cluster: Cluster) {
  return cluster.pick();
}

function note(desk: Desk, event: string, payload: unknown): void {
  const about = payload as { conversationId?: string; offer?: { conversationId: string }; conversation?: Shown };
  const id = about.conversationId ?? about.offer?.conversationId ?? about.conversation?.conversationId;
  desk.events.push(`${event} ${id?.slice(0, 4) ?? ''} ${about.conversation?.state ?? ''}`);
  if (event === 'offer:made' && about.offer) show(desk, about.offer.conversationId);
  if (event === 'conversation:changed' && about.conversation) show(desk, about.conversation.conversationId);
  if ((event === 'conversation:closed' || event === 'offer:withdrawn') && about.conversationId)
    desk.gone.add(about.conversationId);
}

interface Shown {
  readonly conversationId: string;
  readonly state: string;
}

/** Shown again after it went: it must go again. */
function show(desk: Desk, conversationId: string): void {
  desk.shown.add(conversationId);
  desk.gone.delete(conversationId);
}
