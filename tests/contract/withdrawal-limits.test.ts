/** Guessing a phrase: five tries an hour from one place, and the page never says more than to come later. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ config: { trustProxy: 1 } });
});
afterAll(() => server?.close());

const tryFrom = async (address: string, phrase: string) => {
  const response = await fetch(`${server.url}/withdraw`, {
    ...{ method: 'POST', headers: { 'x-forwarded-for': address } },
    body: new URLSearchParams({ reference: '7Q4M-2K9D', phrase }),
  });
  return { status: response.status, page: await response.text() };
};

test('[V3] the sixth try of an hour is told to come later, in the same form, right or wrong; others go on', async () => {
  const answers = [];
  for (let each = 0; each < 5; each += 1) answers.push(await tryFrom('192.0.2.1', `guess ${each}`));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const later = await tryFrom('192.0.2.1', 'guess');
  expect(later.status).toBe(429);
  expect(later.page).toContain('Please try again later.');
  expect(later.page).toContain('name="phrase"');
  expect(later.page).not.toMatch(/\d+ (minutes|seconds|hour)|wrong|blocked/i);
  expect(await tryFrom('192.0.2.1', 'another')).toEqual(later);
  expect((await tryFrom('192.0.2.2', 'guess')).status).toBe(200);
});
