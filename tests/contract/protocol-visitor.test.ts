import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visitorCommands } from '../../shared/protocol/visitor.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { NOBODY } from './cases/case.ts';
import { runCases, sendRaw, withoutAcknowledgement } from './cases/run-cases.ts';
import { visitorCases } from './cases/visitor-cases.ts';

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

describe("the visitor's commands", () => {
  runCases({
    table: visitorCommands,
    cases: visitorCases,
    helpline: () => at,
    socket: async () => (await at.waiting()).visitor.socket,
  });

  it('mean nothing before there is a conversation, but for the request itself', async () => {
    const { socket } = await at.visitor();
    for (const [command, { input }] of Object.entries(visitorCases)) {
      if (command === 'conversation:request') continue;
      expect((await sendRaw(socket, command, input)).error, command).toMatchObject({ code: 'unauthenticated' });
    }
  });

  it('are refused when nobody declared them, by whatever name', async () => {
    const { visitor } = await at.waiting();
    for (const command of ['conversation:delete', 'constructor', '__proto__', 'desk:open', 'wallboard:watch']) {
      expect(await sendRaw(visitor.socket, command, {}), command).toMatchObject({
        ok: false,
        error: { code: 'bad_request', details: { issues: [expect.anything()] } },
      });
    }
  });

  it('that carry no acknowledgement function leave no trace', async () => {
    const { visitor } = await at.waiting();
    await withoutAcknowledgement(visitor.socket, 'message:send', { clientId: NOBODY, text: 'Unheard' });
    await withoutAcknowledgement(visitor.socket, 'conversation:leave', { clientId: NOBODY, reason: 'exit' });
    const page = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(page).toMatchObject({ entries: [], conversation: { state: 'waiting', lastSeq: 0 } });
  });

  it('that carry more than one payload are malformed, and nothing of them is run', async () => {
    const { visitor } = await at.waiting();
    const reply = await sendRaw(visitor.socket, 'message:send', { clientId: NOBODY, text: 'One' }, { more: true });
    expect(reply.error).toMatchObject({ code: 'bad_request' });
    expect((await visitor.ask('conversation:resume', { afterSeq: 0 })).entries).toEqual([]);
  });
});
