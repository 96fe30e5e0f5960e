import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { staffCommands } from '../../shared/protocol/staff.ts';
import { asAgent } from '../support/connect.ts';
import { codeOf, type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { conversationCases } from './cases/conversation-cases.ts';
import { deskCases } from './cases/desk-cases.ts';
import { runCases, sendRaw } from './cases/run-cases.ts';
import { supervisorCases } from './cases/supervisor-cases.ts';

const cases = { ...deskCases, ...conversationCases };

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

describe("the commands of a support worker's desk", () => {
  runCases({
    table: staffCommands,
    cases,
    helpline: () => at,
    socket: async () => (await at.staff('agent', 4)).socket,
  });

  it('[A1] are each refused once the session has ended, and the connection is closed', async () => {
    const agent = at.track(await asAgent(server.url, server.account('supervisor', 1)));
    const closed = new Promise((resolve) => agent.socket.once('disconnect', resolve));
    const answers: Promise<string>[] = [];
    agent.socket.once('session:ended', () => {
      for (const [command, { input }] of Object.entries({ ...cases, ...supervisorCases })) {
        const answer = sendRaw(agent.socket, command, input).then(codeOf, () => 'the connection was closed first');
        answers.push(answer);
      }
    });
    await fetch(`${server.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: server.url, cookie: agent.me.cookie, 'content-type': 'application/json' },
    });
    expect(await agent.next('session:ended')).toMatchObject({ reason: expect.any(String) });
    await closed;
    const unlike = new Set(await Promise.all(answers));
    for (const refused of ['unauthenticated', 'the connection was closed first']) unlike.delete(refused);
    expect([...unlike]).toEqual([]);
  });
});
