/** Guessing a phrase: five tries an hour from one place, and the page never says more than to come later; so do checks by staff. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GivenPhrase } from '../../shared/protocol/http/returning.ts';
import { askAs, valueFrom } from '../support/cases.ts';
import { helpline, type Worker } from '../support/helpline.ts';
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

test('[V3] a worker who tries words out waits, alike for a reference that exists; right ones do not count', async () => {
  const at = helpline(server);
  try {
    const { agent, conversationId } = await at.talk();
    const give = () =>
      valueFrom(
        askAs<GivenPhrase>(server.url, agent.me, 'POST', '/return-phrases', {
          ...{ clientId: randomUUID(), conversationId, asked: true, insists: false, inChat: false },
        }),
      );
    const check = async (who: Worker, reference: string, phrase: string) => {
      const body = { clientId: randomUUID(), reference, phrase, conversationId: null };
      const reply = await askAs<{ fits: boolean }>(server.url, who.me, 'POST', '/returns', body);
      return reply.body.ok ? reply.body.value.fits : reply.body.error.code;
    };
    const several = async (who: Worker, reference: string, times: number) => {
      const answers = [];
      for (let each = 0; each < times; each += 1) answers.push(await check(who, reference, `guess ${each}`));
      return answers;
    };
    const used = await give();
    expect(await check(agent, used.reference, used.words.join(' '))).toBe(true);
    const { reference, words } = await give();
    const guesses = [...Array.from({ length: 5 }, () => false), 'rate_limited'];
    expect(await several(agent, reference, 6)).toEqual(guesses);
    // Right words wait as well, of whoever gives them; and a reference that nobody was given waits alike.
    const other = await at.staff('agent', 1);
    expect(await check(other, reference, words.join(' '))).toBe('rate_limited');
    expect(await several(other, '7Q4M-2K9D', 6)).toEqual(guesses);
    // Ten an hour of one worker, whatever they try.
    expect(await several(agent, '3333-3333', 5)).toEqual([false, false, false, false, 'rate_limited']);
  } finally {
    await at.close();
  }
});
