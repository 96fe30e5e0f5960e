/**
 * A partner on a real port: the receiver of docs/partners as a partner runs it, behind a front that counts deliveries and may
 * answer something else, as a test tells it. Whatever the front answers, the receiver has seen the delivery.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeSignature } from '../../server/demo/webhook-signature.ts';

export interface Delivery {
  readonly key: string;
  readonly path: string;
  readonly body: string;
  /** `good`, or why the receiver refused it. */
  readonly verdict: string;
  /** What the receiver answered. */
  readonly reply: string;
}

/** What to answer; told the delivery and how many came before it under its key. */
export type Answer = (response: ServerResponse, delivery: Delivery, before: number) => void | Promise<void>;

export interface Receiver {
  readonly url: string;
  readonly host: string;
  readonly deliveries: readonly Delivery[];
  answer: Answer;
  /** How long a delivery is on its way to the receiver itself. */
  arrive: (key: string) => Promise<void>;
  /** Waits until so many have come. */
  came(count: number): Promise<Delivery>;
  /** Starts the receiver itself, which the first delivery would have to wait for. */
  warm(): Promise<void>;
  /** As the receiver has them on its disk: the newest entry of each key. */
  kept(): readonly KeptEntry[];
  close(): Promise<void>;
}

export interface KeptEntry {
  readonly key: string;
  readonly state: string;
  readonly partnerReference: string;
  /** Not there of one that was recalled before it came. */
  readonly body?: string;
  readonly referral?: { readonly items: readonly { readonly itemId: string; readonly value: string }[] };
}

/** What the receiver itself answered. */
export const acknowledge: Answer = (response, { reply }) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(reply);
};

const PATIENCE_MS = 10_000;
const PROGRAM = fileURLToPath(new URL('../../docs/partners/receiver.mjs', import.meta.url));

export async function startReceiver(
  secretOf: () => string,
  { ageIdentity, port: at = 0 }: { readonly ageIdentity?: string; readonly port?: number } = {},
): Promise<Receiver> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-'));
  const file = join(folder, 'kept.jsonl');
  const deliveries: Delivery[] = [];
  let look: (() => void)[] = [];
  let behind: Promise<Running> | null = null;
  const server = createServer((request, response) => {
    void receive(request, response);
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const key = String(request.headers['idempotency-key'] ?? '');
    await receiver.arrive(key);
    const { status, reply, verdict } = await judge(request, body);
    const delivery = { key, path: request.url ?? '', body: body.toString('utf8'), verdict, reply };
    response.statusCode = status;
    const before = deliveries.filter((each) => each.key === key).length;
    deliveries.push(delivery);
    for (const each of look) each();
    await receiver.answer(response, delivery, before);
  }

  function begin(): Promise<Running> {
    behind ??= run({ SECRET: secretOf(), KEEP_FILE: file, ...(ageIdentity ? { AGE_IDENTITY: ageIdentity } : {}) });
    return behind;
  }

  async function judge({ headers }: IncomingMessage, body: Buffer) {
    const signed = {
      signature: said(headers, 'hearthline-signature'),
      timestamp: said(headers, 'hearthline-timestamp'),
    };
    // A call to a lead comes signed in the same way, and is nothing that a partner receives.
    if (!body.includes('"hearthline.referral/')) {
      const verdict = judgeSignature({ ...signed, body }, secretOf(), Math.floor(Date.now() / 1000));
      return { status: 200, reply: '{"status":"acknowledged"}', verdict };
    }
    const { host: _, 'content-length': __, connection: ___, ...rest } = headers;
    const reached = await fetch((await begin()).url, {
      method: 'POST',
      headers: rest as Record<string, string>,
      body: new Uint8Array(body),
    });
    const reply = await reached.text();
    const verdict = reached.status === 401 ? String((JSON.parse(reply) as { error: string }).error) : 'good';
    return { status: reached.status, reply, verdict };
  }

  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/referrals`,
    host: `127.0.0.1:${port}`,
    deliveries,
    answer: acknowledge,
    arrive: async () => undefined,
    came: (count) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`Only ${deliveries.length} of ${count} came.`)), PATIENCE_MS);
        const check = () => {
          const last = deliveries[count - 1];
          if (last === undefined) return;
          clearTimeout(limit);
          look = look.filter((each) => each !== check);
          resolve(last);
        };
        look.push(check);
        check();
      }),
    warm: async () => {
      await begin();
    },
    kept: () => {
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
      return [...new Map(lines.map((line) => JSON.parse(line) as KeptEntry).map((each) => [each.key, each])).values()];
    },
    close: async () => {
      (await behind)?.child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return receiver;
}

function said(headers: IncomingMessage['headers'], name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

function run(env: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The receiver ended with ${code}.`)));
    child.stdout.once('data', (said: Buffer) => {
      const url = /^ready (\S+)/.exec(said.toString())?.[1];
      if (url === undefined) reject(new Error('The receiver did not say where it listens.'));
      else resolve({ child, url });
    });
  });
}
