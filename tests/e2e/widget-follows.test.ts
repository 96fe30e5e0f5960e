/** The newest line is in sight, for somebody who has only waited and never scrolled, and when the room grows small. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Helpline, helpline, wrapUp } from '../support/helpline.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { composer, log, openChat, takePlace, type VisitorPage, visit, write } from './support/visitor-page.ts';

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

/** How far the end of a line is above the place where the visitor writes; below nought it is hidden. */
async function roomBelow(visitor: VisitorPage, line: string): Promise<number> {
  const [words, field] = await Promise.all([
    log(visitor).getByText(line, { exact: true }).boundingBox(),
    composer(visitor).boundingBox(),
  ]);
  if (words === null || field === null) throw new Error('Neither the line nor the field may be missing.');
  return field.y - (words.y + words.height);
}

test('the newest line stays in sight: after the wait, above the keyboard of a phone, and without a line', async () => {
  const visitor = await visit(demonstration.browser, demonstration.siteUrl, { viewport: { width: 360, height: 740 } });
  await openChat(visitor);
  await takePlace(visitor);
  const agent = await people.staff('agent');
  await agent.ask('availability:set', { availability: 'available' });
  const { offer } = await agent.next('offer:made');
  const { conversationId, offerId } = offer;
  await agent.ask('offer:accept', { conversationId, offerId });
  for (let count = 1; count <= 12; count++) {
    await agent.ask('message:send', { clientId: randomUUID(), conversationId, text: `Line ${count}` });
  }
  await log(visitor).getByText('Line 12', { exact: true }).waitFor();
  await expect.poll(() => roomBelow(visitor, 'Line 12')).toBeGreaterThan(0);

  await visitor.page.setViewportSize({ width: 360, height: 440 });
  await expect.poll(() => roomBelow(visitor, 'Line 12')).toBeGreaterThan(0);

  await visitor.page.setViewportSize({ width: 360, height: 740 });
  await visitor.page.context().setOffline(true);
  await write(visitor, 'Are you there?');
  await visitor.chat.getByText('We cannot reach our service now.').waitFor();
  await expect.poll(() => roomBelow(visitor, 'Are you there?')).toBeGreaterThan(0);

  await visitor.page.context().setOffline(false);
  await log(visitor).getByText('Sent').waitFor();
  await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'test' });
  await wrapUp(agent, conversationId);
  await visitor.close();
});
