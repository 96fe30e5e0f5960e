/** To which of the addresses of a name a message goes: only to judged ones, and to the next where one does not take it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSender } from '../../server/platform/send-webhook.ts';

const came: string[] = [];
const server = createServer((request, response) => {
  came.push(request.headers.host ?? '');
  response.end('here');
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const sendTo = (addresses: readonly string[], privateHosts: readonly string[]) =>
  createSender({ privateHosts, timeoutMs: 5_000, resolve: async () => addresses })({
    ...{ url: `http://partner.example:${port}/referrals`, headers: {}, body: '{}' },
  });

test('the first address of a partner takes nothing: the next one is tried, under the same name', async () => {
  const reply = await sendTo(['127.0.0.77', '127.0.0.1'], [`partner.example:${port}`]);
  expect(reply).toMatchObject({ came: true, status: 200, body: 'here' });
  expect(came).toEqual([`partner.example:${port}`]);
});

test('of several addresses those of our own network are never among what is tried', async () => {
  const secure = createSender({ privateHosts: [], timeoutMs: 5_000, resolve: async () => ['127.0.0.1', '10.0.0.1'] });
  const reply = await secure({ url: `https://partner.example:${port}/referrals`, headers: {}, body: '{}' });
  expect(reply).toEqual({ came: false, reason: 'address_refused' });
  expect(came).toHaveLength(1);
});
