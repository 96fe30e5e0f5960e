/** A thousand referrals that are all due at once, until their partner has each of them once and has said so. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createSender } from '../../../server/platform/send-webhook.ts';
import { webhookHeaders } from '../../../server/platform/webhook-signature.ts';
import { ratioOf } from '../figures.ts';
import type { Row } from '../row.ts';
import { manyReferrals } from '../stage/many-referrals.ts';
import { medianOf } from '../statistics.ts';

const REFERRALS = 1_000;
const LEAST_A_MINUTE = 1_000;
const PATIENCE_MS = 180_000;
/** As many as the outbox has on their way at once. */
const AT_ONCE = 5;

const aMinute = (rate: number): string => `${Math.round(rate).toLocaleString('en-GB')} a minute`;

export const outboxRows: readonly Row[] = [
  {
    name: 'outbox',
    what: `${REFERRALS.toLocaleString('en-GB')} referrals through the outbox`,
    size: ({ runs }) => `${runs} × ${REFERRALS.toLocaleString('en-GB')} referrals`,
    run: async (bench) => {
      const { first } = await bench.product({ limits: 'generous' });
      const partner = await listen(first.config.demoPartnerPort);
      const referrals = await manyReferrals(first.config);
      try {
        const [ours, theirs]: [number[], number[]] = [[], []];
        let twice = 0;
        for (let run = 0; run <= bench.options.runs; run += 1) {
          partner.came.clear();
          const ids = await referrals.put(REFERRALS);
          const began = performance.now();
          await until(async () => (await referrals.acknowledged(ids)) === ids.length);
          const rate = (REFERRALS / (performance.now() - began)) * 60_000;
          twice += ids.filter((id) => partner.came.get(id) !== 1).length;
          const bare = await bareRate(first.config.demoPartnerPort);
          bench.say(`  ${aMinute(rate)}; only sending ${aMinute(bare)}`);
          // The first makes the indexes and connections.
          if (run === 0) continue;
          ours.push(rate);
          theirs.push(bare);
        }
        const median = medianOf(ours);
        return [
          {
            what: `${REFERRALS.toLocaleString('en-GB')} referrals due at once: sealed copy, signed, sent, acknowledged, written down (beside only signing and sending, ${AT_ONCE} at once)`,
            product: `${aMinute(median)}, ${twice} not exactly once`,
            reference: aMinute(medianOf(theirs)),
            ratio: ratioOf(ours, theirs),
            goal: `≥ ${aMinute(LEAST_A_MINUTE)}, each once`,
            reached: median >= LEAST_A_MINUTE && twice === 0,
          },
        ];
      } finally {
        await referrals.close();
        await partner.close();
      }
    },
  },
];

/** Where the product's demonstration partner would be; how often each key came. */
async function listen(port: number) {
  const came = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    request.resume().on('end', () => {
      came.set(key, (came.get(key) ?? 0) + 1);
      response.setHeader('Content-Type', 'application/json');
      response.end('{"status":"acknowledged","partnerReference":"P-1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    came,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bareRate(port: number): Promise<number> {
  const send = createSender({ privateHosts: [`127.0.0.1:${port}`], timeoutMs: 10_000 });
  const body = JSON.stringify({ kind: 'referral', items: 'x'.repeat(600) });
  const began = performance.now();
  let left = REFERRALS;
  const one = async () => {
    for (left -= 1; left >= 0; left -= 1) {
      const headers = webhookHeaders({ secret: 'secret', body, idempotencyKey: randomUUID(), now: Date.now() });
      const reply = await send({ url: `http://127.0.0.1:${port}/referrals`, headers, body });
      if (!reply.came) throw new Error('The partner did not answer.');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return (REFERRALS / (performance.now() - began)) * 60_000;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (!(await done())) {
    if (performance.now() > limit) throw new Error('The referrals did not all leave in time.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
