import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backupCommand } from '../../../server/backup-command.ts';
import { restoreCommand } from '../../../server/restore-command.ts';
import { aDataDir, freePorts, processesIn, start } from './start-process.ts';

it('the built-in database is saved while the server runs and after it ended, and restored', {
  timeout: 120_000,
}, async () => {
  const folder = await aDataDir();
  const env = { PORT: String(await freePorts()), DATA_DIR: folder };
  const [said, identity] = [[] as string[], join(folder, 'identity')];
  const hear = (line: string) => said.push(line);
  const backup = (...words: string[]) => backupCommand(words, env, hear);
  const restore = (...words: string[]) => restoreCommand([...words, '--identity', identity], env, hear);

  const first = start(env);
  await first.ready;
  const recipient = await backup('--new-identity', identity);
  await backup('--to', join(folder, 'a.age'), '--keys-to', join(folder, 'a-keys.age'), '--recipient', recipient);
  const files = ['--from', join(folder, 'a.age'), '--keys-from', join(folder, 'a-keys.age')];
  await expect(restore(...files, '--replace')).rejects.toThrow(/A server is running/);
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);

  expect(await backup('--to', join(folder, 'b.age'), '--recipient', recipient)).toMatch(
    /: \d+ collections, \d+ documents$/,
  );
  expect(processesIn(folder)).toEqual([]);
  await rm(join(folder, 'mongo'), { recursive: true });
  expect(await restore(...files)).toMatch(/^agents: 20 documents, the same/m);
  expect(processesIn(folder)).toEqual([]);
  expect(said.map((line) => line.replace(/^\/.*\//, ''))).toEqual([
    // Read to its end, and then refused, since the server runs.
    ...['a.age', 'a-keys.age', 'a.age', 'a-keys.age'].map((name) => expect.stringContaining(`${name} was made at `)),
    expect.stringMatching(/^0 sessions of staff/),
    // Of the demonstration's sender.
    expect.stringMatching(/^Every key of 1 sender/),
    expect.stringMatching(/^Accounts are as they were/),
  ]);

  const again = start(env);
  await again.ready;
  expect(existsSync(join(folder, 'run.json'))).toBe(true);
});
