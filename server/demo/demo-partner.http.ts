/** A real receiver of the signed webhook, so that a referral of the demonstration arrives somewhere and comes back. */
import { createServer } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import { listenOn } from '../platform/listen.ts';
import { receivedPage } from './received-page.ts';
import { createReceivedReferrals, type Receipt, type ReceivedReferrals } from './received-referrals.ts';
import { demoHeaders, servePages } from './serve-pages.http.ts';
import { judgeSignature } from './webhook-signature.ts';

export type DemoPartner = Readonly<{ url: string; close(): Promise<void> }>;
export type DemoPartnerOrder = Readonly<{ port: number; host: string; secret: string }>;

export async function startDemoPartner({ port, host, secret }: DemoPartnerOrder): Promise<DemoPartner> {
  const server = createServer(demoPartnerApp(secret, createReceivedReferrals()));
  await listenOn(server, { host, port, variable: 'DEMO_PARTNER_PORT' });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function demoPartnerApp(secret: string, referrals: ReceivedReferrals): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(demoHeaders("default-src 'none'; style-src 'self'; frame-ancestors 'none'"));
  app.get('/received', (_request, response) => {
    response.json(referrals.list());
  });
  app.get('/', (_request, response) => {
    response.type('html').send(receivedPage(referrals.list()));
  });
  // The bytes as they came: a signature is over bytes, not over what a parser made of them.
  app.post('/{*path}', express.raw({ type: () => true, limit: '256kb' }), (request, response) => {
    receive(request, response, secret, referrals);
  });
  app.use(servePages());
  return app;
}

function receive(request: Request, response: Response, secret: string, referrals: ReceivedReferrals): void {
  const outcome = judge(request, secret, referrals);
  if (typeof outcome === 'string') response.status(refusals[outcome]).json({ error: outcome });
  else response.json(outcome);
}

const refusals = {
  unsigned: 401,
  stale: 401,
  forged: 401,
  no_idempotency_key: 400,
  not_json: 400,
  unknown_referral: 404,
  another_body: 409,
} as const;

function judge(request: Request, secret: string, referrals: ReceivedReferrals): Receipt | keyof typeof refusals {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signature = request.get('hearthline-signature');
  const timestamp = request.get('hearthline-timestamp');
  const verdict = judgeSignature({ signature, timestamp, body }, secret, Math.floor(Date.now() / 1000));
  if (verdict !== 'good') return verdict;
  const key = request.get('idempotency-key');
  if (key === undefined || key.length > 200) return 'no_idempotency_key';
  const content = parse(body);
  return content === undefined ? 'not_json' : referrals.receive(key, content, new Date());
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
