/** A website that is not on the list tries to put the chat into its own page, to read it or to have it pressed unseen. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await startDemonstration();
});
afterAll(() => demonstration?.close());

test.each([
  ['the panel with the key of another website', '/widget/panel?key=pk_demo'],
  ['the panel of a page of its own', '/widget'],
  ['the console', '/staff/'],
])('a foreign website cannot frame %s', async (_what, path) => {
  const { server, browser } = demonstration;
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(await foreignSite(`<iframe src="${server.url}${path}"></iframe>`));
  await expect.poll(() => complaints.join()).toContain('frame-ancestors');
  expect(await page.frameLocator('iframe').getByRole('button').count()).toBe(0);
  await page.close();
});

test('a foreign website that brings the loader gets no chat, but whom to call', async () => {
  const { server, browser } = demonstration;
  const page = await browser.newPage();
  await page.goto(await foreignSite(`<script src="${server.url}/loader.js" data-helpline-key="pk_demo"></script>`));
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByText('We cannot reach the chat now.').waitFor();
  await page.getByText('press 55 when asked').waitFor();
  await page.close();
});

/** On a port of its own, which makes it another origin than those of the embed key. */
async function foreignSite(body: string): Promise<string> {
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Elsewhere</title><body>${body}</body>`);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
}
