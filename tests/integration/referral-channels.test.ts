/** The ways in which a referral reaches a partner besides the plain webhook: our portal, an e-mail that says so, their key. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createMailer, type Mailer } from '../../server/platform/mail.ts';
import type { Recipient } from '../../server/service/index.ts';
import { referralPayload } from '../../shared/protocol/referral-payload.ts';
import { testDatabase } from '../support/database.ts';
import { acknowledge, type Receiver, startReceiver } from './referral-receiver.ts';
import { agree, refer, withdraw } from './referral-story.ts';
import { createWorld, type World } from './referral-world.ts';
import { type SmtpServer, startSmtpServer } from './smtp-server.ts';

const test_ = testDatabase();
const PORTAL = 'demo-portal-partner';
const folder = join(tmpdir(), `outgoing-${test_.databaseName}`);
let world: World | undefined;
let partner: Receiver;
let smtp: SmtpServer;
let identity = '';

beforeAll(async () => {
  identity = await generateX25519Identity();
  partner = await startReceiver(() => world?.secret() ?? '', { ageIdentity: identity });
  smtp = await startSmtpServer();
});
afterEach(async () => {
  await world?.close();
  partner.answer = acknowledge;
  smtp.rcpt = '250 ok';
});
afterAll(async () => {
  await partner.close();
  await smtp.close();
  rmSync(folder, { recursive: true, force: true });
});

const mailer = (smtpUrl: string | null): Mailer =>
  createMailer({ smtpUrl, from: 'referrals@service.example', folder, timeoutMs: 1_000 });

async function open(mails: Mailer = mailer(null), change: Partial<Recipient> = {}): Promise<World> {
  world = await createWorld({ test: test_, partnerUrl: partner.url, privateHosts: [partner.host], mailer: mails });
  await partner.warm();
  const { set } = world;
  set.recipients = set.recipients.map((each) => (each.recipientId === 'demo-partner' ? { ...each, ...change } : each));
  return world;
}

const mailsAbout = (reference: string): string[] =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((text) => text.includes(reference));
const eventually = <T>(find: () => T) => vi.waitFor(find, { timeout: 10_000, interval: 20 });
const WORDS = /Canary|07700|after five|canary-health/;

describe('a partner that works in our portal', () => {
  test('[C1] has it as soon as the sealed copy stands: what was said yes to, and it stands sealed', async () => {
    const at = await open();
    const { referralId } = await refer(at, await agree(at, undefined, PORTAL), PORTAL);
    expect(await at.reached(referralId, 'sent')).toMatchObject({ acknowledgedAt: null, attempt: 1 });
    const payload = referralPayload.parse(await at.sent.of(referralId));
    expect(payload.items.map(({ itemId, value }) => [itemId, value])).toEqual([
      ['name', 'Canary Sam'],
      ['safe_contact', 'Text 07700 900123 after five'],
    ]);
    expect(JSON.stringify(await at.documents())).not.toMatch(WORDS);
    expect(await at.sent.of('another')).toBeNull();
  });

  test('is told by an e-mail with the reference and nothing about anybody, and of a recall by another', async () => {
    const at = await open();
    const agreed = await agree(at, undefined, PORTAL);
    const { referralId } = await refer(at, agreed, PORTAL);
    await at.reached(referralId, 'sent');
    const reference = (await at.row(referralId))?.reference ?? '';
    const [mail = ''] = await eventually(() => {
      const found = mailsAbout(reference);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(mail).toContain('To: referrals@portal-partner.example');
    expect(mail).toMatch(/Subject: A new referral: /);
    expect(mail).not.toMatch(WORDS);
    expect(mail).not.toMatch(/https?:/);
    await at.consent.withdraw({ ...agreed, clientId: crypto.randomUUID(), recipientId: PORTAL });
    await at.rowReached(`${referralId}:recall`, 'sent');
    const both = await eventually(() => {
      const found = mailsAbout(reference);
      expect(found).toHaveLength(2);
      return found;
    });
    expect(both.some((each) => each.includes('Contact nobody about it'))).toBe(true);
    expect(await at.sent.of(referralId)).not.toBeNull();
  });
});

describe('an e-mail to a partner', () => {
  test('goes over the mail server of the service', async () => {
    const at = await open(mailer(smtp.url));
    const { referralId } = await refer(at, await agree(at, undefined, PORTAL), PORTAL);
    await at.reached(referralId, 'sent');
    const reference = (await at.row(referralId))?.reference ?? '';
    const mail = await eventually(() => {
      const found = smtp.mails.find((each) => each.includes(reference));
      expect(found).toBeDefined();
      return found ?? '';
    });
    expect(mail).toContain('Auto-Submitted: auto-generated');
    expect(mail).not.toMatch(WORDS);
  });

  test('[C2] that cannot be sent is a person’s to know, and never a lost referral', async () => {
    smtp.rcpt = '550 nobody here';
    const at = await open(mailer(smtp.url));
    const { referralId } = await refer(at, await agree(at, undefined, PORTAL), PORTAL);
    await at.toldOf(`${referralId}:notice`);
    expect(at.told.at(-1)?.kind).toBe('notice_undeliverable');
    expect(await at.row(referralId)).toMatchObject({ state: 'sent', tell: null });
    expect(await at.sent.of(referralId)).not.toBeNull();
  });
});

test('[P1] a mail has the headers we wrote and no other, and a file named by its id, whatever is in the names', async () => {
  const evil = '\r\nBcc: thief@evil.example\r\n\r\ncanary';
  await mailer(null).send({
    ...{
      id: `../../${'a'.repeat(8)}:notice`,
      to: `referrals@partner.example${evil}`,
      subject: `A new referral${evil}`,
    },
    text: 'Look there.',
  });
  const [file] = readdirSync(folder).filter((name) => name.includes('aaaaaaaa'));
  expect(file).toBe('______aaaaaaaa_notice.eml');
  const [head = ''] = readFileSync(join(folder, file ?? ''), 'utf8').split('\r\n\r\n');
  const names = head.split('\r\n').flatMap((line) => /^([A-Za-z-]+):/.exec(line)?.[1] ?? []);
  expect(names).not.toContain('Bcc');
  expect(names.toSorted()).toEqual(
    [
      ...['Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From', 'MIME-Version'],
      'Message-ID',
      'Subject',
      'To',
    ].toSorted(),
  );
});

describe('a partner with an age key', () => {
  test('[C1, P1] gets nothing in clear, the same bytes at every attempt, and reads what was said yes to', async () => {
    const at = await open(mailer(null), { ageRecipient: await identityToRecipient(identity) });
    partner.answer = (response, delivery, before) => {
      if (before > 1) return acknowledge(response, delivery, before);
      response.statusCode = 500;
      response.end();
    };
    const agreed = await agree(at);
    const { referralId } = await refer(at, agreed);
    await at.reached(referralId, 'acknowledged');
    const came = partner.deliveries.filter(({ key }) => key === referralId);
    expect(came).toHaveLength(3);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    const outer = JSON.parse(came[0]?.body ?? '');
    expect(Object.keys(outer).sort()).toEqual(['encrypted', 'referralId', 'schema']);
    expect(came[0]?.body).not.toMatch(WORDS);
    const clear = partner.kept().find(({ key }) => key === referralId)?.referral;
    expect(clear).toEqual(await at.sent.of(referralId));
    expect(clear?.items.map(({ itemId }) => itemId)).toEqual(['name', 'safe_contact']);
    await withdraw(at, agreed);
    await at.rowReached(`${referralId}:recall`, 'acknowledged');
    expect(partner.kept().find(({ key }) => key === referralId)?.state).toBe('recalled');
  });
});
