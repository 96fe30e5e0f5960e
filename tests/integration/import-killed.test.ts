/** A file of referrals whose process is killed while it is brought in: another node goes on where it was. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { connectDatabase } from '../../server/platform/mongo.ts';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { valueFrom } from '../support/cases.ts';
import { signIn } from '../support/connect.ts';
import { freePorts } from '../support/free-ports.ts';
import { inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const ROWS = 2_000;
/** Rows are read in parts, and written so many at a time. */
const [PART, AT_ONCE] = [500, 100];
const MAPPING = ['sender_reference', 'name', 'date_of_birth', 'crime_type', 'risk_grade'];

let child: ChildProcess | null = null;
afterEach(() => void child?.kill('SIGKILL'));

/** A node as a process of its own, on the same databases and with the same keys. */
async function nodeBeside({ database, config }: TestServer, dataDir: string): Promise<string> {
  const [port, sitePort, partnerPort] = await freePorts(3);
  child = fork(fileURLToPath(new URL('../chaos/node.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, LIMITS: 'off' },
      ...{ PORT: String(port), DEMO_SITE_PORT: String(sitePort), DEMO_PARTNER_PORT: String(partnerPort) },
      ...{ DATABASE_NAME: database.databaseName, REDIS_PREFIX: database.redisPrefix },
      ...{ MONGODB_URI: database.mongodbUri, REDIS_URL: database.redisUrl },
      MASTER_KEYS_FILE: config.masterKeysFile,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [ready] = (await once(child, 'message')) as [{ readonly url: string }];
  return ready.url;
}

/** Stands still while it is counted, goes on until it is inside a part that is not the first, and is killed there. */
async function killedInside(brought: () => Promise<number>): Promise<void> {
  for (;;) {
    child?.kill('SIGSTOP');
    const now = await brought();
    // Not at its last rows either: what was under way as it stood still is stored a moment later.
    const inside = now % PART;
    if (now > PART && inside > 0 && inside < PART - AT_ONCE) break;
    if (now === ROWS) throw new Error('It was done before it could be killed.');
    child?.kill('SIGCONT');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child?.kill('SIGKILL');
}

test('killed in the middle of a part, nothing is there twice, nothing is left out, and all of it opens', async () => {
  const staying = await startServer({ config: { limits: 'off' } });
  const dataDir = await mkdtemp(join(tmpdir(), 'hearthline-import-'));
  const database = await connectDatabase({
    ...{ uri: staying.database.mongodbUri, name: staying.database.databaseName },
  });
  try {
    const dying = inboundAt(await nodeBeside(staying, dataDir));
    const inbound = inboundAt(staying.url);
    const coordinator = await signIn(staying.url, staying.account('coordinator'));
    const { senderId } = await inbound.sender(await signIn(staying.url, staying.account('administrator')));
    // Some in the first part and some in the last are high: one alert for the file, whoever brings it.
    const rows = Array.from(
      { length: ROWS },
      (_, at) => `K-${at},Canary ${at},1990-11-03,Theft,${at % 700 === 0 ? 'high' : ''}`,
    );
    const file = ['URN,Name,DOB,Offence,Risk', ...rows].join('\n');
    const { importId, revision } = (await valueFrom(inbound.load(coordinator, senderId, file))).import;
    await valueFrom(inbound.ask(coordinator, 'PUT', `/imports/${importId}/mapping`, { revision, mapping: MAPPING }));
    const checked = await inbound.rested(coordinator, importId);
    const referrals = database.connection.collection('inbound_referrals');
    const imports = database.connection.collection<{ _id: string; lease: { until: number } }>('inbound_imports');
    const brought = () => referrals.countDocuments({ importId });

    const asked = { revision: checked.revision, what: 'all' };
    await valueFrom(dying.ask<{ import: InboundImport }>(coordinator, 'POST', `/imports/${importId}/start`, asked));
    await killedInside(brought);
    await once(child as ChildProcess, 'exit');
    const before = await brought();
    expect(before % AT_ONCE, 'a hundred is there whole or not at all').toBe(0);
    expect(before % PART, 'it was killed inside a part').not.toBe(0);
    expect(before).toBeLessThan(ROWS);
    expect((await imports.findOne({ _id: importId }))?.lease.until, 'its own for half a minute').toBeGreaterThan(
      Date.now(),
    );
    // Half a minute later.
    await imports.updateOne({ _id: importId }, { $set: { 'lease.until': 0 } });

    const done = await inbound.rested(coordinator, importId);
    expect(done).toMatchObject({ state: 'done', imported: ROWS, here: 0, refused: 0, returned: 0 });
    expect(await brought()).toBe(ROWS);
    expect(await referrals.distinct('senderMac', { importId })).toHaveLength(ROWS);
    const cause = { causeId: `inbound_urgent:${importId}` };
    expect(await database.connection.collection('alerts').countDocuments(cause)).toBe(1);
    const opened = await referrals.find({ importId }, { sort: { receivedAt: 1 }, projection: { _id: 1 } }).toArray();
    for (const at of [0, before - 1, before, ROWS - 1]) {
      const { details } = await valueFrom(inbound.open(coordinator, String(opened[at]?._id)));
      expect(details?.person.name).toMatch(/^Canary \d+$/);
    }
  } finally {
    child?.kill('SIGKILL');
    await database.close();
    await staying.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);
