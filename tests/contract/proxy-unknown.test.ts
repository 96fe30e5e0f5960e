/** A proxy in front that the configuration knows nothing of: everybody behind it would count as one. */
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { startServer } from '../support/start-server.ts';

async function behind(config: Parameters<typeof startServer>[0]) {
  const log = new PassThrough();
  let logged = '';
  log.on('data', (part) => {
    logged += String(part);
  });
  const server = await startServer({ ...config, app: { logger: createLogger('warn', 'test', log) } });
  const ask = (headers: Readonly<Record<string, string>> = {}) => fetch(`${server.url}/api/v1/service`, { headers });
  return { server, ask, warnings: () => logged.split('\n').filter((line) => line.includes('TRUST_PROXY')) };
}

const gauge = async (url: string) =>
  /^hearthline_unexpected_proxy (\d)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];

it('is said once in the log and stays in the metrics, without any address', async () => {
  const { server, ask, warnings } = await behind({});
  await ask();
  expect([warnings(), await gauge(server.url)]).toEqual([[], '0']);
  for (let time = 0; time < 3; time += 1) await ask({ 'X-Forwarded-For': '203.0.113.7' });
  expect(warnings()).toHaveLength(1);
  expect(warnings().join()).not.toContain('203.0.113');
  expect(await gauge(server.url)).toBe('1');
  await server.close();
});

it('is nothing to say where it is known', async () => {
  const { server, ask, warnings } = await behind({ config: { trustProxy: 1 } });
  await ask({ 'X-Forwarded-For': '203.0.113.7' });
  expect(warnings()).toEqual([]);
  await server.close();
});
