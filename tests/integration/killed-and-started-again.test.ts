/** A node that was killed comes back under its name before anybody has found it dead: what it left behind is its own. */
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { agentsSpec } from '../../server/agents/index.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { nodesSpec } from '../../server/platform/nodes.store.ts';
import { helpline } from '../support/helpline.ts';
import { startServer } from '../support/start-server.ts';

interface StoredAgent {
  readonly _id: string;
  readonly connections: readonly unknown[];
  readonly availability: string;
}

it('[Q3] nobody is offered to agents who were connected to the process before, until they are back', async () => {
  const first = await startServer({ config: { limits: 'off' } });
  const before = helpline(first);
  const agent = await before.staff('agent');
  const { agentId } = agent.me;
  await before.close();
  const database = await connectDatabase({ uri: first.database.mongodbUri, name: first.database.databaseName });
  await first.app.close();
  // As SIGKILL leaves it: the node beat a moment ago, and the agent stands as available and connected to it.
  const nodes = database.collection<{ _id: string; name: string; startedAt: number; beatAt: number }>(nodesSpec);
  const now = Date.now();
  await nodes.insertOne({ _id: 'the-one-before', name: first.config.nodeName, startedAt: now, beatAt: now + 60_000 });
  const agents = database.collection<StoredAgent>(agentsSpec);
  const connections = [{ nodeId: 'the-one-before', socketId: 'gone', connectedSince: now }];
  await agents.updateOne({ _id: agentId }, { $set: { connections, availability: 'available', lostAt: null } });
  const second = await startServer({ beside: first, config: { limits: 'off', nodeName: first.config.nodeName } });
  const after = helpline(second);
  try {
    const theirs = async () => (await agents.findOne({ _id: agentId }))?.connections;
    await expect.poll(theirs, { timeout: 4_000, interval: 20 }).toEqual([]);
    const { visitor, conversationId } = await after.waiting();
    const back = await after.staff('agent');
    await back.ask('availability:set', { availability: 'available' });
    const { offer } = await back.next('offer:made');
    expect(offer.conversationId).toBe(conversationId);
    expect((await visitor.ask('conversation:resume', { afterSeq: 0 })).conversation.state).toBe('waiting');
  } finally {
    await after.close();
    await second.close();
    await database.close();
    await first.close();
  }
}, 30_000);

it('a node that is given the name of one that runs says in its log what to change', async () => {
  const said: string[] = [];
  const log = new PassThrough().on('data', (line: Buffer) => said.push(line.toString()));
  const logger = createLogger('error', 'second', log);
  const first = await startServer({ config: { limits: 'off' } });
  const config = { limits: 'off', nodeName: first.config.nodeName } as const;
  const second = await startServer({ beside: first, config, app: { logger } });
  try {
    await expect.poll(() => said.some((line) => line.includes('NODE_NAME')), { timeout: 10_000 }).toBe(true);
  } finally {
    await second.close();
    await first.close();
  }
}, 30_000);
