/** The people of a shift at random, and what each step makes one of them do. Commands may be refused; that is not amiss. */
import { randomUUID } from 'node:crypto';
import { asAgent, asVisitor, type Staff, type Visitor } from '../support/connect.ts';
import type { TestAccount } from '../support/start-server.ts';
import type { Cluster } from './cluster.ts';

/** With how often each comes up. */
export const STEPS = [
  ['arrive', 6],
  ['arrive in danger', 1],
  ['leave', 1],
  ['vanish', 1],
  ['come back', 1],
  ['available', 4],
  ['break', 1],
  ['offline', 1],
  ['accept', 10],
  ['decline', 2],
  ['end', 6],
  ['to a colleague', 1],
  ['to the queue', 1],
  ['desk lost', 1],
  ['desk back', 2],
] as const;

export interface Step {
  readonly what: (typeof STEPS)[number][0];
  readonly who: number;
  readonly other: number;
  readonly pauseMs: number;
}

export interface Shift {
  take(step: Step): Promise<void>;
  counted(): string;
  /** Answers that no step excuses. */
  amiss(): string[];
  close(): void;
}

interface Person {
  readonly token: string;
  peer: Visitor | null;
}

interface Desk {
  readonly account: TestAccount;
  peer: (Staff & { readonly me: { readonly agentId: string } }) | null;
}

type Reply = { readonly ok: boolean; readonly error?: { readonly code: string } };

const DESKS = 6;
const MOST_PEOPLE = 14;
/** Agents of an even number are of the conversations' team. */
const TEAM_EVERY = 2;

export async function createShift(cluster: Cluster): Promise<Shift> {
  const people: Person[] = [];
  const desks: Desk[] = [];
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let index = 0; index < DESKS; index += 1)
    desks.push({ account: cluster.account('agent', index * TEAM_EVERY), peer: null });
  const url = async () => (await cluster.pick()).url;

  async function sit(desk: Desk): Promise<void> {
    desk.peer ??= await asAgent(await url(), desk.account);
  }
  for (const desk of desks) await sit(desk);

  function judge(reply: Reply): boolean {
    if (reply.error?.code === 'internal') wrong.push('an answer was "internal"');
    return reply.ok;
  }

  async function arrive(preChat: { safeToTalk: 'yes'; inDanger?: 'yes' }): Promise<boolean> {
    if (people.length >= MOST_PEOPLE) return false;
    const peer = await asVisitor(await url());
    const { token } = await peer.ask('conversation:request', { clientId: randomUUID(), preChat });
    people.push({ token, peer });
    return true;
  }

  async function leave(person: Person | undefined): Promise<boolean> {
    if (!person?.peer) return false;
    const left = judge(await person.peer.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' }));
    person.peer.close();
    people.splice(people.indexOf(person), 1);
    return left;
  }

  async function comeBack(person: Person | undefined): Promise<boolean> {
    if (!person || person.peer) return false;
    const peer = await asVisitor(await url(), { token: person.token });
    const { conversation } = await peer.ask('conversation:resume', { afterSeq: 0 });
    if (conversation.state === 'ended') {
      peer.close();
      people.splice(people.indexOf(person), 1);
      return false;
    }
    person.peer = peer;
    return true;
  }

  async function offerOf({ peer }: Desk) {
    const opened = peer && (await peer.send('desk:open', {}));
    return opened?.ok ? opened.value.offers[0] : undefined;
  }

  async function heldBy({ peer }: Desk, state: 'active' | 'wrap_up') {
    const opened = peer && (await peer.send('desk:open', {}));
    return opened?.ok ? opened.value.conversations.find((each) => each.state === state)?.conversationId : undefined;
  }

  async function answer(desk: Desk, step: Step): Promise<boolean> {
    const offer = await offerOf(desk);
    if (!offer || !desk.peer) return false;
    const { conversationId, offerId } = offer;
    const reasons = ['busy', 'skill', 'other', 'conflict_of_interest'] as const;
    const reason = reasons[step.other % (step.other % 5 === 0 ? 4 : 3)] ?? 'other';
    return judge(
      step.what === 'accept'
        ? await desk.peer.send('offer:accept', { conversationId, offerId })
        : await desk.peer.send('offer:decline', { conversationId, offerId, reason }),
    );
  }

  async function end(desk: Desk): Promise<boolean> {
    const active = await heldBy(desk, 'active');
    if (active && desk.peer)
      judge(
        await desk.peer.send('conversation:end', {
          clientId: randomUUID(),
          conversationId: active,
          reason: 'completed',
        }),
      );
    const conversationId = await heldBy(desk, 'wrap_up');
    if (!conversationId || !desk.peer) return false;
    const form = { conversationId, outcomes: [], crimeTypes: [], risk: 'none' as const, done: true };
    const saved = judge(await desk.peer.send('wrap-up:save', form));
    // Rest after a hard one is theirs to end.
    judge(await desk.peer.send('pause:end', {}));
    return saved;
  }

  async function handOn(desk: Desk, to: { agentId: string } | { queueId: string }): Promise<boolean> {
    const conversationId = await heldBy(desk, 'active');
    if (!conversationId || !desk.peer) return false;
    const given = { clientId: randomUUID(), conversationId, to, note: 'Please' };
    return judge(await desk.peer.send('conversation:transfer', given));
  }

  async function act(step: Step): Promise<boolean> {
    const person = people[step.who % Math.max(1, people.length)];
    const desk = desks[step.who % desks.length];
    const colleague = desks[step.other % desks.length]?.peer?.me.agentId;
    if (!desk) return false;
    switch (step.what) {
      case 'arrive':
        return arrive({ safeToTalk: 'yes' });
      case 'arrive in danger':
        return arrive({ safeToTalk: 'yes', inDanger: 'yes' });
      case 'leave':
        return leave(person);
      case 'vanish':
        person?.peer?.close();
        if (person) person.peer = null;
        return person !== undefined;
      case 'come back':
        return comeBack(people.find(({ peer }) => peer === null));
      case 'available':
      case 'break':
      case 'offline':
        return desk.peer !== null && judge(await desk.peer.send('availability:set', { availability: step.what }));
      case 'accept':
      case 'decline':
        return answer(desk, step);
      case 'end':
        return end(desk);
      case 'to a colleague':
        return colleague !== undefined && handOn(desk, { agentId: colleague });
      case 'to the queue':
        return handOn(desk, { queueId: 'main' });
      case 'desk lost':
        desk.peer?.close();
        desk.peer = null;
        return true;
      case 'desk back':
        await Promise.all(desks.map(sit));
        return true;
    }
  }

  return {
    take: async (step) => {
      if (await act(step)) counts.set(step.what, (counts.get(step.what) ?? 0) + 1);
      // Who is done with is seen as gone, so that there is room for somebody new.
      for (const person of [...people]) {
        const over = person.peer?.seen('conversation:changed').at(-1)?.conversation.state === 'ended';
        if (!over) continue;
        person.peer?.close();
        people.splice(people.indexOf(person), 1);
      }
    },
    counted: () => [...counts].map(([what, count]) => `${what} ${count}`).join(', '),
    amiss: () => [...new Set(wrong)],
    close: () => {
      for (const { peer } of [...people, ...desks]) peer?.close();
    },
  };
}
