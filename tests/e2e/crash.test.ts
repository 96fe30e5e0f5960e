/**
 * A server that dies in the middle of a chat (L1, L2, L3, L4): the real program, killed without warning while both sides
 * write, and started again on the same data. Nobody reloads, nothing is lost, nothing is doubled.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDataDir, freePorts, start } from '../integration/start/start-process.ts';
import { launchBrowser } from '../support/chromium.ts';
import type { TestAccount } from '../support/start-server.ts';
import { beAvailable, openPage, signInAs } from './console-browser.ts';
import { openStored } from './support/stored.ts';
import { composer, log, openChat, takePlace, visit } from './support/visitor-page.ts';

/** Both sides take up again by themselves; a browser that waits between tries needs a moment longer than the start. */
const TAKEN_UP = { timeout: 40_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('[L1] [L2] [L3] [L4] a server killed twice in the middle of a chat loses and doubles nothing; both sides go on', async () => {
  const dataDir = await aDataDir();
  const port = await freePorts();
  const env = { DATA_DIR: dataDir, PORT: String(port) };
  let server = start(env);
  await server.ready;
  const accounts: TestAccount[] = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8'));
  const account = accounts.find(({ role }) => role === 'agent');
  if (account === undefined) throw new Error('There is no support worker.');

  const desk = await openPage(browser, `http://127.0.0.1:${port}/staff/`);
  await signInAs(desk.page, account);
  await beAvailable(desk.page);
  const visitor = await visit(browser, `http://127.0.0.1:${port + 1}/`);
  await openChat(visitor);
  await takePlace(visitor);
  await desk.page.getByRole('button', { name: 'Accept' }).click();
  const sides = [
    { mark: 'v', page: visitor.page, composer: composer(visitor), log: log(visitor) },
    { mark: 'a', page: desk.page, composer: desk.page.getByLabel('Your message'), log: desk.page.getByRole('log') },
  ];
  for (const { page } of sides) await mark(page);

  const written: string[] = [];
  /** Both write a line, one after the other, without waiting for any answer. */
  const writeBoth = async () => {
    for (const side of sides) {
      const line = `${side.mark}${String(written.length).padStart(2, '0')}`;
      written.push(line);
      await side.composer.fill(line);
      await side.composer.press('Enter');
    }
  };

  for (const _round of [1, 2]) {
    for (let count = 0; count < 3; count += 1) await writeBoth();
    // The other side has it, so it was acknowledged; what follows may or may not have been when the server dies.
    for (const { log: lines } of sides) await lines.getByText(written.at(-1) ?? '').waitFor();
    const acknowledged = await linesIn(sides[0]?.log);
    await writeBoth();
    server.child.kill('SIGKILL');
    await server.exit;
    await writeBoth();
    await desk.page.getByText('The connection is lost').waitFor();
    server = start(env);
    await server.ready;
    await writeBoth();
    for (const side of sides) {
      await expect.poll(async () => (await linesIn(side.log)).toSorted(), TAKEN_UP).toEqual(written.toSorted());
      expect((await linesIn(side.log)).filter((line) => acknowledged.includes(line))).toEqual(acknowledged);
    }
  }

  const [seenByVisitor, seenByAgent] = await Promise.all(sides.map((side) => linesIn(side.log)));
  expect(seenByVisitor).toEqual(seenByAgent);
  for (const { page } of sides) expect(await wasReloaded(page)).toBe(false);
  const stored = await openStored({ ...(await runOf(dataDir)), databaseName: 'hearthline' });
  const [conversation] = await stored.all('conversations');
  const entries = await stored.opened(String(conversation?._id));
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  const messages = entries.filter(({ content }) => content.kind === 'message').map(({ content }) => content.text);
  expect(messages).toEqual(seenByVisitor);
  await stored.close();
  expect([...visitor.complaints, ...desk.complaints]).toEqual([]);
  await Promise.all([visitor.close(), desk.close()]);
});

async function runOf(dataDir: string): Promise<{ mongodbUri: string; masterKeysFile: string }> {
  return JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8'));
}

async function linesIn(lines: Locator | undefined): Promise<string[]> {
  return (await lines?.getByText(/^[va]\d\d$/).allTextContents()) ?? [];
}

async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-loaded-once', ''));
}

async function wasReloaded(page: Page): Promise<boolean> {
  return page.evaluate(() => !document.documentElement.hasAttribute('data-loaded-once'));
}
