import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiskPort } from '../../server/platform/disk-use.store.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { entryAt, type Helpline, helpline, say, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let lead: Worker;
let usedShare = 0.5;
let looks = 0;
const disk = {
  everyMs: 50,
  measure: async () => {
    looks += 1;
    return { usedShare, freeBytes: 1_000_000 };
  },
};

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' }, app: { disk } });
  at = helpline(server);
  lead = await at.staff('safeguarding_lead');
});
afterAll(async () => {
  await at.close();
  await server.close();
});

const alertIs = (closed: boolean, after: readonly string[] = []) => {
  return ({ alert }: { alert: Alert }) =>
    alert.kind === 'disk_full' && (alert.closedAt !== null) === closed && !after.includes(alert.alertId);
};
const request = { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } } as const;

describe('a disk that fills', () => {
  it('[V4] alerts, refuses new chats with numbers, lets the open ones go on, and ends by itself, each time', async () => {
    const open = await at.talk();
    const newcomer = await at.visitor();
    // Told how it stands as they come: what is waited for below came after that.
    await newcomer.next('service:changed', ({ reason }) => reason !== 'paused');
    const before: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      usedShare = 0.91;
      const { alert } = await lead.next('alert:raised', alertIs(false, before));
      await newcomer.next('service:changed', ({ reason }) => reason === 'paused');
      const refused = await newcomer.send('conversation:request', request);
      expect(refused).toMatchObject({ ok: false, error: { code: 'service_closed', details: { reason: 'paused' } } });
      expect(JSON.stringify(refused)).toContain('"number":"999"');
      const { seq } = await say(open.visitor, `Are you there? ${time}`);
      await entryAt(open.agent, open.conversationId, seq);

      // Between the marks nothing changes, or people would be let in and turned away in turns.
      usedShare = 0.87;
      const seen = looks;
      await expect.poll(() => looks).toBeGreaterThan(seen + 1);
      expect(await newcomer.send('conversation:request', request)).toMatchObject({ ok: false });
      usedShare = 0.84;
      await lead.next('alert:raised', (event) => alertIs(true)(event) && event.alert.alertId === alert.alertId);
      await newcomer.next('service:changed', ({ reason }) => reason !== 'paused');
      before.push(alert.alertId);
    }
    expect(await newcomer.send('conversation:request', request)).toMatchObject({ ok: true });
    await at.tidy();
  });

  it('is measured where MongoDB stands, and in the folder of the built-in databases', async () => {
    const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
    try {
      const { dataDir } = server.config;
      const { bavail, bsize } = await statfs(dataDir);
      for (const where of [
        { folder: null, mongoElsewhere: true },
        { folder: dataDir, mongoElsewhere: false },
      ]) {
        const { usedShare: share, freeBytes } = await createDiskPort(database, where).measure();
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThan(1);
        expect(Math.abs(freeBytes - bavail * bsize)).toBeLessThan(1_000_000_000);
      }
    } finally {
      await database.close();
    }
  });
});
