/** A backup knows nothing of what was ended or taken back since: what must not come back to life with it. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupCommand } from '../../server/backup-command.ts';
import { startDemoPartner } from '../../server/demo/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { restoreCommand } from '../../server/restore-command.ts';
import { asAgent, asVisitor } from '../support/connect.ts';
import { drop, newDatabase, type TestDatabase } from '../support/database.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const RECIPIENT = 'demo-partner';
const there: TestDatabase = newDatabase();
let folder: string;
let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthline-restore-'));
  // Long enough for all that happens here: it has not left when the backup is made.
  server = await startServer({ config: { limits: 'off', referralHoldMs: 20_000 } });
  at = helpline(server);
});
afterAll(async () => {
  await at.close();
  await server.close();
  await drop(there);
  await rm(folder, { recursive: true, force: true });
});

async function refer() {
  const { agent, visitor, token, conversationId } = await at.talk();
  const items = [
    { itemId: 'name', value: 'Sam' },
    { itemId: 'safe_contact', value: 'Text after five' },
  ];
  const recipients = [{ recipientId: RECIPIENT, purpose: 'support', items }];
  const card = { clientId: randomUUID(), conversationId, wordingVersion: 'ask-en-adult-1', recipients };
  const { requestId } = await agent.ask('consent:ask', card);
  const answers = [{ recipientId: RECIPIENT, decision: 'given' as const, items: items.map(({ itemId }) => itemId) }];
  await visitor.ask('consent:answer', { clientId: randomUUID(), requestId, answers });
  const { referral } = await agent.ask('referral:create', {
    ...{ clientId: randomUUID(), conversationId, requestId, recipientId: RECIPIENT },
  });
  return { agent, visitor, token, conversationId, requestId, referralId: referral.referralId };
}

type Loose = { _id: string } & Record<string, unknown>;

/** What opens or leaves by itself and may be ended after the backup: six words, a sender's key, "sharing goes on". */
async function leaveWaiting(referralId: string): Promise<string> {
  const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  const _id = randomUUID();
  const rows = (name: string) => database.connection.collection<Loose>(name);
  try {
    const referral = await rows('referral_outbox').findOne({ _id: referralId });
    await rows('referral_outbox').insertOne({
      ...referral,
      _id,
      kind: 'resume',
      consentId: _id,
      state: 'ready',
      dueAt: null,
    });
    const given = { clientId: _id, caseId: _id, conversationId: null, referenceMacs: [_id], open: true };
    await rows('return_phrases').insertOne({ _id, ...given, expiresAt: Date.now() + 3_600_000, usedAt: null });
    const keys = [
      { keyId: 'old', revokedAt: 1 },
      { keyId: 'new', revokedAt: null },
    ];
    await rows('inbound_senders').insertOne({ _id, clientId: _id, keys });
  } finally {
    await database.close();
  }
  return _id;
}

it('[C1] a restored referral waits for a lead whatever its hold was, no old token opens anything, and a lead lets it go', async () => {
  const partner = await startDemoPartner({
    ...{ port: server.config.demoPartnerPort, host: '127.0.0.1', secret: server.app.demoPartnerSecret },
  });
  const env = (on: TestDatabase) => ({
    ...{ MONGODB_URI: on.mongodbUri, REDIS_URL: on.redisUrl, DATABASE_NAME: on.databaseName },
    ...{ MASTER_KEYS_FILE: server.config.masterKeysFile, DATA_DIR: folder },
  });
  const said: string[] = [];
  const hear = (line: string) => said.push(line);
  const [main, keys, identity] = ['main.age', 'keys.age', 'identity'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const { visitor, token, conversationId, requestId, referralId } = await refer();
  const waiting = await leaveWaiting(referralId);
  const pair = await backupCommand(['--new-identity', identity], env(server.database), hear);
  await backupCommand(['--to', main, '--keys-to', keys, '--recipient', pair], env(server.database), hear);
  // What the backup does not know.
  await visitor.ask('consent:withdraw', { clientId: randomUUID(), requestId, recipientId: RECIPIENT });
  await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'exit' });

  await restoreCommand(['--from', main, '--keys-from', keys, '--identity', identity], env(there), hear);
  expect(said).toContainEqual(expect.stringMatching(/^1 referrals had not arrived and are held/));
  const stored = await connectDatabase({ uri: there.mongodbUri, name: there.databaseName });
  const row = () =>
    stored.connection.collection<{ _id: string; state: string }>('referral_outbox').findOne({ _id: referralId });
  expect(await row()).toMatchObject({ state: 'held', heldFor: 'coordinator', dueAt: null, attempt: 0 });

  const found = (name: string, _id: string) =>
    stored.connection.collection<Loose>(name).findOne({ _id }) as Promise<Loose | null>;
  expect(await found('return_phrases', waiting)).toMatchObject({ open: true, restoredAt: expect.any(Number) });
  expect(await found('referral_outbox', waiting)).toMatchObject({ state: 'undeliverable', dueAt: null });
  const { keys: doors } = (await found('inbound_senders', waiting)) as unknown as {
    keys: { revokedAt: number | null }[];
  };
  expect(doors.map(({ revokedAt }) => revokedAt)).toEqual([1, expect.any(Number)]);
  expect(said).toContainEqual(expect.stringMatching(/^Every key of \d+ sender\(s\) opens nothing/));

  const { masterKeysFile, demoPartnerPort, partnerPrivateHosts } = server.config;
  const config = { ...there, masterKeysFile, demoPartnerPort, partnerPrivateHosts, limits: 'off' as const };
  // Its hold would be over at once.
  const node = await startServer({ config: { ...config, referralHoldMs: 1 } });
  const line = helpline(node);
  try {
    const lead = line.track(await asAgent(node.url, server.account('safeguarding_lead')));
    const alerts = async () => (await lead.ask('desk:open', {})).alerts;
    await expect
      .poll(alerts, { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ kind: 'referral_restored', conversationId }));
    expect(await row()).toMatchObject({ state: 'held', attempt: 0 });
    await expect(asVisitor(node.url, { token })).rejects.toThrow(/unauthenticated/);
    const coordinator = line.track(await asAgent(node.url, server.account('coordinator')));
    const headers = { 'content-type': 'application/json', origin: node.url, cookie: coordinator.me.cookie };
    const released = await fetch(`${node.url}/api/v1/referrals/${referralId}/release`, { method: 'POST', headers });
    expect(released.status).toBe(200);
    await expect.poll(async () => (await row())?.state, { timeout: 15_000 }).toBe('acknowledged');
  } finally {
    await line.close();
    await node.close();
    await stored.close();
    await partner.close();
  }
}, 90_000);
