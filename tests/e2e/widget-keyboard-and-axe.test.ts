/** The widget for everybody: axe on every main view, on a page of its own and in the website, and the way by keyboard. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAgent, type SignedIn, type Staff } from '../support/connect.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInEveryShape, expectAccessibleInTwoShapes, tabTo } from './support/shapes.ts';
import { composer, log, openChat, type VisitorPage, visit, visitAlone } from './support/visitor-page.ts';

let demonstration: Demonstration;
let agent: Staff & { me: SignedIn };
beforeAll(async () => {
  demonstration = await startDemonstration();
  agent = await asAgent(demonstration.server.url, demonstration.server.account('agent'));
});
afterAll(async () => {
  agent?.close();
  await demonstration?.close();
});

const CARD = {
  recipientId: 'demo-partner',
  purpose: 'To contact you and offer you support.',
  items: [
    { itemId: 'name', value: 'Robin' },
    { itemId: 'safe_contact', value: 'By text on weekday mornings' },
    { itemId: 'health', value: 'An old injury' },
  ],
};

/** Goes through every main view once, and looks at each. */
async function lookAtEveryView({ page, chat }: VisitorPage, look: (page: Page) => Promise<void>): Promise<void> {
  // By key: right after a change of size the browser may hand a click in a frame to where the frame was before.
  const press = (name: string) => chat.getByRole('button', { name, exact: true }).first().press('Enter');
  const arrive = (name: string) => chat.getByRole('heading', { name }).waitFor();
  await arrive('We are here to listen');
  await look(page);
  await press('What is kept on this device');
  await look(page);
  await press('Back');
  await press('Start a chat');
  await arrive('Is it safe for you to talk right now?');
  await look(page);
  await press('No');
  await arrive('Then your safety comes first');
  await look(page);
  await press('Ask for a safe time');
  await arrive('Ask us to call you');
  await look(page);
  await press('Back');
  await press('Carry on with the chat');
  await arrive('You have a place');
  await look(page);
  await press('I am in danger now');
  await arrive('Call 999 if you can');
  await look(page);
  await press('I cannot call, stay here');
  await composer({ chat }).fill('a_word_that_is_far_too_long_for_any_line_of_a_phone_and_has_to_be_broken');
  await composer({ chat }).press('Enter');

  const conversationId = await answer();
  await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: 'Hello, I am here.' });
  await log({ chat }).getByText('Hello, I am here.').waitFor();
  await look(page);
  const ask = { clientId: randomUUID(), conversationId, wordingVersion: 'ask-en-adult-1', recipients: [CARD] };
  await agent.ask('consent:ask', ask);
  await press('Yes, show it');
  await chat.getByRole('radio', { name: 'Refer me' }).press('Space');
  await chat.getByRole('switch', { name: 'The name you want them to use' }).press('Space');
  await press('Tap to see the words');
  await look(page);
  const tell = {
    clientId: randomUUID(),
    conversationId,
    wordingVersion: 'tell-en-adult-1',
    recipientName: 'the police',
  };
  await agent.ask('sharing:tell', tell);
  await chat.getByRole('heading', { name: 'Something we must tell you' }).waitFor();
  await look(page);
  await press('Numbers');
  await arrive('People you can call');
  await look(page);
  await press('Back');
  await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
  await arrive('The chat has ended');
  await press('Read it again');
  await look(page);
  await agent.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
}

/** The support worker takes whoever waits. */
async function answer(): Promise<string> {
  await agent.ask('availability:set', { availability: 'available' });
  const { offer } = await agent.next('offer:made');
  const { offerId, conversationId } = offer;
  await agent.ask('offer:accept', { conversationId, offerId });
  await agent.ask('availability:set', { availability: 'break' });
  return conversationId;
}

test('axe finds nothing in any view of the widget on a page of its own', async () => {
  const visitor = await visitAlone(demonstration.browser, demonstration.server.url);
  await lookAtEveryView(visitor, expectAccessibleInEveryShape);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('axe finds nothing in any view of the widget on the website', async () => {
  const visitor = await visit(demonstration.browser, demonstration.siteUrl);
  await openChat(visitor);
  await lookAtEveryView(visitor, expectAccessibleInTwoShapes);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('a visitor opens the chat, takes a place, writes and ends it without a mouse', async () => {
  const visitor = await visit(demonstration.browser, demonstration.siteUrl);
  const { page, chat } = visitor;
  const { keyboard } = page;
  await tabTo(page, page.getByRole('button', { name: 'Chat with us' }));
  await keyboard.press('Enter');
  await chat.getByRole('heading', { name: 'We are here to listen' }).waitFor();
  await tabTo(page, chat.getByRole('button', { name: 'Start a chat' }));
  await keyboard.press('Enter');
  await tabTo(page, chat.getByRole('button', { name: 'Yes', exact: true }));
  await keyboard.press('Enter');
  await chat.getByRole('heading', { name: 'You have a place' }).waitFor();
  await tabTo(page, chat.getByRole('button', { name: 'Skip', exact: true }));
  await keyboard.press('Enter');
  await tabTo(page, composer(visitor));
  await keyboard.type('Is somebody there?');
  await keyboard.press('Enter');
  await log(visitor).getByText('Is somebody there?').waitFor();
  const conversationId = await answer();
  await tabTo(page, chat.getByRole('button', { name: 'End the chat' }));
  await keyboard.press('Enter');
  await tabTo(page, chat.getByRole('button', { name: 'Yes, end it' }));
  await keyboard.press('Enter');
  await chat.getByRole('heading', { name: 'The chat has ended' }).waitFor();
  await agent.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});
