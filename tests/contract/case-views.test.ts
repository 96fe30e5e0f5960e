import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SavedView } from '../../shared/protocol/http/case-views.ts';
import { askAs, type Method, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let mine: SignedIn;
let ofMyTeam: SignedIn;
let ofAnother: SignedIn;

beforeAll(async () => {
  server = await startServer();
  const agents = await Promise.all([0, 1, 2].map((index) => signIn(server.url, server.account('agent', index))));
  const [first, second, third] = agents;
  if (!first || !second || !third) throw new Error('There are three agents at least.');
  [mine, ofMyTeam, ofAnother] = first.teamId === third.teamId ? [first, third, second] : [first, second, third];
});
afterAll(() => server?.close());

const ask = (who: SignedIn, method: Method, path: string, body?: unknown) =>
  valueFrom(askAs<{ views: SavedView[] }>(server.url, who, method, path, body));
const names = async (who: SignedIn) => (await ask(who, 'GET', '/case-views')).views.map(({ name }) => name);

describe('a saved view', () => {
  test('is its maker’s, and the team’s where it is shared', async () => {
    const filters = { risk: 'high', owner: 'nobody' } as const;
    await ask(mine, 'POST', '/case-views', { clientId: randomUUID(), name: 'My own', filters, shared: false });
    await ask(mine, 'POST', '/case-views', { clientId: randomUUID(), name: 'For us all', filters, shared: true });
    expect(await names(mine)).toEqual(['For us all', 'My own']);
    expect(await names(ofMyTeam)).toEqual(['For us all']);
    expect(await names(ofAnother)).toEqual([]);
  });

  test('sent again is one, and is taken away by its maker alone', async () => {
    const again = { clientId: randomUUID(), name: 'Once', filters: {}, shared: true };
    await ask(mine, 'POST', '/case-views', again);
    const { views } = await ask(mine, 'POST', '/case-views', again);
    const once = views.filter(({ name }) => name === 'Once');
    expect(once).toHaveLength(1);
    const path = `/case-views/${once[0]?.viewId}`;
    expect((await askAs(server.url, ofMyTeam, 'DELETE', path)).status).toBe(404);
    await ask(mine, 'DELETE', path);
    expect(await names(mine)).not.toContain('Once');
  });

  test('with a filter that nobody knows is refused, with its name', async () => {
    const body = { clientId: randomUUID(), name: 'Odd', filters: { colour: 'red' }, shared: false };
    const refused = await askAs(server.url, mine, 'POST', '/case-views', body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
  });
});
