import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDataDir, freePorts, processesIn, start } from './start-process.ts';

/** One sentence on one line, no stack, a failing exit code and nothing left behind. */
async function expectRefusal(env: Record<string, string>, sentence: RegExp): Promise<void> {
  const refused = start(env);
  expect(await refused.exit).toBe(1);
  const told = refused
    .output()
    .split('\n')
    .filter((line) => line !== '' && !/ …$/.test(line));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(sentence);
  expect(told[0]).toMatch(/\.$/);
  if (env.DATA_DIR !== undefined) await expect.poll(() => processesIn(env.DATA_DIR ?? '')).toEqual([]);
}

describe('a start that cannot be', { timeout: 60_000 }, () => {
  it.each([
    ['PORT', 0],
    ['DEMO_SITE_PORT', 1],
    ['DEMO_PARTNER_PORT', 2],
  ])('says that the port of %s is in use', async (variable, offset) => {
    const port = await freePorts();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port + offset, '127.0.0.1', () => resolve()));
    const sentence = new RegExp(`^Port ${port + offset} is in use: .*${variable} to another port`);
    await expectRefusal({ PORT: String(port), DATA_DIR: await aDataDir() }, sentence);
    other.close();
  });

  it('says that DATA_DIR cannot be written', async () => {
    const PORT = String(await freePorts());
    await expectRefusal({ PORT, DATA_DIR: '/proc/hearthline' }, /^DATA_DIR \/proc\/hearthline cannot be written/);
    const file = join(await aDataDir(), 'file');
    await writeFile(file, '');
    await expectRefusal({ PORT, DATA_DIR: file }, /is a file: set DATA_DIR to a folder/);
  });

  it('leaves a folder alone that holds the files of others', async () => {
    const folder = await aDataDir();
    await writeFile(join(folder, 'letters.txt'), '');
    await chmod(folder, 0o755);
    await expectRefusal({ PORT: String(await freePorts()), DATA_DIR: folder }, /holds other files/);
  });

  it('says that the given MongoDB does not answer, without repeating the password', async () => {
    const [PORT, DATA_DIR] = [String(await freePorts()), await aDataDir()];
    const MONGODB_URI = `mongodb://name:${'x'.repeat(12)}@127.0.0.1:1/`;
    await expectRefusal({ PORT, DATA_DIR, MONGODB_URI }, /^MongoDB at 127\.0\.0\.1:1 \(MONGODB_URI\) does not answer/);
  });

  it('says that the built-in MongoDB did not run, and ends Valkey', async () => {
    const [PORT, DATA_DIR] = [String(await freePorts()), await aDataDir()];
    await expectRefusal({ PORT, DATA_DIR, MONGOD_PATH: '/bin/false' }, /^MongoDB ended while starting/);
    await expectRefusal({ PORT, DATA_DIR, MONGOD_PATH: '/nowhere' }, /^MONGOD_PATH names no program/);
  });

  it('says which setting is wrong', async () => {
    await expectRefusal({ DATA_DIR: await aDataDir(), OFFER_MS: 'soon' }, /^OFFER_MS must be a whole number/);
  });

  it('does not open half a service: production needs its keys', async () => {
    const given = { NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://chat.example.org' };
    const alone = { ...given, EMBEDDED: 'yes' };
    await expectRefusal({ ...alone, DATA_DIR: await aDataDir() }, /^TRUST_PROXY is missing: /);
    const whole = { ...alone, TRUST_PROXY: 'no' };
    await expectRefusal({ ...whole, DATA_DIR: await aDataDir() }, /^MASTER_KEYS_FILE names no file/);
  });
});
