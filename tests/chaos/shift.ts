/** The people of a shift at random as they really are: connections over the public protocol, and what each act does to the model. */
import { randomUUID } from 'node:crypto';
import { asAgent, asVisitor, type Staff, type Visitor } from '../support/connect.ts';
import type { TestAccount } from '../support/start-server.ts';
import type { Cluster } from './cluster.ts';
import { heldBy, type PersonModel, type ShiftModel } from './shift-model.ts';

/** With how often each comes up. */
export const ACTS = [
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
  readonly what: (typeof ACTS)[number][0];
  readonly who: number;
  readonly other: number;
  readonly pauseMs: number;
}

export interface Shift {
  /** The model of a new shift: nobody is here, and everybody is at work. */
  begin(): Promise<ShiftModel>;
  /** Does it, and writes into the model what was answered; false where there was nothing to do after all. */
  take(step: Step, model: ShiftModel): Promise<boolean>;
  /** Everybody leaves, and all is wrapped up. */
  goHome(model: ShiftModel): Promise<void>;
  /** Answers that no step excuses. */
  amiss(): string[];
  close(): void;
}

interface Desk {
  readonly account: TestAccount;
  peer: Staff | null;
}

type Reply = { readonly ok: boolean; readonly error?: { readonly code: string } };

const DESKS = 6;
/** Agents of an even number are of the conversations' team. */
const TEAM_EVERY = 2;
const DECLINED = ['busy', 'skill', 'other', 'conflict_of_interest'] as const;

export async function createShift(cluster: Cluster): Promise<Shift> {
  const visitors = new Map<string, { readonly token: string; peer: Visitor | null }>();
  const ids: string[] = [];
  const wrong = new Set<string>();
  const url = async () => (await cluster.pick()).url;
  const desks: Desk[] = Array.from({ length: DESKS }, (_, index) => ({
    ...{ account: cluster.account('agent', index * TEAM_EVERY), peer: null },
  }));
  for (const desk of desks) ids.push(await sit(desk));

  async function sit(desk: Desk): Promise<string> {
    const peer = await asAgent(await url(), desk.account);
    desk.peer = peer;
    return peer.me.agentId;
  }

  function judge(reply: Reply, what: string, mustSucceed = false): boolean {
    const code = reply.error?.code;
    if (code === 'internal' || (mustSucceed && !reply.ok)) wrong.add(`"${what}" was answered ${code}`);
    return reply.ok;
  }

  async function arrive(model: ShiftModel, preChat: { safeToTalk: 'yes'; inDanger?: 'yes' }): Promise<boolean> {
    const peer = await asVisitor(await url());
    const { token, conversation } = await peer.ask('conversation:request', { clientId: randomUUID(), preChat });
    const { conversationId } = conversation;
    visitors.set(conversationId, { token, peer });
    model.people.push({ conversationId, standing: 'queued', here: true, goneAt: null });
    return true;
  }

  function away(person: PersonModel): void {
    const visitor = visitors.get(person.conversationId);
    person.here = false;
    visitor?.peer?.close();
    if (visitor) visitor.peer = null;
  }

  async function leave(person: PersonModel): Promise<boolean> {
    const { peer } = visitors.get(person.conversationId) ?? {};
    if (!peer) return false;
    judge(await peer.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' }), 'leave', true);
    person.standing = afterEnd(person);
    away(person);
    return true;
  }

  async function comeBack(person: PersonModel): Promise<boolean> {
    const visitor = visitors.get(person.conversationId);
    if (!visitor) return false;
    const peer = await asVisitor(await url(), { token: visitor.token });
    const { conversation } = await peer.ask('conversation:resume', { afterSeq: 0 });
    // The grace had run out: the model is told by the next look, which knows whether it may have.
    if (conversation.state === 'ended') peer.close();
    else {
      visitor.peer = peer;
      person.here = true;
    }
    return true;
  }

  async function answer(nth: number, { what, other }: Step, model: ShiftModel): Promise<boolean> {
    const { peer } = desks[nth] ?? {};
    const offer = (await peer?.ask('desk:open', {}))?.offers[0];
    if (!offer || !peer) return false;
    const { conversationId, offerId } = offer;
    if (what === 'decline') {
      const reason = DECLINED[other % (other % 5 === 0 ? 4 : 3)] ?? 'other';
      return judge(await peer.send('offer:decline', { conversationId, offerId, reason }), what);
    }
    const accepted = judge(await peer.send('offer:accept', { conversationId, offerId }), what);
    const person = model.people.find((each) => each.conversationId === conversationId);
    if (accepted && person) person.standing = `active ${nth}`;
    return accepted;
  }

  async function end(nth: number, model: ShiftModel): Promise<boolean> {
    const { peer } = desks[nth] ?? {};
    const active = heldBy(model, nth, 'active');
    if (active && peer) {
      const { conversationId } = active;
      const given = { clientId: randomUUID(), conversationId, reason: 'completed' } as const;
      if (judge(await peer.send('conversation:end', given), 'end')) active.standing = `wrap_up ${nth}`;
      away(active);
    }
    const ended = heldBy(model, nth, 'wrap_up');
    if (!ended || !peer) return active !== undefined;
    const { conversationId } = ended;
    const form = { conversationId, outcomes: [], crimeTypes: [], risk: 'none' as const, done: true };
    if (judge(await peer.send('wrap-up:save', form), 'wrap up', true)) ended.standing = 'over';
    // Rest after a hard one is theirs to end.
    return judge(await peer.send('pause:end', {}), 'pause:end', true);
  }

  async function handOn(nth: number, to: number | 'main', model: ShiftModel): Promise<boolean> {
    const { peer } = desks[nth] ?? {};
    const person = heldBy(model, nth, 'active');
    if (!person || !peer) return false;
    const whom = to === 'main' ? { queueId: to } : { agentId: ids[to] ?? '' };
    const given = { clientId: randomUUID(), conversationId: person.conversationId, to: whom, note: 'Please' };
    const handed = judge(await peer.send('conversation:transfer', given), 'transfer');
    if (handed) person.standing = to === 'main' ? 'queued' : `active ${to}`;
    return handed;
  }

  async function choose(nth: number, availability: 'available' | 'break' | 'offline', model: ShiftModel) {
    const chosen = await desks[nth]?.peer?.send('availability:set', { availability });
    const desk = model.desks[nth];
    if (!chosen || !desk) return false;
    if (judge(chosen, availability, true)) desk.availability = availability;
    return true;
  }

  async function act(step: Step, model: ShiftModel): Promise<boolean> {
    const { what } = step;
    const person = whoCan(what, step.who, model);
    const nth = step.who % DESKS;
    const desk = desks[nth];
    switch (what) {
      case 'arrive':
        return arrive(model, { safeToTalk: 'yes' });
      case 'arrive in danger':
        return arrive(model, { safeToTalk: 'yes', inDanger: 'yes' });
      case 'leave':
        return person ? leave(person) : false;
      case 'vanish':
        if (person) Object.assign(person, { goneAt: Date.now() });
        if (person) away(person);
        return person !== undefined;
      case 'come back':
        return person ? comeBack(person) : false;
      case 'available':
      case 'break':
      case 'offline':
        return choose(nth, what, model);
      case 'accept':
      case 'decline':
        return answer(nth, step, model);
      case 'end':
        return end(nth, model);
      case 'to a colleague':
        return handOn(nth, step.other % DESKS, model);
      case 'to the queue':
        return handOn(nth, 'main', model);
      case 'desk lost':
        Object.assign(model.desks[nth] ?? {}, { seated: false, lostAt: Date.now() });
        desk?.peer?.close();
        return true;
      case 'desk back':
        if (desk) await sit(desk);
        Object.assign(model.desks[nth] ?? {}, { seated: true });
        return true;
    }
  }

  /** Whatever is still there, asked of the desk itself: the model may be wrong by now. */
  async function clear({ peer }: Desk): Promise<void> {
    if (!peer) return;
    await peer.ask('availability:set', { availability: 'break' });
    for (const { conversationId, state } of (await peer.ask('desk:open', {})).conversations) {
      const given = { clientId: randomUUID(), conversationId, reason: 'completed' } as const;
      if (state === 'active') await peer.send('conversation:end', given);
      const form = { conversationId, outcomes: [], crimeTypes: [], risk: 'none' as const, done: true };
      judge(await peer.send('wrap-up:save', form), 'wrap up', true);
    }
    await peer.ask('pause:end', {});
  }

  return {
    take: act,
    begin: async () => {
      for (const { peer } of desks) await peer?.ask('availability:set', { availability: 'available' });
      const at = { seated: true, lostAt: null, availability: 'available' };
      return { people: [], desks: ids.map((agentId) => ({ agentId, ...at })) };
    },
    goHome: async (model) => {
      for (const person of model.people) {
        if (!person.here && !person.standing.startsWith('wrap_up')) await comeBack(person);
        if (visitors.get(person.conversationId)?.peer) await leave(person);
      }
      visitors.clear();
      for (const [nth, desk] of desks.entries()) {
        if (!model.desks[nth]?.seated) await sit(desk);
        await clear(desk);
      }
    },
    amiss: () => [...wrong],
    close: () => {
      for (const { peer } of [...visitors.values(), ...desks]) peer?.close();
    },
  };
}

const MOST_PEOPLE = 14;

/** Whom of the visitors a step is about, if anybody can do that now. */
function whoCan(what: Step['what'], who: number, model: ShiftModel): PersonModel | undefined {
  const able = model.people.filter((person) => {
    if (person.standing === 'over' || person.standing.startsWith('wrap_up')) return false;
    if (what === 'come back') return !person.here;
    // With an agent who may just be taken for lost it is open what an end leads to.
    return person.here && (what !== 'leave' || !isWithSomebodyLost(person, model));
  });
  return able[who % Math.max(1, able.length)];
}

function isWithSomebodyLost({ standing }: PersonModel, { desks }: ShiftModel): boolean {
  return desks.some(({ lostAt }, nth) => lostAt !== null && standing === `active ${nth}`);
}

/** Whether there is anything to do, as far as the model knows. */
export function canTake({ what, who, other }: Step, model: ShiftModel): boolean {
  const nth = who % DESKS;
  const seated = model.desks[nth]?.seated === true;
  switch (what) {
    case 'arrive':
    case 'arrive in danger':
      return model.people.filter(({ standing }) => standing !== 'over').length < MOST_PEOPLE;
    case 'leave':
    case 'vanish':
    case 'come back':
      return whoCan(what, who, model) !== undefined;
    case 'accept':
    case 'decline':
      return (
        seated &&
        model.desks[nth]?.availability === 'available' &&
        model.people.some(({ standing }) => standing === 'queued')
      );
    case 'end':
      return seated && (heldBy(model, nth, 'active') ?? heldBy(model, nth, 'wrap_up')) !== undefined;
    case 'to a colleague':
      return seated && other % DESKS !== nth && heldBy(model, nth, 'active') !== undefined;
    case 'to the queue':
      return seated && heldBy(model, nth, 'active') !== undefined;
    case 'desk back':
      return !seated;
    default:
      return seated;
  }
}

function afterEnd({ standing }: PersonModel): PersonModel['standing'] {
  return standing.startsWith('active ') ? `wrap_up ${Number(standing.slice('active '.length))}` : 'over';
}
