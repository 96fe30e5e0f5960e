/** A partner on a real port: keeps one referral a key, counts deliveries, and answers as a test tells it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { judgeSignature } from '../../server/demo/webhook-signature.ts';

export interface Delivery {
  readonly key: string;
  readonly path: string;
  readonly body: string;
  readonly verdict: ReturnType<typeof judgeSignature>;
}

/** What to answer; told the delivery and how many came before it under its key. */
export type Answer = (response: ServerResponse, delivery: Delivery, before: number) => void | Promise<void>;

export interface Receiver {
  readonly url: string;
  readonly host: string;
  readonly deliveries: readonly Delivery[];
  answer: Answer;
  /** Waits until so many have come. */
  came(count: number): Promise<Delivery>;
  /** Different referrals, as a partner keeps them. */
  kept(): string[];
  close(): Promise<void>;
}

export const acknowledge: Answer = (response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ status: 'acknowledged', partnerReference: 'P-1' }));
};

const PATIENCE_MS = 10_000;

/** On any free port, or where a server expects its partner. */
export async function startReceiver(secretOf: () => string, at = 0): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  let look: (() => void)[] = [];
  const server = createServer((request, response) => {
    void receive(request, response);
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const header = (name: string) => String(request.headers[name] ?? '');
    const signed = { signature: header('hearthline-signature'), timestamp: header('hearthline-timestamp'), body };
    const verdict = judgeSignature(signed, secretOf(), Math.floor(Date.now() / 1000));
    const delivery = { key: header('idempotency-key'), path: request.url ?? '', body: body.toString('utf8'), verdict };
    const before = deliveries.filter((each) => each.key === delivery.key).length;
    deliveries.push(delivery);
    for (const each of look) each();
    await receiver.answer(response, delivery, before);
  }

  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/referrals`,
    host: `127.0.0.1:${port}`,
    deliveries,
    answer: acknowledge,
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
    kept: () => [...new Set(deliveries.map((each) => each.key))],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
