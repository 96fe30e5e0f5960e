import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { expect, inject, it } from 'vitest';
import type { Entry } from '../../../shared/protocol/entry.ts';
import type { Reply } from '../../../shared/protocol/errors.ts';
import { type Balancer, startBalancer } from '../../support/balancer.ts';
import { drop, newDatabase } from '../../support/database.ts';
import { someAgent } from './drain-agent.ts';
import { aDataDir, freePorts, start } from './start-process.ts';

const PEOPLE = 500;
const WRITE_EVERY_MS = 3_000;
const AGENTS = 10;
/** One in five is a program that does not know `server:draining` and only comes back. */
const isPlain = (index: number): boolean => index % 5 === 0;

/** Somebody who writes without end, each line again until it is acknowledged, as the widget does. */
function somebody(url: string, origin: string, index: number) {
  let token: string | undefined;
  let conversationId: string | undefined;
  const [acknowledged, backAt] = [new Map<string, number>(), [] as number[]];
  let told: number | null = null;
  let stopped = false;
  const socket: Socket = io(`${url}/visitor`, {
    auth: (give) => give({ protocol: 1, ...(token === undefined ? {} : { token }) }),
    extraHeaders: { Origin: origin },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2_000,
  });
  const connected = (): Promise<void> =>
    socket.connected ? Promise.resolve() : new Promise((resolve) => socket.once('connect', resolve));
  const ask = async <T>(name: string, input: unknown): Promise<T | null> => {
    await connected();
    const reply: Reply<T> | null = await socket
      .timeout(8_000)
      .emitWithAck(name, input)
      .catch(() => null);
    return reply?.ok === true ? reply.value : null;
  };
  const until = async <T>(name: string, input: unknown): Promise<T> => {
    for (;;) {
      const value = await ask<T>(name, input);
      if (value !== null) return value;
    }
  };
  socket.on('connect_error', () => {
    // Refused by the server itself, and then the library does not come back by itself.
    if (!socket.active) setTimeout(() => !stopped && socket.connect(), 500);
  });
  socket.on('connect', () => backAt.push(performance.now()));
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => !stopped && socket.connect(), Math.random() * 1_000);
  });
  socket.on('server:draining', ({ reconnectInMs }: { reconnectInMs: number }) => {
    told = reconnectInMs;
    if (!isPlain(index)) setTimeout(() => !stopped && socket.disconnect().connect(), reconnectInMs);
  });
  return {
    backAt,
    acknowledged,
    told: () => told,
    isUp: () => socket.connected,
    conversationId: () => conversationId,
    begin: async () => {
      const asked = { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } };
      type Begun = { token: string; conversation: { conversationId: string } };
      const begun = await until<Begun>('conversation:request', asked);
      ({ token } = begun);
      ({ conversationId } = begun.conversation);
    },
    write: async () => {
      while (!stopped) {
        const clientId = randomUUID();
        const { seq } = await until<{ seq: number }>('message:send', { clientId, text: `line ${clientId}` });
        acknowledged.set(clientId, seq);
        await new Promise((resolve) => setTimeout(resolve, WRITE_EVERY_MS));
      }
    },
    stop: () => {
      stopped = true;
    },
    log: async () => (await until<{ entries: Entry[] }>('conversation:resume', { afterSeq: 0 })).entries,
    close: () => socket.close(),
  };
}

interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;
const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

async function inTurns<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let next = rest.pop(); next !== undefined; next = rest.pop()) await work(next);
    }),
  );
}

it(`[L1, L2, L4] a node with ${PEOPLE} people on it ends within 25 s; they go on elsewhere, in turn, and no line is lost`, {
  timeout: 240_000,
}, async () => {
  const database = newDatabase();
  const [folderA, folderB] = [await aDataDir(), await aDataDir()];
  const [portA, portB] = [await freePorts(), await freePorts()];
  let balancer: Balancer | undefined;
  const origin = `http://127.0.0.1:${portA}`;
  const shared = {
    ...{ MONGODB_URI: inject('mongodbUri'), REDIS_URL: inject('redisUrl'), PUBLIC_ORIGIN: origin },
    ...{ DATABASE_NAME: database.databaseName, REDIS_PREFIX: database.redisPrefix },
    MASTER_KEYS_FILE: join(folderA, 'master-keys.json'),
  };
  const a = start({ ...shared, PORT: String(portA), DATA_DIR: folderA });
  await a.ready;
  balancer = await startBalancer([portA, portB]);
  const url = balancer.url;
  const people = Array.from({ length: PEOPLE }, (_, index) => somebody(url, origin, index));
  const accounts = JSON.parse(await readFile(join(folderA, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
  const working = accounts.filter(({ role }) => role === 'agent').slice(0, AGENTS);
  const agents = await Promise.all(working.map((account) => someAgent(url, origin, account, WRITE_EVERY_MS)));
  try {
    await inTurns(people, (each) => each.begin());
    await expect.poll(() => agents.every(({ mine }) => mine.size > 0), { timeout: 20_000 }).toBe(true);
    expect(balancer.given()[1]).toBe(0);
    const b = start({ ...shared, PORT: String(portB), DATA_DIR: folderB });
    await b.ready;
    const writing = [...people, ...agents].map((each) => each.write());
    await expect.poll(() => people.every((each) => each.acknowledged.size > 0), { timeout: 30_000 }).toBe(true);

    const begun = performance.now();
    a.child.kill('SIGTERM');
    expect(await a.exit).toBe(0);
    const ended = performance.now() - begun;
    const notBack = () => [...people, ...agents].filter((each) => each.backAt.length < 2 || !each.isUp()).length;
    await expect.poll(notBack, { timeout: 30_000 }).toBe(0);
    const before = people.map((each) => each.acknowledged.size);
    await expect
      .poll(() => people.every((each, index) => each.acknowledged.size > (before[index] ?? 0)), { timeout: 20_000 })
      .toBe(true);
    for (const each of [...people, ...agents]) each.stop();
    await Promise.all(writing);
    expect(await Promise.all(agents.map((each) => each.stillHolds()))).toEqual(agents.map(() => true));

    const back = people.map((each) => (each.backAt.at(-1) ?? 0) - begun).sort((x, y) => x - y);
    const [lines, answers] = [
      people.reduce((sum, each) => sum + each.acknowledged.size, 0),
      agents.reduce((sum, each) => sum + each.acknowledged.length, 0),
    ];
    const talks = agents.reduce((sum, each) => sum + each.mine.size, 0);
    let [lost, doubled, holes] = [0, 0, 0];
    await inTurns(people, async (each) => {
      const log = await each.log();
      log.forEach((entry, index) => {
        if (entry.seq !== index + 1) holes += 1;
      });
      const answers = agents
        .flatMap((agent) => agent.acknowledged)
        .filter((it) => it.conversationId === each.conversationId());
      const all = [...each.acknowledged, ...answers.map(({ clientId, seq }) => [clientId, seq] as const)];
      for (const [clientId, seq] of all) {
        const found = log.filter((entry) => entry.kind === 'message' && entry.text === `line ${clientId}`);
        if (found.every((entry) => entry.seq !== seq)) lost += 1;
        if (found.length > 1) doubled += 1;
      }
    });
    process.stdout.write(
      `SIGTERM with ${PEOPLE} people, ${talks} of them in talks with ${AGENTS} agents: ended in ${seconds(ended)} s; back after ${[0, 0.5, 0.99, 1].map((share) => seconds(at(back, share))).join(' / ')} s (first, half, p99, last); ${lines} lines and ${answers} answers acknowledged, ${lost} lost, ${doubled} doubled, ${holes} holes\n`,
    );
    expect(people.every((each) => each.told() !== null)).toBe(true);
    expect({ lost, doubled, holes }).toEqual({ lost: 0, doubled: 0, holes: 0 });
    expect(ended).toBeLessThan(25_000);
    // Under 10 s on a quiet machine, as the figure shows; three times the room for one that is busy with tests.
    expect(at(back, 1)).toBeLessThan(30_000);
    // Not all at once: half a second never calls back more than a third of them. When they were back is the figure above: a busy
    // machine that stood still for a moment has them all come after it.
    const calledAt = people.map((each) => each.told() ?? 0);
    const busiest = Math.max(
      ...calledAt.map((from) => calledAt.filter((each) => each >= from && each < from + 500).length),
    );
    expect(busiest).toBeLessThan(PEOPLE / 3);
  } finally {
    for (const each of [...people, ...agents]) each.close();
    await balancer.close();
    await drop(database);
  }
});
