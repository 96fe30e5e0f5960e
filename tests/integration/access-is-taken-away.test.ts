/** A role is changed or an account ended while its person is at work, with windows open on both nodes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type AccountsOffice, openAccountsOffice } from '../support/accounts-office.ts';
import { asAgent, type SignedIn, type Staff, signIn } from '../support/connect.ts';
import { codeOf, type Helpline, helpline } from '../support/helpline.ts';
import { connect, Refused } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

/** Within 2 s, with room for a busy machine. */
const AT_ONCE_MS = 6_000;
const by = { id: 'test', role: 'administrator' };

let here: TestServer;
let there: TestServer;
let at: Helpline;
let office: AccountsOffice;
let database: Database;

beforeAll(async () => {
  here = await startServer({ config: { limits: 'off' } });
  there = await startServer({ beside: here, config: { limits: 'off' } });
  at = helpline(here);
  office = await openAccountsOffice(here.config);
  database = await connectDatabase({ uri: here.database.mongodbUri, name: here.database.databaseName });
});
afterAll(async () => {
  await office.close();
  await database.close();
  await at.close();
  await there.close();
  await here.close();
});

/** The answer to a command, or `closed` where the connection is gone before there is one. */
async function answerTo({ send, socket }: Staff): Promise<string> {
  if (!socket.connected) return 'closed';
  const gone = new Promise<string>((resolve) => socket.once('disconnect', () => resolve('closed')));
  const answer = send('availability:set', { availability: 'available' }).then((reply) =>
    reply.ok ? 'ok' : reply.error.code,
  );
  return Promise.race([gone, answer]);
}

async function isClosed({ socket }: Staff): Promise<void> {
  if (socket.connected) await new Promise((resolve) => socket.once('disconnect', resolve));
}

async function opensNothing({ url }: TestServer, { cookie }: SignedIn): Promise<void> {
  const again = connect(`${url}/staff`, {}, {}, { headers: { Cookie: cookie } });
  await expect(again).rejects.toThrow(Refused);
  await expect(again).rejects.toThrow(/unauthenticated/);
  expect((await fetch(`${url}/api/v1/session`, { headers: { cookie } })).status).toBe(401);
}

describe.each([
  ['another role', 'role_changed', 2, (id: string) => office.accounts.setRole(id, 'supervisor', by)],
  ['the end of the account', 'disabled', 4, (id: string) => office.accounts.disable(id, by)],
] as const)('%s', (_what, reason, index, change) => {
  it('[A1] closes every window of that person on both nodes within two seconds, and nobody else’s', async () => {
    const account = here.account('agent', index);
    const colleague = await at.staff('agent', 0);
    const windows = [await asAgent(here.url, account), await asAgent(there.url, account)];
    const [first] = windows;
    if (!first) return expect.unreachable();
    // The second signed in by itself; the first session is open on the other node as well.
    const headers = { Cookie: first.me.cookie };
    const shared = await connect(`${there.url}/staff`, {}, {}, { headers });
    const sharedClosed = new Promise((resolve) => shared.socket.once('disconnect', resolve));
    await first.ask('availability:set', { availability: 'available' });

    expect(await change(first.me.agentId)).toMatchObject({ ok: true });
    const from = Date.now();
    // What is sent at that very moment is refused, or finds the connection closed; it is never done.
    const answers = await Promise.all(windows.map(answerTo));
    for (const answer of answers) expect(['unauthenticated', 'closed']).toContain(answer);
    await Promise.all([...windows.map(isClosed), sharedClosed]);
    expect(Date.now() - from).toBeLessThan(AT_ONCE_MS);
    for (const each of windows) expect((await each.next('session:ended')).reason).toBe(reason);

    for (const server of [here, there]) for (const { me } of windows) await opensNothing(server, me);
    const availability = async () => (await office.accounts.find(first.me.agentId))?.availability;
    await expect.poll(availability, { timeout: 5_000 }).toBe('offline');
    expect((await colleague.ask('desk:open', {})).agent.presence).toBe('connected');
  });
});

describe('what was under way at that moment', () => {
  it.each([
    ['another role', { role: 'supervisor' }],
    ['the end of the account', { disabledAt: 1 }],
  ])('[A1] makes nobody available again after %s', async (_what, change) => {
    const agent = at.track(await asAgent(here.url, here.account('agent', 6)));
    const { agentId } = agent.me;
    const agents = database.connection.collection<{ _id: string }>('agents');
    const stuck = async () => {
      const running = {
        currentOp: 1,
        active: true,
        ns: `${here.database.databaseName}.agents`,
        writeConflicts: { $gt: 0 },
      };
      const found = await database.connection.db?.admin().command(running);
      return Number(found?.inprog?.length ?? 0);
    };
    const session = await database.startSession();
    session.startTransaction();
    // Not to be seen yet: the command finds the session alive, and this in its way.
    await agents.updateOne({ _id: agentId }, { $set: { ...change, availability: 'offline' } }, { session });
    const reply = agent.send('availability:set', { availability: 'available' });
    await expect.poll(stuck, { timeout: 3_000, interval: 10 }).toBeGreaterThan(0);
    await session.commitTransaction();
    await session.endSession();
    expect(codeOf(await reply)).toBe('unauthenticated');
    expect(await agents.findOne({ _id: agentId })).toMatchObject({ availability: 'offline' });
    await agents.updateOne({ _id: agentId }, { $set: { role: 'agent', disabledAt: null } });
  });
});

describe('who signs in again', () => {
  it('[A1] has the new role and nothing of the old one, on either node', async () => {
    const account = here.account('supervisor', 1);
    const supervisor = at.track(await asAgent(here.url, account));
    await supervisor.ask('wallboard:watch', {});
    await office.accounts.setRole(supervisor.me.agentId, 'agent', by);
    await isClosed(supervisor);
    for (const { url } of [here, there]) {
      const agent = at.track(await asAgent(url, account));
      expect(agent.me.role).toBe('agent');
      expect(codeOf(await agent.send('wallboard:watch', {}))).toBe('forbidden');
    }
  });

  it('[A1] is turned away where the account has ended', async () => {
    const account = here.account('agent', 8);
    const { agentId } = await signIn(here.url, account);
    await office.accounts.disable(agentId, by);
    for (const { url } of [here, there]) await expect(signIn(url, account)).rejects.toThrow(/unauthenticated/);
  });
});
