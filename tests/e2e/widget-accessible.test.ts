/** The panel for everybody: axe, 400 % zoom, forced colours, the keyboard alone, and what a screen reader is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Helpline, helpline, wrapUp } from '../support/helpline.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { expectAccessibleInEveryShape, tabTo } from './support/shapes.ts';
import { composer, log, takePlace, type VisitorPage, visit, visitAlone, write } from './support/visitor-page.ts';

let demonstration: Demonstration;
let people: Helpline;

beforeAll(async () => {
  demonstration = await startDemonstration();
  people = helpline(demonstration.server);
});
afterAll(async () => {
  await people?.close();
  await demonstration?.close();
});

async function chatting(visitor: Pick<VisitorPage, 'chat'>) {
  const agent = await people.staff('agent');
  await agent.ask('availability:set', { availability: 'available' });
  const { offer } = await agent.next('offer:made');
  const { conversationId, offerId } = offer;
  await agent.ask('offer:accept', { conversationId, offerId });
  await visitor.chat.getByText('is here with you').waitFor();
  return { agent, conversationId };
}

test('axe finds nothing on the way through the panel, zoomed in, light and dark, and nothing scrolls sideways', async () => {
  const visitor = await visitAlone(demonstration.browser, demonstration.server.url);
  const { page, chat } = visitor;
  await expectAccessibleInEveryShape(page);
  await chat.getByRole('button', { name: 'What is kept' }).click();
  await expectAccessibleInEveryShape(page);
  await chat.getByRole('button', { name: 'Back' }).click();
  await chat.getByRole('button', { name: 'Start a chat' }).click();
  await chat.getByRole('button', { name: 'No', exact: true }).click();
  await expectAccessibleInEveryShape(page);
  await chat.getByRole('button', { name: 'Ask for a safe time' }).click();
  await expectAccessibleInEveryShape(page);
  await chat.getByRole('button', { name: 'Back' }).click();
  await chat.getByRole('button', { name: 'Carry on' }).click();
  await composer(visitor).waitFor();
  await expectAccessibleInEveryShape(page);
  await write(visitor, 'a line of mine');
  await chat.getByRole('button', { name: 'I am in danger now' }).click();
  await expectAccessibleInEveryShape(page);
  await chat.getByRole('button', { name: 'I cannot call' }).click();
  const { agent, conversationId } = await chatting(visitor);
  await agent.ask('message:send', { clientId: crypto.randomUUID(), conversationId, text: 'Hello.' });
  await log(visitor).getByText('Hello.').waitFor();
  await expectAccessibleInEveryShape(page);
  await agent.ask('conversation:end', { clientId: crypto.randomUUID(), conversationId, reason: 'completed' });
  await chat.getByRole('button', { name: 'Read it again' }).click();
  await expectAccessibleInEveryShape(page);
  await wrapUp(agent, conversationId);
  await agent.ask('availability:set', { availability: 'break' });
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('axe finds nothing with the chat open on the website', async () => {
  const visitor = await visit(demonstration.browser, demonstration.siteUrl);
  await visitor.page.getByRole('button', { name: 'Chat with us' }).click();
  await visitor.chat.getByRole('button', { name: 'Start a chat' }).waitFor();
  await expectAccessibleInEveryShape(visitor.page);
  await visitor.close();
});

test('in forced colours every button and card still has an edge', async () => {
  const options = { forcedColors: 'active' } as const;
  const visitor = await visitAlone(demonstration.browser, demonstration.server.url, options);
  await visitor.chat.getByRole('button', { name: 'Start a chat' }).waitFor();
  const edges = await visitor.page.locator('.button, .card').evaluateAll((all) =>
    all.map((each) => {
      const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(each);
      return borderTopWidth !== '0px' && borderTopStyle === 'solid' && borderTopColor !== backgroundColor;
    }),
  );
  expect(edges.length).toBeGreaterThan(3);
  expect(edges).not.toContain(false);
  await visitor.close();
});

describe('with the keyboard alone', () => {
  test('a place is taken, a line is written, and the end of the frame is no trap', async () => {
    const visitor = await visit(demonstration.browser, demonstration.siteUrl);
    const { page, chat } = visitor;
    await tabTo(page, page.getByRole('button', { name: 'Chat with us' }));
    await page.keyboard.press('Enter');
    await tabTo(page, chat.getByRole('button', { name: 'Start a chat' }));
    await page.keyboard.press('Enter');
    const heading = chat.getByRole('heading', { name: 'Is it safe for you to talk right now?' });
    await expect.poll(() => heading.evaluate((node) => node === document.activeElement)).toBe(true);
    await tabTo(page, chat.getByRole('button', { name: 'Yes', exact: true }));
    await page.keyboard.press('Enter');
    await tabTo(page, composer(visitor));
    await page.keyboard.type('typed by hand');
    await page.keyboard.press('Enter');
    await log(visitor).getByText('typed by hand').waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Skip to the main part' }));
    await visitor.close();
    await people.tidy();
  });

  test('the chat can be hidden, and the focus is back on its button', async () => {
    const visitor = await visit(demonstration.browser, demonstration.siteUrl);
    const launcher = visitor.page.getByRole('button', { name: 'Chat with us' });
    await launcher.click();
    await visitor.chat.getByRole('button', { name: 'Hide chat' }).click();
    await expect
      .poll(() => launcher.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node))
      .toBe(true);
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
    await visitor.close();
  });
});

test('who joins, writes or types never takes the focus or the words from whoever is writing', async () => {
  const visitor = await visitAlone(demonstration.browser, demonstration.server.url);
  await takePlace(visitor);
  await composer(visitor).fill('half a sen');
  const { agent, conversationId } = await chatting(visitor);
  await agent.ask('message:send', { clientId: crypto.randomUUID(), conversationId, text: 'Take your time.' });
  await log(visitor).getByText('Take your time.').waitFor();
  expect(await composer(visitor).inputValue()).toBe('half a sen');
  expect(await composer(visitor).evaluate((node) => node === document.activeElement)).toBe(true);
  const own = log(visitor).locator('li', { hasText: 'Take your time.' });
  expect(await own.getAttribute('aria-live')).toBeNull();
  await composer(visitor).press('Enter');
  expect(await log(visitor).locator('li', { hasText: 'half a sen' }).getAttribute('aria-live')).toBe('off');
  await wrapUpAfter(agent, conversationId);
  await visitor.close();
});

async function wrapUpAfter(
  agent: Awaited<ReturnType<typeof chatting>>['agent'],
  conversationId: string,
): Promise<void> {
  await agent.ask('conversation:end', { clientId: crypto.randomUUID(), conversationId, reason: 'completed' });
  await wrapUp(agent, conversationId);
  await agent.ask('availability:set', { availability: 'break' });
}
