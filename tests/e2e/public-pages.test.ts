/** The pages for people outside in a browser: the form without a script, and with it Escape, Back and a sixth of the width. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { expectAccessibleInTwoShapes } from './support/shapes.ts';

const CANARY = 'heronmarigold';
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ config: { limits: 'off' } }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function pageWith(options: { readonly javaScriptEnabled: boolean }): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(10_000);
  await page.route('https://www.bbc.co.uk/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><p>Sunny.</p>' }),
  );
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const arrive = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

test('somebody asks for support without a script, goes back, changes an answer, and sends it', async () => {
  const page = await pageWith({ javaScriptEnabled: false });
  await page.goto(`${server.url}/help/start`);
  await press(page, 'Start');
  await arrive(page, 'Who is this for?');
  await page.getByLabel('For me').check();
  await press(page, 'Next');
  await page.getByLabel('How old are you?').fill('15');
  await press(page, 'Next');
  await press(page, 'Next');
  await arrive(page, 'What would you like to tell us?');
  await page.getByLabel('What would you like to tell us?').fill(CANARY);
  await press(page, 'Next');
  await press(page, 'Back');
  expect(await page.getByLabel('What would you like to tell us?').inputValue()).toBe(CANARY);
  await press(page, 'Next');
  await press(page, 'Next');
  await page.getByLabel('By phone').check();
  await press(page, 'Next');
  await page.getByLabel('What is the number?').fill('07700 900123');
  await press(page, 'Next');
  await arrive(page, 'Is it safe for us to use it?');
  for (const name of ['Yes, it is safe', 'No, it is not safe', 'I am not sure'])
    expect(await page.getByLabel(name).isChecked()).toBe(false);
  for (let each = 0; each < 5; each += 1) await press(page, 'Next');
  await arrive(page, 'Is this right?');
  await page.getByText(CANARY).waitFor();
  await press(page, 'Send');
  await arrive(page, 'We have your message');
  expect(page.url()).toBe(`${server.url}/help/start`);
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

test('each page can be used by everybody, on a phone as well', async () => {
  const page = await pageWith({ javaScriptEnabled: true });
  await page.goto(`${server.url}/help/words`);
  await expectAccessibleInTwoShapes(page);
  await press(page, 'Send');
  await expectAccessibleInTwoShapes(page);
  await page.goto(`${server.url}/refer`);
  await press(page, 'Start');
  await press(page, 'Next');
  await page.getByText('We need this one.').waitFor();
  await expectAccessibleInTwoShapes(page);
  await page.goto(`${server.url}/help/start`);
  await press(page, 'Start');
  await expectAccessibleInTwoShapes(page);
  await page.context().close();
});
