import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availabilityHistorySpec } from '../../server/agents/index.ts';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { alertsSpec } from '../../server/safeguarding/index.ts';
import { surveysSpec } from '../../server/surveys/index.ts';
import { type Helpline, helpline, refusal } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let database: Database;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterAll(async () => {
  await at.tidy();
  await at.close();
  await database.close();
  await server.close();
});

describe('what one conversation leaves behind', () => {
  it('says from the first day when it is deleted, and holds one answer to the two questions', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
    const scale = conversation.survey?.questions.find(({ kind }) => kind === 'scale')?.questionId ?? '';
    const first = { clientId: randomUUID(), answers: { [scale]: 4 } };
    expect(refusal(await visitor.send('survey:answer', first))).toBe('ok');
    expect(refusal(await visitor.send('survey:answer', first))).toBe('ok');
    const refused = ['conflict', { reason: 'already_answered' }];
    expect(refusal(await visitor.send('survey:answer', { ...first, answers: { [scale]: 1 } }))).toEqual(refused);
    expect(refusal(await visitor.send('survey:answer', { ...first, clientId: randomUUID() }))).toEqual(refused);
    await at.waiting({ inDanger: 'yes' });
    for (const spec of [surveysSpec, alertsSpec, availabilityHistorySpec, auditSpec]) {
      const made = await database
        .collection(spec)
        .find({ action: { $ne: 'account.create' } })
        .toArray();
      expect(made.length).toBeGreaterThan(0);
      for (const doc of made) expect(doc.purgeAt).toBeInstanceOf(Date);
    }
    expect(await database.collection(surveysSpec).countDocuments()).toBe(1);
  });
});
