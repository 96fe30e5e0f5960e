/** One node has lost its line to Redis and the other has not: what the first ends, the second must end without being told. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { socketPath } from '../../server/platform/redis.ts';
import { signIn } from '../support/connect.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { connect } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

/** "Within 2 s", with room for a busy machine. */
const WITHIN_MS = 2_000 * 3;
let here: TestServer;
let there: TestServer;
let line: FaultProxy;

beforeAll(async () => {
  there = await startServer();
  line = await startFaultProxy({ path: socketPath(there.config.redisUrl) ?? '' });
  here = await startServer({ beside: there, config: { redisUrl: `redis://127.0.0.1:${line.port}` } });
});
afterAll(async () => {
  await here.close();
  await line.close();
  await there.close();
});

it('[A1] signing out on the first closes the connection to the second', async () => {
  const me = await signIn(here.url, there.account('agent'));
  const desk = await connect(`${there.url}/staff`, {}, {}, { headers: { Cookie: me.cookie } });
  const closed = new Promise((resolve) => desk.socket.once('disconnect', resolve));
  line.accept(false);
  line.reset();
  const headers = { origin: here.url, cookie: me.cookie, 'content-type': 'application/json' };
  const { ok } = await fetch(`${here.url}/api/v1/session`, { method: 'DELETE', headers });
  expect(ok).toBe(true);
  const from = performance.now();
  await closed;
  expect(performance.now() - from).toBeLessThan(WITHIN_MS);
  line.accept(true);
});
