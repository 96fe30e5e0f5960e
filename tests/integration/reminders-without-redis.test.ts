import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Embedded, startEmbedded } from '../../server/platform/embedded/index.ts';
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { addAction } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

/** A Valkey of its own, since it is killed. */
let dataDir: string;
let valkey: Embedded;
let server: TestServer;
const clock = wallClock('wednesday', '10:00');

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hearthline-reminders-'));
  valkey = await startEmbedded({ dataDir, small: true, want: { mongo: false, valkey: true } });
  server = await startServer({ config: { redisUrl: valkey.redisUrl ?? '' }, app: { clock } });
});
afterAll(async () => {
  await server?.close();
  await valkey?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const escalated = async (who: SignedIn) =>
  (await valueFrom(askAs<{ escalated: Reminder[] }>(server.url, who, 'GET', '/reminders'))).escalated;

it('[Q4] a reminder comes and becomes louder although Redis is gone with every job it held', async () => {
  const agent = await signIn(server.url, server.account('agent'));
  const { row } = await makeCase(server.url, agent);
  const { actionId } = await addAction(server.url, agent, row.caseId, { dueOn: clock.day() });
  process.kill(valkey.pids.valkey ?? Number.NaN, 'SIGKILL');
  clock.forward(endOfLondonDay(clock.day()) - clock.now() - 60_000);
  const coordinator = await asAgent(server.url, server.account('coordinator'));
  expect(await escalated(coordinator.me)).toEqual([]);
  clock.forward(120_000);
  await coordinator.next('reminders:changed');
  expect(await escalated(coordinator.me)).toMatchObject([{ about: { id: actionId }, overdue: true }]);
  coordinator.close();
});
