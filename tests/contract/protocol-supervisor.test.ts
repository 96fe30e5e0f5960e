import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { runCases } from './cases/run-cases.ts';
import { supervisorCases } from './cases/supervisor-cases.ts';

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

describe('the commands of supervisors and leads', () => {
  runCases({
    table: supervisorCommands,
    cases: supervisorCases,
    helpline: () => at,
    socket: async (command) =>
      (await at.staff(command === 'competence:release' ? 'safeguarding_lead' : 'supervisor')).socket,
  });
});
