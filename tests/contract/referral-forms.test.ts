/** Both referral forms against a running server, filled in as a browser without JavaScript does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inboundReferralsSpec } from '../../server/inbound/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { inboundMessagesSpec } from '../../server/referrals/index.ts';
import { askAs, valueFrom } from '../support/cases.ts';
import { signIn } from '../support/connect.ts';
import { inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const post = async (path: string, fields: Record<string, string>) => {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';

/** Without the one thing that differs: which filling it was. */
const said = (html: string) => html.replace(hidden(html, 'leave'), '');

async function fill(path: string, answers: Record<string, string>) {
  let { html } = await post(path, { go: 'start' });
  for (let at = hidden(html, 'at'); at !== ''; at = hidden(html, 'at')) {
    const sent = { state: hidden(html, 'state'), at, go: 'next', answer: answers[at] ?? '' };
    ({ html } = await post(path, sent));
  }
  return hidden(html, 'state');
}
const all = () =>
  database
    .collection<{ _id: string }>(inboundReferralsSpec)
    .find({}, { sort: { receivedAt: 1 } })
    .toArray();
const REACHED = { channel: 'email', email: 'kim@mail.example', email_safe: 'not_known' };

test('[P1, V3] what somebody asks for themself is kept once, sealed, and the end says the same to everybody', async () => {
  const state = await fill('/help/start', { who: 'me', age: '15', words: 'canary at home', ...REACHED });
  const first = await post('/help/start', { state, go: 'send' });
  const second = await post('/help/start', { state, go: 'send' });
  expect([first.status, said(second.html)]).toEqual([200, said(first.html)]);
  const other = await fill('/help/start', { who: 'me', age: '40', words: 'something else', ...REACHED });
  expect(said((await post('/help/start', { state: other, go: 'send' })).html)).toBe(said(first.html));
  const kept = await all();
  expect(kept).toHaveLength(2);
  expect(kept[0]).toMatchObject({ source: 'self_form', state: 'received', ageBand: '13_15', senderId: null });
  expect(JSON.stringify(kept)).not.toMatch(/canary|kim@mail/);
});

test('a referral of somebody at work comes to the same board, with a reference if they ask', async () => {
  const before = (await all()).length;
  const state = await fill('/refer', {
    ...{ referrer: 'Ash', organisation: 'A school', telephone: '01234 567890', agreed: 'yes', name: 'Canary Kim' },
    ...{ crime: 'burglary_home', risk: 'high', reference: 'yes' },
  });
  const { html } = await post('/refer', { state, go: 'send' });
  const kept = (await all()).slice(before) as unknown as { reference: string }[];
  expect(kept).toMatchObject([{ source: 'professional_form', senderRisk: { grade: 'high' } }]);
  expect(html).toContain(kept[0]?.reference ?? 'no reference');
});

test('that a number is safe is not believed of somebody at work whom nobody knows, until one of us has asked', async () => {
  const before = (await all()).length;
  const state = await fill('/refer', {
    ...{ referrer: 'Ash', organisation: 'A school', telephone: '01234 567890', agreed: 'yes', crime: 'burglary_home' },
    ...{
      name: 'Canary Kim',
      channel: 'phone',
      phone: '07700 900177',
      phone_safe: 'yes',
      phone_when: 'or 07700 900178',
    },
  });
  await post('/refer', { state, go: 'send' });
  const referralId = (await all())[before]?._id ?? '';
  const inbound = inboundAt(server.url);
  const coordinator = await signIn(server.url, server.account('coordinator'));
  const shown = async () => valueFrom(inbound.open(coordinator, referralId));
  const first = await shown();
  expect(first.details?.contacts).toMatchObject([{ safe: 'not_known', value: null, said: null }]);
  const asked = { place: 0, safe: 'yes', said: 'Rang the school on its own number, and they had asked her.' };
  await valueFrom(inbound.step(coordinator, first.referral, 'contact-safety', asked));
  expect((await shown()).details?.contacts).toMatchObject([{ safe: 'yes', value: '07700 900177' }]);
});

test('a message that is left comes to those who answer for the service, sealed, and once', async () => {
  const state = await fill('/help/write', { words: 'canary: please ring', channel: 'phone', phone: '07700 900131' });
  for (const _twice of [1, 2])
    expect((await post('/help/write', { state, go: 'send' })).html).toContain('We have your message');
  const coordinator = await signIn(server.url, server.account('coordinator'));
  const { messages } = await valueFrom(
    askAs<{ messages: { messageId: string }[] }>(server.url, coordinator, 'GET', '/inbound'),
  );
  expect(messages).toHaveLength(1);
  const stands = JSON.stringify(await database.connection.collection(inboundMessagesSpec.name).find({}).toArray());
  expect(stands).not.toMatch(/canary|900131/);
});

test('[P2] nothing of a form is kept by the browser, framed, or sent from another website', async () => {
  for (const path of ['/refer', '/help/start', '/help/write']) {
    const response = await fetch(`${server.url}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await response.text()).toContain('id="exit"');
  }
  const state = await fill('/help/start', { ...REACHED });
  const before = (await all()).length;
  const sent = await fetch(`${server.url}/help/start`, {
    ...{
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ state, go: 'send' }),
    },
  });
  expect(await sent.text()).toContain('Please start again.');
  expect(await all()).toHaveLength(before);
});

test('[P2] what was sent or left opens nothing any more, at whichever node, whatever a browser sends again', async () => {
  const other = await startServer({ beside: server });
  try {
    const sent = await fill('/help/start', { words: 'canary sent', ...REACHED });
    await post('/help/start', { state: sent, go: 'send' });
    const left = await fill('/help/start', { words: 'canary left', ...REACHED });
    const page = await post('/help/start', { state: left, go: 'to:words' });
    const leaving = await post('/help/start', { leave: hidden(page.html, 'leave') });
    expect([leaving.status, leaving.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(leaving.html).toContain('http-equiv="refresh"');
    for (const url of [server.url, other.url])
      for (const state of [sent, left])
        for (const fields of [
          { go: 'to:words' },
          { go: 'next', at: 'words', answer: 'x' },
          { go: 'back', at: 'area' },
        ]) {
          const again = await fetch(`${url}/help/start`, {
            ...{ method: 'POST', body: new URLSearchParams({ state, ...fields }) },
          });
          expect(await again.text()).toContain('This form is closed.');
        }
    const before = (await all()).length;
    expect((await post('/help/start', { state: left, go: 'send' })).html).toContain('This form is closed.');
    expect(await all()).toHaveLength(before);
  } finally {
    await other.close();
  }
});
