/** Two readings of the same thing, of which the one that began first answers last. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Helpline, helpline } from '../support/helpline.ts';
import { lateAnswer } from '../support/late-answer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

describe('what changes twice in a moment', () => {
  it('[L5] an agent is shown at last as they stand', async () => {
    const agent = await at.staff('agent');
    const late = lateAnswer('agents', (filter) => filter.includes('$in') && filter.includes(agent.me.agentId));
    await agent.ask('availability:set', { availability: 'break', capacity: 1 });
    await late.held;
    await agent.ask('availability:set', { availability: 'break', capacity: 2 });
    await agent.next('agent:changed', (event) => event.agent.capacity === 2);
    late.release();
    expect(codeOf(await agent.send('colleagues:list', {}))).toBe('ok');
    expect(agent.seen('agent:changed').at(-1)?.agent.capacity).toBe(2);
  });

  it('[L5] an emergency that was taken does not come back as open', async () => {
    const lead = await at.staff('supervisor');
    const { agent, conversationId } = await at.talk();
    const late = lateAnswer('alerts', (filter) => filter.startsWith('{"_id"'));
    const raising = { clientId: randomUUID(), conversationId, kind: 'suicide' } as const;
    const { alertId } = (await agent.ask('emergency:raise', raising)).alert;
    await late.held;
    await lead.ask('alert:acknowledge', { alertId });
    await lead.next('alert:raised', ({ alert }) => alert.acknowledgedBy !== null);
    late.release();
    expect(codeOf(await lead.send('colleagues:list', {}))).toBe('ok');
    expect(lead.seen('alert:raised').at(-1)?.alert.acknowledgedBy).toMatchObject({ agentId: lead.me.agentId });
  });
});
