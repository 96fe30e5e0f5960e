/**
 * A helpline in a test: people who connect to a running server, wait, are answered and go, through the public protocol
 * alone. Support workers are on a break unless a step needs them, so that one story's visitor never rings in another.
 */
import { randomUUID } from 'node:crypto';
import type { Entry } from '../../shared/protocol/entry.ts';
import type { PreChat } from '../../shared/protocol/pre-chat.ts';
import { asAgent, asVisitor, type SignedIn, type Staff, type Visitor } from './connect.ts';
import type { TestServer } from './start-server.ts';

export type Worker = Staff & { readonly me: SignedIn };

export interface Waiting {
  readonly visitor: Visitor;
  readonly conversationId: string;
  readonly token: string;
}

export interface Talk extends Waiting {
  readonly agent: Worker;
}

export interface TalkOptions {
  readonly agent?: Worker;
  readonly preChat?: PreChat;
}

export type Helpline = ReturnType<typeof helpline>;

export function helpline(server: TestServer) {
  const workers = new Map<string, Promise<Worker>>();
  const others: { close: () => void }[] = [];
  const tokens = new Set<string>();
  /** Whether one of the desks sent anything since the last `tidy`: until somebody does, nobody's desk holds anything. */
  let deskWasUsed = false;

  /** The nth of a role, signed in once and connected; agents of an even number share the conversations' team. */
  function staff(role: string, index = 0): Promise<Worker> {
    const key = `${role} ${index}`;
    const known = workers.get(key) ?? asAgent(server.url, server.account(role, index)).then(noticed);
    workers.set(key, known);
    return known;
  }

  function noticed(worker: Worker): Worker {
    const using = <A extends unknown[], R>(act: (...args: A) => R) => {
      return (...args: A): R => {
        deskWasUsed = true;
        return act(...args);
      };
    };
    return { ...worker, send: using(worker.send) as Worker['send'], ask: using(worker.ask) as Worker['ask'] };
  }

  async function visitor(token?: string): Promise<Visitor> {
    const peer = await asVisitor(server.url, token === undefined ? {} : { token });
    others.push(peer);
    const ask: Visitor['ask'] = async (command, input) => {
      const value = await peer.ask(command, input);
      if ('token' in value) tokens.add(value.token);
      return value;
    };
    return { ...peer, ask };
  }

  async function waiting(preChat: PreChat = { safeToTalk: 'yes' }): Promise<Waiting> {
    const peer = await visitor();
    const { conversation, token } = await peer.ask('conversation:request', { clientId: randomUUID(), preChat });
    return { visitor: peer, token, conversationId: conversation.conversationId };
  }

  /** Answers this visitor, who is the only one waiting. */
  async function answer(agent: Worker, conversationId: string): Promise<void> {
    const { offer } = await agent.next('offer:made', (made) => made.offer.conversationId === conversationId);
    await agent.ask('offer:accept', { conversationId, offerId: offer.offerId });
  }

  /** A conversation that an agent has accepted; the agent is on a break afterwards. */
  async function talk({ agent, preChat }: TalkOptions = {}): Promise<Talk> {
    const worker = agent ?? (await staff('agent'));
    await worker.ask('availability:set', { availability: 'available' });
    const begun = await waiting(preChat);
    await answer(worker, begun.conversationId);
    await worker.ask('availability:set', { availability: 'break' });
    return { ...begun, agent: worker };
  }

  /** Everybody goes, every wrap-up is saved, every place is free again: call it after each test. */
  async function tidy(): Promise<void> {
    for (const token of tokens) await leaveByHttp(server.url, token, 'exit');
    tokens.clear();
    const untouched = !deskWasUsed && others.length === 0;
    for (const each of others.splice(0)) each.close();
    if (untouched) return;
    for (const worker of await Promise.all(workers.values())) {
      if (!worker.socket.connected) continue;
      const { conversations } = await worker.ask('desk:open', {});
      for (const { conversationId, holder } of conversations) {
        if (holder?.agentId === worker.me.agentId) await finish(worker, conversationId);
      }
      await worker.send('availability:set', { availability: 'break' });
    }
    deskWasUsed = false;
  }

  /** Where an emergency was raised, a lead has to agree. */
  async function finish(worker: Worker, conversationId: string): Promise<void> {
    const form = { conversationId, outcomes: [], crimeTypes: [], done: true };
    const saved = await worker.send('wrap-up:save', { ...form, risk: 'none' });
    if (saved.ok) return;
    if (codeOf(saved) !== 'forbidden') throw new Error(`The wrap-up was refused: ${codeOf(saved)}.`);
    await wrapUp(await staff('safeguarding_lead'), conversationId);
  }

  async function close(): Promise<void> {
    for (const each of others) each.close();
    for (const each of await Promise.allSettled(workers.values())) if (each.status === 'fulfilled') each.value.close();
  }

  /** For peers that a test opens by itself. */
  function track<P extends { close: () => void }>(peer: P): P {
    others.push(peer);
    return peer;
  }

  return { server, staff, visitor, waiting, answer, talk, tidy, close, track };
}

export async function say(peer: Visitor, text: string, clientId = randomUUID()) {
  return peer.ask('message:send', { clientId, text });
}

/** The entry as this desk is told of it. */
export async function entryAt(agent: Worker, conversationId: string, seq: number): Promise<Entry> {
  const fits = (event: { conversationId: string; entry: Entry }) =>
    event.conversationId === conversationId && event.entry.seq === seq;
  return (await agent.next('conversation:entry', fits)).entry;
}

export async function wrapUp(agent: Worker, conversationId: string): Promise<void> {
  await agent.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
}

export function leaveByHttp(url: string, token: string, reason: 'ended' | 'exit'): Promise<Response> {
  return fetch(`${url}/api/v1/visitor/leave`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify({ token, clientId: randomUUID(), reason }),
  });
}

/** The code of a refusal, with its details where there are any; `ok` for what was not refused. */
export function refusal(reply: { ok: boolean; error?: { code: string; details?: unknown } }): unknown {
  if (reply.ok || reply.error === undefined) return 'ok';
  const { code, details } = reply.error;
  return details === undefined ? code : [code, details];
}

export function codeOf(reply: { ok: boolean; error?: { code: string } }): string {
  return reply.ok ? 'ok' : (reply.error?.code ?? 'no code');
}
