/**
 * When nobody can answer (V4): closed, paused, full, too many at once, waiting too long, the server out of reach before
 * and in the middle. Each time 999 with 55 and a staffed number stand there, and there is a way out.
 */
import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ServiceSettings } from '../../server/service/index.ts';
import { alwaysOpen } from '../../shared/domain/opening-hours.ts';
import { asAgent, asVisitor } from '../support/connect.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { type SettingsElsewhere, settingsElsewhere } from './support/settings.ts';
import { openStored, type Stored } from './support/stored.ts';
import {
  type Chat,
  log,
  openChat,
  takePlace,
  type VisitorPage,
  visit,
  visitAlone,
  write,
} from './support/visitor-page.ts';

/** Short enough that the first estimate, two rings, is over in the time of a test. */
const OFFER_MS = 2_000;
const ADDRESS = '203.0.113.7';

let demonstration: Demonstration;
let elsewhere: SettingsElsewhere;
let stored: Stored;
beforeAll(async () => {
  demonstration = await startDemonstration({ offerMs: OFFER_MS, trustProxy: 1 });
  const { server } = demonstration;
  [elsewhere, stored] = await Promise.all([settingsElsewhere(server), openStored(server.config)]);
});
afterAll(async () => {
  await elsewhere?.close();
  await stored?.close();
  await demonstration?.close();
});

const alone = (options: BrowserContextOptions = {}) =>
  visitAlone(demonstration.browser, demonstration.server.url, options);

/** As an administrator saves it; taken back when the test is over. */
async function setUntilDone(change: Parameters<SettingsElsewhere['save']>[0]): Promise<void> {
  const open = (queue: ServiceSettings['queue']) => ({
    paused: null,
    hours: alwaysOpen,
    queue: { ...queue, waitingMaximum: null },
  });
  onTestFinished(async () => {
    await elsewhere.save((settings) => ({ ...settings, ...open(settings.queue) }));
    // The server learns of it a moment later: who asks for a place in between is still told of before.
    await expect.poll(() => reasonNow()).not.toMatch(/^(closed_hours|paused|full)$/);
  });
  await elsewhere.save(change);
}

async function expectNumbers(chat: Chat): Promise<void> {
  await chat.getByRole('link', { name: /999/ }).first().waitFor();
  await chat.getByText('press 55 when asked').first().waitFor();
  await chat
    .getByRole('link', { name: /116 123/ })
    .first()
    .waitFor();
}

test('[V4] a service that pauses says so to whoever has the page open, and takes a message, sealed', async () => {
  const visitor = await alone();
  const { chat } = visitor;
  await chat.getByRole('button', { name: 'Start a chat' }).waitFor();
  await setUntilDone((settings) => ({ ...settings, paused: { until: null, by: 'a supervisor' } }));
  await chat.getByRole('heading', { name: 'The chat is paused for now' }).waitFor();
  await expectNumbers(chat);

  await chat.getByRole('button', { name: 'Write us a message' }).click();
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.getByText('Please write a few words first.').waitFor();
  const words = 'Please ring me, vermilioncanary';
  await chat.getByRole('textbox', { name: 'Your message' }).fill(words);
  await chat.getByRole('radio', { name: 'Phone' }).check();
  await chat.getByRole('textbox', { name: 'A phone number that is safe for you' }).fill('07700 900456');
  await chat.getByRole('textbox', { name: /^When is it safe\?/ }).fill('weekdays at ten');
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.getByRole('heading', { name: 'We have your message' }).waitFor();
  await expectNumbers(chat);

  const messages = await stored.all('inbound_messages');
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ channel: 'message_form', state: 'received', contactSafety: 'safe' });
  for (const secret of [words, '07700 900456', 'weekdays at ten']) expect(await stored.holding(secret)).toBe(0);
  expect(await stored.holding('message_form')).toBeGreaterThan(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('a complaint goes from the foot of the chat while it is paused, without a name, and is sealed', async () => {
  await setUntilDone((settings) => ({ ...settings, paused: { until: null, by: 'a supervisor' } }));
  const visitor = await alone();
  const { chat } = visitor;
  await chat.getByRole('heading', { name: 'The chat is paused for now' }).waitFor();
  await chat.getByRole('button', { name: 'Complain, or say thank you' }).click();
  await chat.getByRole('heading', { name: 'Tell us how we did' }).waitFor();
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.getByRole('alert').getByText('Please choose what it is.').waitFor();
  await chat.getByRole('radio', { name: 'A complaint', exact: true }).check();
  const words = 'Nobody rang me back, ceruleancanary';
  await chat.getByRole('textbox', { name: 'Your message' }).fill(words);
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.getByRole('heading', { name: 'We have it. Thank you.' }).waitFor();
  await chat.getByText('What comes next: someone who leads this service reads it.').waitFor();
  await chat.getByText('You left no way to reach you, so we cannot answer. We still look into it.').waitFor();
  const [complaint] = await stored.all('complaints');
  expect(complaint).toMatchObject({ state: 'received', facts: { channel: 'widget', anonymous: true, caseId: null } });
  expect(await stored.holding(words)).toBe(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('[V4] outside its hours the chat says when it opens again', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const closed = {
    ...alwaysOpen.weekly,
    monday: [],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  };
  const exceptions = [{ date: tomorrow, spans: [{ from: '09:00', to: '10:00' }] }];
  await setUntilDone((settings) => ({ ...settings, hours: { ...alwaysOpen, weekly: closed, exceptions } }));
  await expect.poll(() => reasonNow()).toBe('closed_hours');
  const visitor = await alone();
  await visitor.chat.getByRole('heading', { name: 'The chat is closed now' }).waitFor();
  await visitor.chat.getByText(/It opens again: .*09:00/).waitFor();
  await expectNumbers(visitor.chat);
  await visitor.chat.getByRole('button', { name: 'Ask us to call you' }).click();
  await visitor.chat.getByRole('heading', { name: 'Ask us to call you' }).waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('[V4] a queue that is full says so, and lets people in when there is room again', async () => {
  const other = await asVisitor(demonstration.server.url);
  await other.ask('conversation:request', { clientId: randomUUID() });
  await setUntilDone((settings) => ({ ...settings, queue: { ...settings.queue, waitingMaximum: 1 } }));
  await expect.poll(() => reasonNow()).toBe('full');
  const visitor = await alone();
  await visitor.chat.getByRole('heading', { name: 'Too many people are waiting now' }).waitFor();
  await expectNumbers(visitor.chat);
  await other.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
  await takePlace(visitor);
  await leaveQueue(visitor.chat);
  other.close();
  await visitor.close();
});

test('[V4] waiting longer than was said: sorry, once, with other ways and a way out', async () => {
  const { server } = demonstration;
  const agent = await asAgent(server.url, server.account('agent'));
  await agent.ask('availability:set', { availability: 'available' });
  const visitor = await alone();
  const { chat } = visitor;
  await takePlace(visitor);
  await chat.getByText('It takes longer than we thought. We are sorry.').waitFor();
  await chat.getByRole('button', { name: 'Write us a message' }).waitFor();
  await chat.getByRole('button', { name: 'Keep waiting' }).click();
  expect(await chat.getByText('It takes longer than we thought.').count()).toBe(0);
  await agent.ask('availability:set', { availability: 'offline' });
  await leaveQueue(chat);
  await expectNumbers(chat);
  agent.close();
  await visitor.close();
});

// Each of these waits for what a person would wait for, so they wait together.
describe.concurrent('out of reach', () => {
  test('[V4] too many from one address: the place is being taken, the numbers stand there, and it is taken by itself', async () => {
    const headers = { 'x-forwarded-for': ADDRESS };
    const crowd = [];
    for (let count = 0; count < 10; count += 1) {
      const other = await asVisitor(demonstration.server.url, { headers });
      await other.ask('conversation:request', { clientId: randomUUID() });
      await other.send('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
      crowd.push(other);
    }
    const visitor = await visit(demonstration.browser, 'about:blank', { extraHTTPHeaders: headers });
    await visitor.page.addInitScript(refuseWebSockets);
    await visitor.page.goto(`${demonstration.server.url}/widget`);
    const chat = visitor.page;
    await chat.getByRole('button', { name: 'Start a chat' }).click();
    await chat.getByRole('button', { name: 'Yes', exact: true }).click();
    await chat.getByText('Many people are here now. We keep asking for your place.').waitFor();
    await expectNumbers(chat);
    await chat.getByRole('heading', { name: 'You have a place' }).waitFor({ timeout: 40_000 });
    for (const other of crowd) other.close();
    await visitor.close();
  });

  test('[V4] the server is out of reach when the chat is first opened: the website itself shows whom to call', async () => {
    const visitor = await visit(demonstration.browser, demonstration.siteUrl);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await page.context().route(`${demonstration.server.url}/**`, (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByText('We cannot reach the chat now.').waitFor();
    await expectNumbers(page);
    await page.getByRole('button', { name: 'Hide chat' }).click();
    await page.context().unroute(`${demonstration.server.url}/**`);
    await openChat(visitor);
    await visitor.close();
  });

  test('[V4] [V1] the line cannot be had from the start: the wish is kept, the numbers stand there', async () => {
    const visitor = await alone();
    const { page, chat } = visitor;
    const line = await cutLine(visitor);
    await page.reload();
    await chat.getByRole('button', { name: 'Start a chat' }).click();
    await chat.getByRole('button', { name: 'Yes', exact: true }).click();
    await expectNumbers(chat);
    await line.mend();
    await chat.getByRole('heading', { name: 'You have a place' }).waitFor({ timeout: 30_000 });
    await leaveQueue(chat);
    await visitor.close();
  });

  test('[V4] [L4] the line is lost in the middle: it is said at once, the numbers follow, what was written goes when it is back', async () => {
    const visitor = await alone();
    const { chat } = visitor;
    const line = await cutLine(visitor, false);
    await visitor.page.reload();
    await takePlace(visitor);
    await line.cut();
    await chat.getByText('Trying to connect …').waitFor();
    await write(visitor, 'Are you there?');
    await log(visitor).getByText('Sending …').waitFor();
    await chat.getByText('We cannot reach our service now. We keep trying.').waitFor();
    await expectNumbers(chat);
    await line.mend();
    await log(visitor).getByText('· Sent').waitFor();
    await chat.getByText('We cannot reach our service now.').first().waitFor({ state: 'hidden' });
    expect(await log(visitor).getByText('Are you there?').count()).toBe(1);
    await leaveQueue(chat);
    await visitor.close();
  });
});

/** As behind a proxy that lets none through: what is left is polling, whose requests say where they come from. */
function refuseWebSockets(): void {
  class Refused {
    onerror: ((event: Event) => void) | null = null;
    constructor() {
      setTimeout(() => this.onerror?.(new Event('error')));
    }
    close(): void {}
  }
  Reflect.set(window, 'WebSocket', Refused);
}

async function reasonNow(): Promise<unknown> {
  const { value } = await (await fetch(`${demonstration.server.url}/api/v1/service`)).json();
  return value.reason;
}

async function leaveQueue(chat: Chat): Promise<void> {
  await chat.getByRole('button', { name: 'Leave the queue' }).click();
  await chat.getByRole('button', { name: 'Yes, leave' }).click();
  await chat.getByRole('heading', { name: 'The chat has ended' }).waitFor();
}

/** Cuts the line of this page to the server and lets it through again; pages themselves still load. */
async function cutLine({ page }: VisitorPage, fromStart = true) {
  let broken = fromStart;
  const open = new Set<{ close: () => Promise<void> }>();
  await page.routeWebSocket(/socket\.io/, (socket) => {
    // A line that is closed before it was open hangs in the browser until its own time limit.
    if (broken) return void setTimeout(() => socket.close().catch(() => undefined), 50);
    socket.connectToServer();
    open.add(socket);
  });
  await page.route(/socket\.io/, (route) => (broken ? route.abort() : route.continue()));
  return {
    cut: async () => {
      broken = true;
      await Promise.all([...open].map((socket) => socket.close()));
      open.clear();
    },
    mend: async () => {
      broken = false;
    },
  };
}
