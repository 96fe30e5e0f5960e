/**
 * Two to ten people take one conversation in the same moment, on three nodes: the agent at whom it rings accepts, supervisors
 * take it over or assign it, each by a connection of their own. An accept wins only where its offer still stands. Whoever
 * steps in wins over the queue, an offer and a holder, so that several of them follow each other, in the order of the log:
 * each good answer is one entry `joined`, at each change one person holds it (watched by all stories), and the last to join
 * is the winner. Everybody else is told that it is gone and who has it: by the answer, or by the next entry.
 */
import { randomUUID } from 'node:crypto';
import type { StaffConversation } from '../../../shared/protocol/conversation.ts';
import type { Reply } from '../../../shared/protocol/errors.ts';
import { openStored, type Stored } from '../../e2e/support/stored.ts';
import type { Cluster } from '../cluster.ts';
import { type Crowd, type CrowdAgent, must, type Offer } from '../crowd.ts';
import { createDeskNotes, type DeskNotes } from '../desk-notes.ts';
import { pause } from '../link.ts';
import { staffInAll } from '../more-staff.ts';
import { play, type Scenario } from '../scenario.ts';

/** Agents of an even number are in the team of the conversations, and may be given one. */
const AGENTS = 6;
const SUPERVISORS = 10;
const RINGS_WITHIN_MS = 10_000;
const TOLD_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 5;
const MORE_AT_MOST = 40;

interface Person {
  readonly link: CrowdAgent['link'];
  readonly agentId: string;
  readonly name: string;
  readonly notes: DeskNotes;
}

/** One of those who take it: who asks, for whom, and the clientId of the entry that it makes where it wins. */
interface Taker {
  readonly by: Person;
  readonly to: Person;
  readonly clientId: string;
  readonly command: 'offer:accept' | 'conversation:take-over' | 'conversation:assign';
  readonly input: object;
}

interface Taken extends Taker {
  readonly reply: Reply<unknown>;
}

interface Joined {
  readonly seq: number;
  readonly clientId: string;
  readonly agentId: string | undefined;
}

interface Taking {
  readonly crowd: Crowd;
  readonly cluster: Cluster;
  readonly agents: readonly Person[];
  readonly supervisors: readonly Person[];
  readonly rings: Map<string, { readonly offer: Offer; readonly agentId: string }>;
  readonly stored: Stored;
  readonly counts: { takers: number; accepted: number; tooLate: number; told: number };
  readonly problems: string[];
}

export const takenAtOnce: Scenario = {
  name: 'one conversation taken by many at once',
  run: (full) => {
    const times = full ? 500 : 20;
    return play(takenAtOnce.name, { nodes: 3, members: 1, capacity: 5 }, async ({ cluster, crowd, afterwards }) => {
      const { masterKeysFile, databaseName } = cluster;
      const stored = await openStored({ mongodbUri: cluster.mongo.uri, databaseName, masterKeysFile });
      afterwards(() => stored.close());
      const taking: Taking = {
        ...{ crowd, cluster, stored, problems: [] },
        ...(await peopleAt(cluster, crowd)),
        counts: { takers: 0, accepted: 0, tooLate: 0, told: 0 },
      };
      for (const { link } of taking.agents) await link.ask('availability:set', { availability: 'break' });
      for (let time = 0; time < times; time += 1) {
        // The first half waits while nobody is free; the other rings.
        if (time === times / 2)
          for (const { link } of taking.agents) must(await link.ask('availability:set', { availability: 'available' }));
        await takeOne(taking, 2 + (time % 9), time < times / 2);
      }
      // Whether two accepts cross is chance: rung for on, until it happened.
      for (let more = 0; taking.counts.tooLate === 0 && more < MORE_AT_MOST; more += 1) {
        await takeOne(taking, 2 + (more % 9), false);
      }
      const { takers, accepted, tooLate, told } = taking.counts;
      if (tooLate === 0) taking.problems.push('no accept ever came too late: nobody took anything at once');
      const did = `${times} conversations, half of them waiting and half ringing, ${takers} takers, ${accepted} accepts in time and ${tooLate} too late, ${told} who lost it told by whom`;
      return { did, problems: taking.problems };
    });
  },
};

async function peopleAt(cluster: Cluster, crowd: Crowd): Promise<Pick<Taking, 'agents' | 'supervisors' | 'rings'>> {
  const nodes = cluster.nodes();
  const rings: Taking['rings'] = new Map();
  const come = async (account: Parameters<Crowd['agent']>[0], seat: number): Promise<Person> => {
    const notes = createDeskNotes();
    const { link, me } = await crowd.agent(account, {
      available: false,
      pick: async () => nodes[seat % nodes.length] ?? cluster.pick(),
      onOffer: (offer, { me: { agentId } }) => rings.set(offer.conversationId, { offer, agentId }),
      onEvent: notes.hear,
    });
    return { link, notes, agentId: me.agentId, name: me.name };
  };
  const agents: Person[] = [];
  for (let index = 0; index < AGENTS; index += 1) agents.push(await come(cluster.account('agent', 2 * index), index));
  const supervisors: Person[] = [];
  for (const account of await staffInAll(cluster, 'supervisor', SUPERVISORS))
    supervisors.push(await come(account, supervisors.length));
  return { agents, supervisors, rings };
}

async function takeOne(taking: Taking, count: number, waits: boolean): Promise<void> {
  const { crowd, counts, problems } = taking;
  let shownToVisitor: string | undefined;
  const { conversationId } = await crowd.visitor({
    onEvent: (event, payload) => {
      if (event !== 'conversation:changed') return;
      shownToVisitor = (payload as { conversation: { agent: { name: string } | null } }).conversation.agent?.name;
    },
  });
  const ring = waits ? undefined : await until(() => taking.rings.get(conversationId), RINGS_WITHIN_MS);
  if (!waits && !ring) throw new Error('It did not ring.');
  const takers = takersOf(taking, conversationId, count, ring);
  const taken = await Promise.all(
    takers.map(
      async (taker): Promise<Taken> => ({ ...taker, reply: await taker.by.link.ask(taker.command, taker.input) }),
    ),
  );
  counts.takers += count;
  const joined = await joinedIn(taking, conversationId);
  const amiss = [
    ...taken.flatMap((each) => answerAmiss(each, joined, taking)),
    ...(await storedAmiss(taking, conversationId, joined)),
  ];
  const winner = [...taking.agents, ...taking.supervisors].find(({ agentId }) => agentId === joined.at(-1)?.agentId);
  if (!winner) throw new Error(`Nobody could take ${conversationId}: ${amiss.join(', ')}`);
  const losers = [...taking.agents, ...taking.supervisors].filter((each) => each !== winner);
  const untold = () => losers.flatMap((each) => untoldAt(each, conversationId, joined, taken));
  const allTold = () => untold().length === 0 && shownToVisitor === winner.name;
  await until(() => allTold() || undefined, TOLD_WITHIN_MS);
  counts.told += losers.filter(({ notes }) => notes.of(conversationId).gone).length;
  if (shownToVisitor !== winner.name) amiss.push(`the visitor is shown ${shownToVisitor} instead of ${winner.name}`);
  if (winner.notes.of(conversationId).gone) amiss.push(`${winner.name} has it and was told that it is gone`);
  problems.push(...[...amiss, ...untold()].map((each) => `${conversationId}: ${each}`));
  await putAway(taking, winner, conversationId);
}

/** An accept where it rings, then take-overs and assignments in turn, each to somebody else. */
function takersOf(
  { agents, supervisors }: Taking,
  conversationId: string,
  count: number,
  ring: { readonly offer: Offer; readonly agentId: string } | undefined,
): Taker[] {
  const rung = agents.find(({ agentId }) => agentId === ring?.agentId);
  const others = agents.filter((each) => each !== rung);
  const accepting: Taker[] =
    rung && ring
      ? [
          {
            ...{ by: rung, to: rung, clientId: `accept:${ring.offer.offerId}`, command: 'offer:accept' },
            input: { conversationId, offerId: ring.offer.offerId },
          },
        ]
      : [];
  const stepping = supervisors.slice(0, count - accepting.length).map((by, nth): Taker => {
    const clientId = randomUUID();
    const input = { clientId, conversationId, reason: 'Now' };
    const to = nth % 2 === 0 ? by : (others[(nth - 1) / 2] ?? by);
    if (to === by) return { by, to, clientId, command: 'conversation:take-over', input };
    return { by, to, clientId, command: 'conversation:assign', input: { ...input, agentId: to.agentId } };
  });
  return [...accepting, ...stepping];
}

async function joinedIn({ stored }: Taking, conversationId: string): Promise<Joined[]> {
  const log = await stored.opened(conversationId);
  return log.flatMap(({ seq, clientId, content }) =>
    content.kind === 'joined' ? [{ seq, clientId, agentId: content.writers?.[0] }] : [],
  );
}

/** Who was told that they have it has one entry; who is told of another is told of one who came at the same time or later. */
function answerAmiss({ by, to, clientId, command, reply }: Taken, joined: readonly Joined[], taking: Taking): string[] {
  const mine = joined.filter((each) => each.clientId === clientId);
  const since = joined.filter(({ seq }) => seq >= (mine[0]?.seq ?? 0)).map(({ agentId }) => agentId);
  const nameOf = (id: string | undefined) =>
    [...taking.agents, ...taking.supervisors].find(({ agentId }) => agentId === id)?.name;
  if (reply.ok) {
    if (command === 'offer:accept') taking.counts.accepted += 1;
    const { holder } = (reply.value as { conversation: StaffConversation }).conversation;
    return [
      ...(mine.length === 1 && mine[0]?.agentId === to.agentId
        ? []
        : [`${by.name} won and has ${mine.length} entries`]),
      ...(since.includes(holder?.agentId)
        ? []
        : [`${by.name} was told that ${holder?.name} has it, who had it before`]),
    ];
  }
  const { code, details } = reply.error;
  if (command !== 'offer:accept') return [`${command} by ${by.name} was refused: ${code}`];
  taking.counts.tooLate += 1;
  const toldOf = since.filter((id) => id !== by.agentId).map(nameOf);
  const isTold = code === 'offer_gone' && details?.reason === 'taken' && toldOf.includes(details.takenBy);
  return isTold ? [] : [`${by.name} came too late and was told ${code} ${JSON.stringify(details)}`];
}

async function storedAmiss({ stored }: Taking, conversationId: string, joined: readonly Joined[]): Promise<string[]> {
  const [doc] = await stored.all('conversations', { _id: conversationId });
  const holding = await stored.all('agents', { holds: conversationId });
  const last = joined.at(-1)?.agentId;
  const holders = [doc?.holder?.agentId, ...holding.map(({ _id }) => String(_id))];
  return holders.length === 2 && holders.every((each) => each === last)
    ? []
    : [`${last} joined last, and ${holders.join(' and ')} hold it`];
}

/** Whoever was shown it sees it go; whoever had it sees who came after, and whoever it rang at was answered who has it. */
function untoldAt(
  { agentId, name, notes }: Person,
  conversationId: string,
  joined: readonly Joined[],
  taken: readonly Taken[],
): string[] {
  const { shown, gone, joined: seen, events } = notes.of(conversationId);
  if (!shown) return [];
  if (!gone) return [`${name} was not told that it is gone: ${events.join(', ')}`];
  const own = joined.find((each) => each.agentId === agentId);
  const answered = taken.some(({ by, reply }) => by.agentId === agentId && isToldOfAnother(reply, agentId));
  return answered || (own && seen && seen.seq > own.seq)
    ? []
    : [`${name} was not told who has it: ${events.join(', ')}`];
}

function isToldOfAnother(reply: Reply<unknown>, agentId: string): boolean {
  if (!reply.ok) return reply.error.details?.takenBy !== undefined;
  const { holder } = (reply.value as { conversation: StaffConversation }).conversation;
  return holder !== null && holder.agentId !== agentId;
}

async function putAway({ crowd, rings }: Taking, { link }: Person, conversationId: string): Promise<void> {
  must(await link.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'test' }));
  // What passes from desk to desk within a moment gives nobody but the visitor the whole of it.
  for (const { views } of crowd.agents) views.delete(conversationId);
  must(await link.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true }));
  rings.delete(conversationId);
}

async function until<T>(look: () => T | undefined, withinMs: number): Promise<T | undefined> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = look();
    if (found !== undefined || Date.now() > deadline) return found;
    await pause(LOOK_EVERY_MS);
  }
}
