/**
 * How MongoDB finds the four views where a great many cases are overdue: what is due today must not be looked for among all
 * of those. Read from its own account of the query (`explain`), not from a time, which a busy machine would bend.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filterOf, visibleTo } from '../../server/cases/case-filter.ts';
import { type CaseDoc, casesSpec } from '../../server/cases/index.ts';
import { connectDatabase, type Database, ensureCollections } from '../../server/platform/mongo.ts';
import type { CaseFilters } from '../../shared/protocol/http/cases.ts';
import { aCase } from '../rules/cases/a-case.ts';
import { testDatabase } from '../support/database.ts';

const { mongodbUri, databaseName } = testDatabase();
const CASES = 12_000;
const PAGE = 51;
const HOUR = 3_600_000;
const now = Date.parse('2026-11-26T10:00:00Z');
let database: Database;

const owner = (at: number) => ({ agentId: `agent ${at % 240}`, name: 'Ada' });
/** Every one is overdue, and one in a hundred has something to be done today as well. */
const cases = Array.from({ length: CASES }, (_, at): CaseDoc => {
  const old = { dueId: 'justice:order:1', kind: 'risk_due_again', at: now - (1 + (at % 900)) * HOUR } as const;
  const today = { dueId: 'action:1', kind: 'action', at: now + HOUR } as const;
  const ids = {
    _id: randomUUID(),
    clientId: randomUUID(),
    reference: `R${at}`,
    owner: owner(at),
    teamId: `t${at % 2}`,
  };
  return aCase({ ...ids, due: at % 100 < 1 ? [old, today] : [old], nextDueAt: old.at, clocks: [] });
});

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  await ensureCollections(database, [casesSpec]);
  await database.collection<CaseDoc>(casesSpec).insertMany(cases);
});
afterAll(() => database?.close());

/** How many cases were read to show a page, and how many stand on it. */
async function read(filters: CaseFilters, role: 'coordinator' | 'supervisor' | 'agent', agentId = 'agent 0') {
  const caller = { agentId, name: 'Ada', role, teamId: 't0' };
  const asking = { agentId, covered: [] };
  const filter = { $and: [visibleTo(caller, []), filterOf(filters, asking, now)] };
  const found = database.collection<CaseDoc>(casesSpec).find(filter);
  const plan = await found.sort({ nextDueAt: 1, _id: 1 }).limit(PAGE).explain('executionStats');
  const { nReturned, totalDocsExamined } = plan.executionStats;
  return { shown: nReturned, read: totalDocsExamined };
}

test.each([
  ['what is due today, for a coordinator', { view: 'due_today' }, 'coordinator', 121],
  ['what is due today in a team', { view: 'due_today' }, 'supervisor', 400],
  ['what is due today of their own', { view: 'due_today', owner: 'me' }, 'agent', 60],
  // Those that were due since midnight are among these days.
  ['what is due in some days', { dueFrom: '2026-11-26', dueUntil: '2026-11-27' }, 'coordinator', 260],
  ['what is overdue', { view: 'overdue' }, 'coordinator', PAGE],
  ['everything', {}, 'coordinator', PAGE],
] as const)('%s is found without reading what is older', async (_, filters, role, most) => {
  const { shown, read: looked } = await read(filters, role);
  expect(shown).toBeGreaterThan(0);
  expect(looked).toBeLessThanOrEqual(most);
});
