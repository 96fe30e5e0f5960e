import { PassThrough } from 'node:stream';
import { mongo } from 'mongoose';
import { expect, it } from 'vitest';
import { SYSTEM } from '../../server/conversations/log.ts';
import { createLogger, describeError } from '../../server/platform/logger.ts';
import { ok } from '../../shared/result.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';
import { logNode } from '../support/log-node.ts';

const at = testDatabase();

it('[P1] says where an error arose and nothing of what its message quotes, on however many lines', () => {
  const quoted = 'duplicate value "I am\n    at home he is here\n at 5 Church Lane\n    at night"';
  for (const error of [new TypeError(quoted), Object.assign(new Error('x'), { message: 'other' })]) {
    const said = describeError(error);
    expect(said.error).toBe(error.name);
    expect(said.at).toContainEqual(expect.stringMatching(/^at .*logged-errors\.test\.ts:\d+:\d+/));
    expect(JSON.stringify(said)).not.toMatch(/home|Church|night/);
  }
  // A message that was changed after the stack was written still stands in the stack.
  const changed = new Error(quoted);
  changed.message = 'short';
  expect(JSON.stringify(describeError(changed))).not.toMatch(/home|Church|night/);
});

/** As the driver itself says it of a database that is away. */
async function outage(): Promise<unknown> {
  const client = new mongo.MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 50 });
  return client.connect().catch((error: unknown) => error);
}

it.each([
  ['a warning when the database is away', outage, 'warn', 'MongoServerSelectionError'],
  ['an error when it is a fault of ours', () => Promise.resolve(new TypeError('ours')), 'error', 'TypeError'],
] as const)(
  'a change that fails is logged as %s, and whoever asked is told to ask again',
  async (_as, made, level, name) => {
    const log = new PassThrough();
    const error = await made();
    const steps = (step: string) => {
      if (step === 'transaction:open') throw error;
    };
    const node = await logNode(at, 'one', { steps, logger: createLogger('info', 'one', log) });
    const doc = aConversation();
    await node.start(doc);
    const outcome = await node.log.post({
      ...{ conversationId: doc._id, clientId: doc._id, author: SYSTEM },
      content: { kind: 'left', data: { name: 'Ada' } },
      replay: async () => ok(null),
      work: async () => ok({ value: null }),
    });
    await node.close();
    expect(outcome).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    const lines = String(log.read()).trim().split('\n');
    const said = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a state change failed');
    expect(said).toEqual([expect.objectContaining({ level: { warn: 40, error: 50 }[level], error: name })]);
  },
);
