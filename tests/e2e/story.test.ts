/**
 * The whole story through the pages (issue A): two visitors on a website of another origin, two support workers, a
 * supervisor who only watches, and the partner who receives what was agreed. Played on two counties (E9).
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { beAvailable, type Desk, openDesk } from './console-browser.ts';
import { answerAsk, prepareAsk, type Told } from './support/consent-steps.ts';
import { type Demonstration, startDemonstration } from './support/demonstration.ts';
import { openStored, type Stored } from './support/stored.ts';
import { composer, log, openChat, takePlace, type VisitorPage, visit, write } from './support/visitor-page.ts';

/** Three times what the wallboard promises, for a machine that does everything at once. */
const WITHIN_A_SECOND = { timeout: 3_000 };

const PACKS = [
  { servicePack: 'kent-medway', partner: 'Example support partner', area: 'Ashford' },
  { servicePack: 'marlshire', partner: 'Marlshire example partner', area: 'Castle Dray' },
] as const;

const NAME: Told = { itemId: 'name', label: 'The name you want them to use', value: 'Quillfeather' };
const CONTACT: Told = {
  itemId: 'safe_contact',
  label: 'How and when it is OK to contact you',
  value: 'Text 07700 900123 on weekday mornings',
};
const HAPPENED: Told = {
  itemId: 'what_happened',
  label: 'What happened, in a few words',
  value: `Someone follows me home: marmaladecanary <script>document.title='owned'</script> & "more"`,
};
const REFUSED: Told = { itemId: 'health', label: 'Your health', value: 'An old injury: tangerinecanary' };
const TOLD = [NAME, CONTACT, HAPPENED, REFUSED];
const AGREED = [NAME, CONTACT, HAPPENED];

const SKIPPED = ['Who are you here for?', 'Were you here just before?', 'How old are you?', 'What is it about?'];

/** Whoever attacks writes here as well: all of it is shown as text, on every page. */
const FIRST_WORDS = `He was outside again, heliotropecanary <img src=x onerror="document.title='owned'">`;
const OTHER_WORDS = 'They took my bicycle, periwinklecanary';
const SECRETS = [FIRST_WORDS, OTHER_WORDS, ...TOLD.map(({ value }) => value), 'Quillfeather', '07700 900123'];

describe.each(PACKS)('the story in $servicePack', ({ servicePack, partner, area }) => {
  let demonstration: Demonstration;
  let stored: Stored;
  let first: VisitorPage;
  let second: VisitorPage;
  let supervisor: Desk;
  let agents: readonly [Desk, Desk];
  let deskNames: readonly [string, string];
  let broken = false;

  beforeAll(async () => {
    demonstration = await startDemonstration({ servicePack, referralHoldMs: 500 });
    const { server, browser } = demonstration;
    stored = await openStored(server.config);
    deskNames = [server.account('agent', 0).name, server.account('agent', 2).name];
    supervisor = await openDesk(browser, server, server.account('supervisor'));
    await supervisor.page.getByRole('link', { name: 'Wallboard' }).click();
    await supervisor.page.getByText('Nobody is waiting.').waitFor();
    await markAsLoaded(supervisor.page);
  });
  afterAll(async () => {
    await stored?.close();
    await demonstration?.close();
  });

  // Each part goes on where the one before ended; after a failure the rest would only wait for what never comes.
  beforeEach(({ skip }) => {
    skip(broken, 'An earlier part of the story failed.');
    onTestFailed(() => {
      broken = true;
    });
  });

  test('[V1] a visitor answers one question and has a place; the supervisor sees the wait counting within a second', async () => {
    first = await visit(demonstration.browser, demonstration.siteUrl);
    expect(new URL(demonstration.siteUrl).origin).not.toBe(demonstration.server.url);
    await openChat(first);
    await first.chat.getByText('We can’t send help unless you tell us where you are.').waitFor();
    await takePlace(first);
    const rows = waitingRows(supervisor.page);
    await expect.poll(() => rows.count(), WITHIN_A_SECOND).toBe(1);
    const wait = rows.first().locator('time');
    const shown = await wait.textContent();
    await expect.poll(() => wait.textContent(), WITHIN_A_SECOND).not.toBe(shown);
    await first.chat.getByText('You are next.', { exact: true }).waitFor();

    second = await visit(demonstration.browser, demonstration.siteUrl);
    await openChat(second);
    await takePlace(second);
    await second.chat.getByText('1 person is in front of you.', { exact: true }).waitFor();
    await expect.poll(() => rows.count(), WITHIN_A_SECOND).toBe(2);
    await expect.poll(() => figure(supervisor.page, 'Waiting now'), WITHIN_A_SECOND).toContain('2');
  });

  test('[V1] while waiting, lines may be written and questions answered or skipped', async () => {
    const { chat } = second;
    await write(second, OTHER_WORDS);
    await log(second).getByText(OTHER_WORDS).waitFor();
    await question(second, 'Are you in danger right now?').getByRole('button', { name: 'No', exact: true }).click();
    for (const name of SKIPPED) await question(second, name).getByRole('button', { name: 'Skip', exact: true }).click();
    await chat.getByRole('button', { name: area, exact: true }).click();
    await chat.getByText('Thank you. That is all we ask.').waitFor();
  });

  test('an offer rings with a countdown, each visitor goes to another support worker, and both write', async () => {
    const { browser, server } = demonstration;
    const [one, other] = [
      await openDesk(browser, server, server.account('agent', 0)),
      await openDesk(browser, server, server.account('agent', 2)),
    ];
    agents = [one, other];
    await beAvailable(one.page);
    const offer = one.page.getByRole('article').filter({ hasText: 'Someone would like to chat' });
    await offer.waitFor();
    await expect.poll(() => one.page.title()).toContain('Someone is waiting');
    expect(await offer.getByText(/\d+ seconds/).textContent()).toMatch(/^(2\d|30) seconds$/);
    await beAvailable(other.page);
    await other.page.getByRole('article').filter({ hasText: 'Someone would like to chat' }).waitFor();
    await accept(one.page);
    await accept(other.page);

    await first.chat.getByText(`${deskNames[0]} has joined.`).waitFor();
    await second.chat.getByText(`${deskNames[1]} has joined.`).waitFor();
    await other.page.getByRole('log').getByText(OTHER_WORDS).waitFor();
    await say(one.page, 'Hello, I am glad you are here.');
    await log(first).getByText('Hello, I am glad you are here.').waitFor();
    await one.page.getByRole('log').getByText('Read', { exact: true }).waitFor();
    await composer(first).pressSequentially('He');
    await one.page.getByText('The visitor is writing').waitFor();
    await write(first, FIRST_WORDS);
    await one.page.getByRole('log').getByText(FIRST_WORDS).waitFor();
    await log(first).getByText('· Read').waitFor();
    await one.page.getByLabel('Your message').pressSequentially('I');
    await first.chat.getByText(`${deskNames[0]} is writing`).waitFor();
    expect(await other.page.getByText(FIRST_WORDS).count()).toBe(0);
    expect(await second.chat.getByText(FIRST_WORDS).count()).toBe(0);
    await expect.poll(() => waitingRows(supervisor.page).count(), WITHIN_A_SECOND).toBe(0);
    await expect.poll(() => agentLoad(supervisor.page, deskNames[0]), WITHIN_A_SECOND).toContain('1 of 3');
  });

  test('[C1] the person sees the very card of the preview, refuses an item, agrees to the rest', async () => {
    const [{ page }] = agents;
    const previewed = await prepareAsk(page, partner, TOLD);
    expect(previewed).toEqual(Object.fromEntries(TOLD.map(({ itemId, value }) => [itemId, value])));
    await page.getByRole('button', { name: `Ask about ${partner}` }).click();
    await first.chat.getByText('Is it safe to look at something about you?').waitFor();
    await answerAsk(first, AGREED);
    await first.chat.getByText(`You asked us to refer you to ${partner}.`).waitFor();
    await page.getByText('3 of 4 items agreed').waitFor();
  });

  test('[C2] the partner receives exactly what was agreed, once, and the console shows that it was acknowledged', async () => {
    const [{ page }] = agents;
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByRole('checkbox', { name: 'What comes next is agreed' }).check();
    await page.getByRole('button', { name: 'End conversation' }).click();
    await first.chat.getByRole('heading', { name: 'The chat has ended' }).waitFor();
    await first.chat.getByText('999').first().waitFor();
    await page.getByRole('heading', { name: 'Wrap-up' }).waitFor();

    await page.getByRole('tab', { name: 'Sharing' }).click();
    await page.getByRole('button', { name: 'Create referral' }).click();
    const referral = page.getByRole('region', { name: 'Referral' });
    await referral.getByText('Acknowledged by the service').waitFor();
    const received = await (await fetch(`${demonstration.partnerUrl}/received`)).json();
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ state: 'acknowledged', deliveries: 1, followUps: [] });
    expect(received[0].body.items).toEqual(AGREED);
    const text = JSON.stringify(received);
    for (const never of [REFUSED.value, REFUSED.label, FIRST_WORDS, OTHER_WORDS]) expect(text).not.toContain(never);

    const partnerPage = await demonstration.browser.newPage();
    await partnerPage.goto(demonstration.partnerUrl);
    await partnerPage.getByText(HAPPENED.value).first().waitFor();
    expect(await partnerPage.getByRole('article').count()).toBe(1);
    for (const each of [partnerPage, page, first.page]) expect(await each.title()).not.toContain('owned');
    await partnerPage.close();
  });

  test('the wrap-up closes the conversation, the other one is a test, and the wallboard has counted both', async () => {
    const [{ page }, { page: otherPage }] = agents;
    await page.getByRole('tab', { name: 'Wrap-up' }).click();
    await page.getByRole('checkbox', { name: 'Referral', exact: true }).check();
    await page.getByRole('searchbox', { name: 'What was it about?' }).fill('stalk');
    await page
      .getByRole('checkbox', { name: /talking/ })
      .first()
      .check();
    await page.getByRole('radio', { name: 'Medium' }).check();
    await page.getByRole('button', { name: 'Save and close' }).click();
    await page.getByRole('heading', { name: 'You are available' }).waitFor();

    await second.chat.getByRole('button', { name: 'End the chat' }).click();
    await second.chat.getByRole('button', { name: 'Yes, end it' }).click();
    await second.chat.getByRole('heading', { name: 'The chat has ended' }).waitFor();
    await otherPage.getByText('Silent, a test, a hoax').click();
    await otherPage.getByRole('button', { name: 'A test' }).click();
    await otherPage.getByRole('heading', { name: 'You are available' }).waitFor();

    await supervisor.page.getByRole('row', { name: /Asked to chat 2/ }).waitFor();
    await supervisor.page.getByRole('row', { name: /Answered 2/ }).waitFor();
    await supervisor.page.getByText('No target agreed').waitFor();
    await expect.poll(() => agentLoad(supervisor.page, deskNames[0]), WITHIN_A_SECOND).toContain('0 of 3');
    expect(await wasReloaded(supervisor.page)).toBe(false);
  });

  test('[L3] [P1] in MongoDB the log is gapless and sealed, the consent and the referral say what happened', async () => {
    const conversations = await stored.all('conversations');
    expect(conversations).toHaveLength(2);
    for (const { _id, state } of conversations) {
      expect(state).toBe('closed');
      const entries = await stored.entries(String(_id));
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      expect(entries.at(-1)?.kind).toBe('ended');
    }
    const logs = await Promise.all(conversations.map(({ _id }) => stored.opened(String(_id))));
    const texts = logs.flat().map(({ content }) => content.text);
    for (const words of [FIRST_WORDS, OTHER_WORDS]) expect(texts.filter((text) => text === words)).toHaveLength(1);
    for (const secret of SECRETS) expect(await stored.holding(secret), secret).toBe(0);
    // The search does find what stands there in clear.
    expect(await stored.holding(deskNames[0])).toBeGreaterThan(0);

    const [consent, ...moreConsents] = await stored.all('consents');
    expect(moreConsents).toEqual([]);
    const agreed = AGREED.map(({ itemId }) => itemId);
    expect(consent).toMatchObject({
      decision: 'given',
      itemIds: agreed,
      wordingVersion: 'ask-en-adult-1',
      withdrawnAt: null,
    });
    const [referral, ...moreReferrals] = await stored.all('referral_outbox');
    expect(moreReferrals).toEqual([]);
    expect(referral).toMatchObject({ state: 'acknowledged', itemIds: agreed, consentId: consent?._id, attempt: 1 });
    const actions = (await stored.all('audit')).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['referral.create', 'referral.send']));
  });

  test('no page complained: no script failed, no policy was broken', () => {
    const complaints = [first, second, supervisor, ...agents].flatMap((each) => [...each.complaints]);
    expect(complaints).toEqual([]);
  });
});

const question = ({ chat }: VisitorPage, name: string) => chat.getByRole('region', { name });

const waitingRows = (page: Page) => page.locator('section').filter({ hasText: 'Everyone waiting' }).locator('tbody tr');

const figure = (page: Page, name: string) => page.locator('dl > div').filter({ hasText: name }).textContent();

const agentLoad = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).textContent();

async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByLabel('Your message').waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.getByLabel('Your message').press('Enter');
}

/** A page that was loaded again has forgotten this. */
async function markAsLoaded(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-loaded-once', ''));
}

async function wasReloaded(page: Page): Promise<boolean> {
  return page.evaluate(() => !document.documentElement.hasAttribute('data-loaded-once'));
}
