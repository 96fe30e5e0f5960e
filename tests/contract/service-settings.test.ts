import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import {
  buildPack,
  createSettingsStore,
  firstSettings,
  openServiceSettings,
  type SettingsRuntime,
} from '../../server/service/index.ts';
import { alwaysOpen } from '../../shared/domain/opening-hours.ts';
import { testDatabase } from '../support/database.ts';
import { lateAnswer } from '../support/late-answer.ts';

const { mongodbUri, databaseName } = testDatabase();
const pack = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: ['http://127.0.0.1:4001'] });
const now = () => new Date('2026-11-24T12:00:00Z');
let database: Database;
let announced = 0;

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
});
afterAll(() => database.close());

const runtime: SettingsRuntime = {
  pack,
  first: firstSettings(pack, { demonstration: true, hours: alwaysOpen }),
  timings: {},
  now,
  announce: () => {
    announced += 1;
  },
};
const open = (change: Partial<SettingsRuntime> = {}) =>
  openServiceSettings(createSettingsStore(database), { ...runtime, ...change });

describe('the settings of the service', () => {
  test('two nodes that start together share one first version', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    expect([one.version(), other.version()]).toEqual([1, 1]);
    expect(await one.history(10)).toHaveLength(1);
    expect(one.current()).toEqual(other.current());
  });

  test('of two people who save at once one is told to look again, and nothing is overwritten', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const after = one.version();
    const saved = await Promise.all([
      one.save({ after, settings: { ...one.current(), name: 'One' }, by: 'a1', reason: 'Try' }),
      other.save({ after, settings: { ...other.current(), name: 'Other' }, by: 'a2', reason: 'Try' }),
    ]);
    expect(saved.map((each) => each.ok).sort()).toEqual([false, true]);
    expect(saved.find((each) => !each.ok)).toMatchObject({ error: { code: 'conflict' } });
    await Promise.all([one.reload(), other.reload()]);
    expect(one.current().name).toBe(other.current().name);
    expect(one.version()).toBe(after + 1);
  });

  test('another node that hears of a change reads it again; every version is kept with who and why', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const before = announced;
    const after = one.version();
    const settings = { ...one.current(), paused: { until: null, by: 'A. Lead' } };
    expect(await one.save({ after, settings, by: 'a1', reason: 'Fire alarm' })).toMatchObject({ ok: true });
    expect(announced).toBe(before + 1);
    expect(other.current().paused).toBeNull();
    await other.reload();
    expect(other.current().paused).toEqual({ until: null, by: 'A. Lead' });
    const [newest, older] = await other.history(2);
    expect(newest).toMatchObject({ version: after + 1, by: 'a1', reason: 'Fire alarm', at: now() });
    expect(older?.settings.paused).toBeNull();
  });

  test('[Q4] another node that heard nothing finds what was saved when it looks, and an old answer takes nothing back', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const save = async (name: string) => {
      const settings = { ...one.current(), name };
      expect(await one.save({ after: one.version(), settings, by: 'a1', reason: 'Try' })).toMatchObject({ ok: true });
    };
    await save('First');
    const late = lateAnswer('service_settings', () => true);
    const older = other.reload();
    await late.held;
    await save('Second');
    await other.refresh();
    expect(other.current().name).toBe('Second');
    late.release();
    await older;
    expect(other.current().name).toBe('Second');
  });

  test('settings with a fault are refused in sentences, and nothing is saved', async () => {
    const one = await open();
    const settings = { ...one.current(), exitUrl: 'http://example.org' };
    const refused = await one.save({ after: one.version(), settings, by: 'a1', reason: 'Try' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(refused.ok ? [] : refused.error.details?.issues).toHaveLength(1);
    expect((await open()).version()).toBe(one.version());
  });

  test('a start with another county’s pack on the same database is refused', async () => {
    await open();
    const marlshire = buildPack('marlshire', { demoPartnerUrl: null, embedOrigins: [] });
    await expect(open({ pack: marlshire })).rejects.toThrow(/belongs to the service pack "kent-medway"/);
  });

  test('timings of the environment stand above the saved ones, and the demonstration’s key follows its port', async () => {
    await open();
    const moved = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: ['http://127.0.0.1:5001'] });
    const other = await open({ pack: moved, timings: { offerMs: 700 } });
    expect(other.current().queue.offerMs).toBe(700);
    expect(other.current().embedKeys[0]?.origins).toEqual(['http://127.0.0.1:5001']);
  });
});
