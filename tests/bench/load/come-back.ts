/** Everybody who was connected comes back to a node that was killed, while somebody new asks for the first time. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { ask, connect } from './connection.ts';
import type { Desk, Talk } from './talk.ts';

export interface ComeBackOrder {
  readonly url: string;
  readonly desks: readonly Desk[];
}

/** Milliseconds since it began. */
export interface CameBack {
  readonly firstResumedMs: number;
  readonly offeredMs: number;
  readonly allResumedMs: number;
}

/** As our clients wait before they try again: at first, and at most (client/connection, widget/connection). */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
/** Whoever finds out how soon it is possible tries without pause. */
const EAGER_MS = 50;
const PATIENCE_MS = 60_000;

export async function comeBack(talk: Talk, { url, desks }: ComeBackOrder): Promise<CameBack> {
  const begin = performance.now();
  const since = () => performance.now() - begin;
  const sockets: Socket[] = [];
  talk.close();
  const resumed = await startAll();
  for (const socket of sockets) socket.close();
  return resumed;

  async function startAll(): Promise<CameBack> {
    let offered: () => void = () => undefined;
    const offer = new Promise<void>((resolve) => {
      offered = resolve;
    });
    const staff = desks.map(async ({ cookie }) => {
      const socket = await patient(() => connect(`${url}/staff`, { cookie }), FIRST_WAIT_MS);
      sockets.push(socket);
      socket.on('offer:made', () => offered());
      const { offers } = await ask<{ offers: readonly unknown[] }>(socket, 'desk:open', {});
      if (offers.length > 0) offered();
    });
    let firstResumedMs = Number.POSITIVE_INFINITY;
    const visitors = talk.talkers.map(async ({ token }, at) => {
      const socket = await patient(
        () => connect(`${url}/visitor`, { auth: { token } }),
        at === 0 ? null : FIRST_WAIT_MS,
      );
      sockets.push(socket);
      await ask(socket, 'conversation:resume', { afterSeq: 0 });
      firstResumedMs = Math.min(firstResumedMs, since());
    });
    const newcomer = patient(() => connect(`${url}/visitor`), null).then(async (socket) => {
      await ask(socket, 'conversation:request', { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } });
      await within(offer);
      const offeredMs = since();
      await ask(socket, 'conversation:leave', { clientId: randomUUID(), reason: 'ended' });
      socket.close();
      return offeredMs;
    });
    const all = Promise.all([...visitors, ...staff]).then(since);
    const [allResumedMs, offeredMs] = await Promise.all([all, newcomer]);
    return { firstResumedMs, offeredMs, allResumedMs };
  }
}

/** Tries until it works, waiting longer each time; never the same as the others (null: eagerly). */
async function patient(attempt: () => Promise<Socket>, firstWaitMs: number | null): Promise<Socket> {
  const end = performance.now() + PATIENCE_MS;
  for (let waitMs = firstWaitMs ?? EAGER_MS; ; ) {
    await new Promise((resolve) => setTimeout(resolve, waitMs * (0.5 + Math.random())));
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    if (firstWaitMs !== null) waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

async function within(wanted: Promise<void>): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error('Nobody was offered the newcomer.')), PATIENCE_MS);
  });
  await Promise.race([wanted, late]).finally(() => clearTimeout(limit));
}
