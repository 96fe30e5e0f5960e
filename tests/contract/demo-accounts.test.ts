import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemoAccounts, type DemoAccount } from '../../server/identity/index.ts';
import { systemIds } from '../../server/platform/ports.ts';
import { ROLES } from '../../shared/protocol/desk.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const at = testDatabase();
let nodes: HttpRig[] = [];

beforeAll(async () => {
  nodes = [await httpRig(at), await httpRig(at)];
});
afterAll(async () => {
  for (const node of nodes) await node.close();
});

it('the demonstration gets its people once, with passwords that work, and keeps them', async () => {
  const kept: DemoAccount[][] = [];
  const make = ({ database, accounts }: HttpRig) =>
    createDemoAccounts({
      ...{ database, accounts, ids: systemIds, teamIds: ['team'] },
      keep: async (list) => {
        kept.push([...list]);
      },
    });
  const made = (await Promise.all(nodes.map(make))).flat();
  expect(kept).toEqual([made]);
  const of = (role: string) => made.filter((each) => each.role === role);
  expect(of('agent').length).toBeGreaterThanOrEqual(10);
  expect(of('supervisor')).toHaveLength(2);
  for (const role of ROLES.slice(2)) expect(of(role)).toHaveLength(1);
  expect(new Set(made.map(({ password }) => password)).size).toBe(made.length);
  expect(new Set(of('agent').flatMap(({ skills }) => skills)).size).toBeGreaterThan(4);

  const [node] = nodes;
  const [first] = made;
  if (!node || !first) throw new Error('Nothing was made.');
  expect((await node.signIn(first)).body).toMatchObject({ value: { account: { name: first.name, role: first.role } } });
  expect((await node.accounts.findByEmail(first.email))?.capacity).toBe(3);
  expect(await make(node)).toEqual([]);
  expect((await node.signIn(first)).status).toBe(200);
});
