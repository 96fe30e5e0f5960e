/** Words of a sender that our lists do not know: said once by a person what they mean, and known from then on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let inbound: ReturnType<typeof inboundAt>;
let coordinator: SignedIn;
let supervisor: SignedIn;
let senderId: string;
let another: string;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  inbound = inboundAt(server.url);
  coordinator = await signIn(server.url, server.account('coordinator'));
  supervisor = await signIn(server.url, server.account('supervisor'));
  const administrator = await signIn(server.url, server.account('administrator'));
  [{ senderId }, { senderId: another }] = [
    await inbound.sender(administrator),
    await inbound.sender(administrator, 'partner'),
  ];
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

interface Word {
  readonly field: string;
  readonly word: string;
  readonly times: number;
  readonly told: boolean;
  readonly code: string | null;
}

const fileOf = (...rows: string[]) => `${['URN,Name,Offence,District', ...rows].join('\r\n')}\r\n`;
const MAPPING = ['sender_reference', 'name', 'crime_type', 'area'];

async function checked(file: string, from = senderId): Promise<InboundImport> {
  const { import: one } = await valueFrom(inbound.load(coordinator, from, file));
  const asked = { revision: one.revision, mapping: MAPPING };
  await valueFrom(inbound.ask(coordinator, 'PUT', `/imports/${one.importId}/mapping`, asked));
  return inbound.rested(coordinator, one.importId);
}

const wordsIn = async ({ importId }: InboundImport, who = coordinator) =>
  (await valueFrom(inbound.ask<{ words: Word[] }>(who, 'POST', `/imports/${importId}/preview`, {}))).words;

const say = ({ importId, revision }: InboundImport, words: readonly object[], who = coordinator) =>
  inbound.ask<{ import: InboundImport }>(who, 'PUT', `/imports/${importId}/words`, { revision, words });

const VAWI = { field: 'crime_type', word: 'Canary VAWI (8L)' };
const DIVISION = { field: 'area', word: 'Canary Division' };

describe('words of theirs', () => {
  let one: InboundImport;

  test('are shown once each to who loaded the file, and stand nowhere in clear', async () => {
    one = await checked(
      fileOf('W-1,Kim,Canary VAWI (8L),Dover', 'W-2,Lee,canary vawi 8l,Canary Division', 'W-3,Ash,Stalking,Dover'),
    );
    expect(one).toMatchObject({ state: 'checked', good: 1, faulty: 2 });
    expect(await wordsIn(one)).toEqual([
      { ...VAWI, times: 2, told: false, code: null },
      { ...DIVISION, times: 1, told: false, code: null },
    ]);
    expect(await wordsIn(one, supervisor)).toEqual([]);
    const docs = await database.connection.collection('inbound_imports').find({}).toArray();
    expect(JSON.stringify(docs)).not.toMatch(/canary/i);
  });

  test('mean what who loaded it says, by the list in force; nothing else is taken, and nothing is lost by it', async () => {
    const known = { ...VAWI, code: 'burglary_home' };
    expect((await say(one, [known], supervisor)).status).toBe(403);
    const refused = async (words: readonly object[]) => {
      const { status, body } = await say(one, words);
      return [status, body.ok ? null : body.error.details?.issues?.[0]?.path];
    };
    expect(await refused([{ ...VAWI, code: 'no_such_crime' }])).toEqual([400, 'words.0.code']);
    expect(
      await refused([
        { ...DIVISION, code: null },
        { ...VAWI, code: null },
      ]),
    ).toEqual([400, 'words.1.code']);
    expect(await refused([{ ...VAWI, field: 'phone', code: null }])).toEqual([400, 'words.0.field']);
    expect(await refused([])).toEqual([400, 'words']);
    expect(await wordsIn(one)).toHaveLength(2);
  });

  test('all rows are read by them at once, and become referrals so', async () => {
    await valueFrom(
      say(one, [
        { ...VAWI, code: 'burglary_home' },
        { ...DIVISION, code: null },
      ]),
    );
    const stale = await say(one, [{ ...VAWI, code: 'stalking' }]);
    expect(stale.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'changed_meanwhile' } } });
    one = await inbound.rested(coordinator, one.importId);
    expect(one).toMatchObject({ state: 'checked', good: 3, faulty: 0 });
    expect((await wordsIn(one)).map(({ told, code }) => [told, code])).toEqual([
      [true, 'burglary_home'],
      [true, null],
    ]);
    const start = { revision: one.revision, what: 'all' };
    await valueFrom(inbound.ask(coordinator, 'POST', `/imports/${one.importId}/start`, start));
    one = await inbound.rested(coordinator, one.importId);
    expect(one).toMatchObject({ state: 'done', imported: 3, refused: 0 });
    const referrals = database.connection.collection('inbound_referrals').find({ importId: one.importId });
    const codes = (await referrals.toArray()).map(({ crimeType, area }) => [crimeType, area]);
    expect(codes.sort()).toEqual([
      ['burglary_home', null],
      ['burglary_home', 'dover'],
      ['stalking', 'dover'],
    ]);
    expect((await say(one, [{ ...VAWI, code: 'stalking' }])).body).toMatchObject({
      error: { details: { reason: 'not_from_here' } },
    });
  });

  test('are known the next time, of this sender alone, and can be put right', async () => {
    const next = await checked(fileOf('W-4,Kim,CANARY VAWI 8L,Dover'));
    expect(next).toMatchObject({ good: 1, faulty: 0 });
    const elsewhere = await checked(fileOf('W-5,Kim,CANARY VAWI 8L,Dover'), another);
    expect(elsewhere).toMatchObject({ good: 0, faulty: 1 });
    expect(JSON.stringify(await database.connection.collection('inbound_senders').find({}).toArray())).not.toMatch(
      /canary/i,
    );
    // It was a kind for which they have to agree in so many words: the row goes straight back (H17).
    await valueFrom(say(next, [{ ...VAWI, code: 'rape' }]));
    expect(await inbound.rested(coordinator, next.importId)).toMatchObject({ good: 1, returned: 1 });
    expect(await wordsIn(next)).toMatchObject([{ told: true, code: 'rape' }]);
  });
});
