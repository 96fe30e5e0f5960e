import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { ImportFault, InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { inboundAt } from '../support/inbound.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let inbound: ReturnType<typeof inboundAt>;
let coordinator: SignedIn;
let senderId: string;
let key: string;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  inbound = inboundAt(server.url);
  coordinator = await signIn(server.url, server.account('coordinator'));
  const administrator = await signIn(server.url, server.account('administrator'));
  ({ senderId, key } = await inbound.sender(administrator));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

interface Kept {
  readonly _id: string;
  readonly state: string;
  readonly counts: object;
  readonly fileUntil: Date | null;
}

const HEADINGS = 'URN,Forename,Surname,DOB,Telephone,Offence,Explicit consent,Risk level';
const rowOf = (
  ref: string,
  more: { name?: string; dob?: string; phone?: string; crime?: string; consent?: string; risk?: string } = {},
) => {
  const {
    name = 'Canary',
    dob = '03/11/1990',
    phone = '07700 900123',
    crime = 'Burglary of a home',
    consent = '',
    risk = '',
  } = more;
  return [ref, name, 'Row', dob, phone, crime, consent, risk].join(',');
};
const fileOf = (rows: readonly string[]) => `${[HEADINGS, ...rows].join('\r\n')}\r\n`;

const kept = (name: string) => database.connection.collection(name);
const referralsOf = (importId: string) => kept('inbound_referrals').countDocuments({ importId });

interface Preview {
  readonly import: InboundImport;
  readonly headings: string[];
  readonly rows: string[][];
  readonly mayReadRows: boolean;
  readonly proposed: (string | null)[];
}

const preview = (importId: string) =>
  valueFrom(inbound.ask<Preview>(coordinator, 'POST', `/imports/${importId}/preview`, {}));

async function loaded(file: Uint8Array | string): Promise<InboundImport> {
  const { status, body } = await inbound.load(coordinator, senderId, file);
  if (!body.ok) throw new Error(`refused (${status}): ${JSON.stringify(body.error)}`);
  return body.value.import;
}

async function checked(file: Uint8Array | string): Promise<InboundImport> {
  const one = await loaded(file);
  const { proposed: mapping } = await preview(one.importId);
  const asked = { revision: one.revision, mapping };
  await valueFrom(inbound.ask(coordinator, 'PUT', `/imports/${one.importId}/mapping`, asked));
  return inbound.rested(coordinator, one.importId);
}

const start = ({ importId, revision }: InboundImport, what: 'all' | 'good_rows') =>
  inbound.ask<{ import: InboundImport }>(coordinator, 'POST', `/imports/${importId}/start`, { revision, what });

const faultsOf = async (importId: string): Promise<ImportFault[]> => {
  const all: ImportFault[] = [];
  for (let after = ''; ; ) {
    const page: { faults: ImportFault[]; next: string | null } = await valueFrom(
      inbound.ask(coordinator, 'GET', `/imports/${importId}/faults${after}`),
    );
    all.push(...page.faults);
    if (page.next === null) return all;
    after = `?after=${page.next}`;
  }
};

describe('a file of a thousand rows, thirty of them faulty', () => {
  const rows = Array.from({ length: 1_000 }, (_, at) => {
    const ref = `F-${at}`;
    if (at < 10) return rowOf(ref, { dob: '31/02/1990' });
    if (at < 20) return rowOf(ref, { crime: 'canary crime' });
    if (at < 29) return rowOf(ref, { dob: '01/01/2031' });
    if (at === 29) return rowOf('F-500');
    if (at < 35) return rowOf(ref, { crime: 'Rape', risk: 'high' });
    return at === 40 ? rowOf(ref, { risk: 'high' }) : rowOf(ref);
  });
  let one: InboundImport;

  test('is loaded, looked at and its columns are proposed; each look is on record, and nothing is a referral yet', async () => {
    one = await loaded(fileOf(rows));
    expect(one).toMatchObject({ state: 'loaded', encoding: 'utf-8', separator: ',', rows: 1_000, columns: 8 });
    const shown = await preview(one.importId);
    expect(shown.rows).toHaveLength(20);
    expect(shown.proposed).toEqual([
      ...['sender_reference', 'given_name', 'family_name', 'date_of_birth', 'phone', 'crime_type', 'consent_explicit'],
      'risk_grade',
    ]);
    expect(await kept('audit').countDocuments({ action: 'inbound_import.read', 'target.id': one.importId })).toBe(1);
    expect(await referralsOf(one.importId)).toBe(0);
    // Who did not load it sees what the columns are, and nobody in them.
    const supervisor = await signIn(server.url, server.account('supervisor'));
    const path = `/imports/${one.importId}/preview`;
    const others = await valueFrom(inbound.ask<Preview>(supervisor, 'POST', path, {}));
    expect([others.headings.length, others.proposed, others.rows]).toEqual([8, shown.proposed, []]);
    expect(others.mayReadRows).toBe(false);
  });

  test('[P1] is stored sealed, headings and all', async () => {
    const parts = JSON.stringify(await kept('inbound_import_parts').find({ importId: one.importId }).toArray());
    const docs = JSON.stringify(await kept('inbound_imports').find({}).toArray());
    expect(parts + docs).not.toMatch(/canary|07700|Surname|F-500/i);
  });

  test('is checked whole: every fault by row and column, with what to correct and no word of the row', async () => {
    const { proposed: mapping } = await preview(one.importId);
    const wrong = {
      revision: one.revision,
      mapping: mapping.map((field) => (field === 'sender_reference' ? null : field)),
    };
    expect((await inbound.ask(coordinator, 'PUT', `/imports/${one.importId}/mapping`, wrong)).status).toBe(400);
    await valueFrom(
      inbound.ask(coordinator, 'PUT', `/imports/${one.importId}/mapping`, { revision: one.revision, mapping }),
    );
    one = await inbound.rested(coordinator, one.importId);
    expect(one).toMatchObject({ state: 'checked', checked: 1_000, good: 970, faulty: 30, here: 0, returned: 5 });
    const faults = await faultsOf(one.importId);
    expect(faults.slice(0, 1)).toEqual([
      { row: 2, column: 3, heading: 'DOB', message: 'The calendar has no such day. Days come before months.' },
    ]);
    expect(faults.find(({ row }) => row === 12)).toMatchObject({ heading: 'Offence' });
    expect(faults).toHaveLength(35);
    // What goes straight back is no fault, and its sender learns which it is and why.
    const back = faults.filter(({ message }) => message.startsWith('This goes straight back'));
    expect(back.map(({ row, heading }) => [row, heading])).toEqual(
      [32, 33, 34, 35, 36].map((row) => [row, 'Explicit consent']),
    );
    expect(faults.find(({ row }) => row === 502)).toMatchObject({ heading: 'URN' });
    expect(JSON.stringify(faults)).not.toMatch(/canary/);
    const file = await fetch(`${server.url}/api/v1/inbound/imports/${one.importId}/faults.csv`, {
      headers: { cookie: coordinator.cookie },
    });
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect((await file.text()).split('\r\n').length).toBe(faults.length + 2);
  });

  test('is not imported as a whole while rows are faulty; its good rows are, by a decision that bears a name', async () => {
    expect((await start(one, 'all')).body).toMatchObject({ error: { details: { reason: 'has_faults', faulty: 30 } } });
    const lead = await asAgent(server.url, server.account('safeguarding_lead'));
    const heard = ['inbound_urgent', 'inbound_returned'].map((kind) =>
      lead.next('alert:raised', ({ alert }) => alert.kind === kind),
    );
    await valueFrom(start(one, 'good_rows'));
    one = await inbound.rested(coordinator, one.importId);
    await Promise.all(heard);
    lead.close();
    expect(one).toMatchObject({ state: 'done', imported: 965, returned: 5, refused: 0, here: 0 });
    expect(one.decision).toMatchObject({ what: 'good_rows', by: { name: coordinator.name } });
    expect(await referralsOf(one.importId)).toBe(970);
    const rowsKept = () => kept('inbound_import_parts').countDocuments({ importId: one.importId, body: { $ne: null } });
    await expect.poll(rowsKept).toBe(0);
    expect(await faultsOf(one.importId)).toHaveLength(35);
  });

  test('again, all of it is there already, and the corrected rows alone are new', async () => {
    const corrected = rows.map((row, at) => (at < 30 ? rowOf(`F-${at}`) : row));
    const again = await checked(fileOf(corrected));
    expect(again).toMatchObject({ faulty: 0, good: 1_000, here: 970 });
    await valueFrom(start(again, 'all'));
    expect(await inbound.rested(coordinator, again.importId)).toMatchObject({ state: 'done', imported: 30, here: 970 });
  });
});

describe('what a file may be', () => {
  test('columns are known the next time, whatever they are called, and by nothing that can be read', async () => {
    const one = await loaded('Canary no.;Who\nQ-1;Kim\n');
    expect((await preview(one.importId)).proposed).toEqual([null, null]);
    const asked = { revision: one.revision, mapping: ['sender_reference', 'name'] };
    await valueFrom(inbound.ask(coordinator, 'PUT', `/imports/${one.importId}/mapping`, asked));
    await inbound.rested(coordinator, one.importId);
    const next = await loaded('Who;Canary no.\nLee;Q-2\n');
    expect((await preview(next.importId)).proposed).toEqual(['name', 'sender_reference']);
    expect(JSON.stringify(await kept('inbound_senders').find({}).toArray())).not.toMatch(/canary no/i);
  });

  test.each([
    ['no rows', 'URN,Name\n', 400, /no rows/],
    ['one column', 'Name\nKim\n', 400, /Only one column/],
    ['an open quotation mark', 'URN,Name\n1,"Kim\n2,Lee\n', 400, /never closed/],
    ['too many rows', `URN,Name\n${'1,a\n'.repeat(100_001)}`, 413, /100,000 rows/],
  ])('%s: said clearly, and nothing of it is kept', async (_, text, status, sentence) => {
    const before = [
      await kept('inbound_imports').countDocuments({}),
      await kept('inbound_import_parts').countDocuments({}),
    ];
    const answer = await inbound.load(coordinator, senderId, text);
    expect(answer.status).toBe(status);
    expect(answer.body.ok ? '' : answer.body.error.details?.issues?.[0]?.message).toMatch(sentence);
    expect([
      await kept('inbound_imports').countDocuments({}),
      await kept('inbound_import_parts').countDocuments({}),
    ]).toEqual(before);
  });

  test('51 MB are refused before they are all here', async () => {
    const line = `${rowOf('1', { name: 'x'.repeat(2_000) })}\n`;
    const answer = await inbound.load(
      coordinator,
      senderId,
      `${HEADINGS}\n${line.repeat(Math.ceil((51 * 1_048_576) / line.length))}`,
    );
    expect(answer.status).toBe(413);
  }, 60_000);

  test('another type, another sender, a role that may not', async () => {
    expect((await inbound.load(coordinator, senderId, 'a,b\n1,2\n', { type: 'image/png' })).status).toBe(400);
    expect((await inbound.load(coordinator, randomUUID(), 'a,b\n1,2\n')).status).toBe(404);
    const agent = await signIn(server.url, server.account('agent'));
    expect((await inbound.load(agent, senderId, 'a,b\n1,2\n')).status).toBe(403);
  });

  test('the same file under the same clientId is one import, another file a conflict', async () => {
    const clientId = randomUUID();
    const first = await inbound.load(coordinator, senderId, 'URN,Name\n1,Kim\n', { clientId });
    expect(await inbound.load(coordinator, senderId, 'URN,Name\n1,Kim\n', { clientId })).toEqual(first);
    expect((await inbound.load(coordinator, senderId, 'URN,Name\n2,Kim\n', { clientId })).status).toBe(409);
  });

  test('one that was cut off with its process may be sent again; while it still comes, and twice at once, nobody is told that it failed for good', async () => {
    const imports = database.connection.collection<Kept>('inbound_imports');
    const [clientId, file] = [randomUUID(), fileOf([rowOf('C-1'), rowOf('C-2')])];
    const send = () => inbound.load(coordinator, senderId, file, { clientId });
    const first = await send();
    const importId = first.body.ok ? first.body.value.import.importId : '';
    // As a process leaves it that ends while the file comes.
    const cut = (until: number) => ({
      $set: { state: 'loading', fileDigest: '', rows: 0, parts: 0, lease: { by: 'gone', until } },
    });
    await imports.updateOne({ _id: importId }, cut(Date.now() + 60_000));
    expect(await send()).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    await imports.updateOne({ _id: importId }, cut(Date.now() - 1));
    const again = await send();
    expect(again).toMatchObject({ status: 200, body: { value: { import: { state: 'loaded', rows: 2 } } } });
    expect(await kept('inbound_import_parts').countDocuments({ importId })).toBe(0);
    expect(await imports.findOne({ _id: importId })).toBeNull();

    const twice = randomUUID();
    const both = await Promise.all(
      Array.from({ length: 4 }, () => inbound.load(coordinator, senderId, file, { clientId: twice })),
    );
    expect(both.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await imports.countDocuments({ clientId: twice } as never)).toBe(1);
    expect((await inbound.load(coordinator, senderId, file, { clientId: twice })).status).toBe(200);
  });

  test('formulas and half pairs of characters: text stays text, and what cannot be stored is named', async () => {
    const utf16 = Buffer.from('\uFEFFURN,Name,Offence,Notes\nZ-1,Kim,Theft,=1+1\nZ-2,K\ud800,Theft,\n', 'utf16le');
    const one = await checked(utf16);
    expect(one).toMatchObject({ encoding: 'utf-16le', good: 1, faulty: 1 });
    expect(await faultsOf(one.importId)).toMatchObject([{ row: 3, heading: 'Name' }]);
    await valueFrom(start(one, 'good_rows'));
    await inbound.rested(coordinator, one.importId);
    const [referral] = await inbound.list(coordinator, `?importId=${one.importId}`);
    const opened = await valueFrom(inbound.open(coordinator, referral?.referralId ?? ''));
    expect(opened.details?.wishes).toBe('=1+1');
  });

  test('let go, it is deleted at once with its key, and a day later whatever became of it', async () => {
    const one = await checked(fileOf([rowOf('L-1')]));
    const path = `/imports/${one.importId}/cancel`;
    expect((await inbound.ask(coordinator, 'POST', path, { revision: 1 })).status).toBe(409);
    await valueFrom(inbound.ask(coordinator, 'POST', path, { revision: one.revision }));
    expect(await kept('inbound_import_parts').countDocuments({ importId: one.importId })).toBe(0);
    const left = await loaded(fileOf([rowOf('L-2')]));
    const imports = database.connection.collection<Kept>('inbound_imports');
    await imports.updateOne({ _id: left.importId }, { $set: { fileUntil: new Date(Date.now() - 1) } });
    await expect
      .poll(async () => (await imports.findOne({ _id: left.importId }))?.state, { timeout: 20_000 })
      .toBe('cancelled');
    const keys = database.connection.getClient().db(`${server.database.databaseName}_keys`).collection('dataKeys');
    for (const { importId } of [one, left])
      expect(await keys.countDocuments({ _id: `import:${importId}` } as never)).toBe(0);
  });
});

describe('an import that is broken off', () => {
  const imports = () => database.connection.collection<Kept>('inbound_imports');
  /** As a process leaves it that ends right after the decision: nobody works on it once this lease is over. */
  const leave = ({ importId }: InboundImport, more: object = {}) => {
    const by = { agentId: coordinator.agentId, name: coordinator.name };
    const decision = { what: 'all', by, at: Date.now() };
    const left = { state: 'importing', decision, lease: { by: 'gone', until: 0 }, ...more };
    return imports().updateOne({ _id: importId }, { $set: left });
  };

  test('goes on where it was, with nothing twice and nothing left out; what came by the feed, or is good no more, is named', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => rowOf(`B-${at}`, at === 9 ? { risk: 'high' } : {}));
    const one = await checked(fileOf(rows));
    const sent = await inbound.send(key, {
      ...{ reference: 'B-7', person: { name: 'Somebody Else' }, consent: { agreed: 'yes' } },
      incident: { crimeType: 'burglary_home' },
    });
    expect(sent.status).toBe(200);
    // What was a grade is read as a way of being affected, of which no list knows `high`: as by a rule that changed meanwhile.
    const mapping = (one.mapping ?? []).map((field, at) => (at === 7 ? 'capacity' : field));
    await leave(one, { mapping });
    const done = await inbound.rested(coordinator, one.importId);
    expect(done).toMatchObject({ state: 'done', imported: 298, refused: 2 });
    expect(await referralsOf(one.importId)).toBe(298);
    const faults = await faultsOf(one.importId);
    expect(faults.map(({ row, heading }) => [row, heading])).toEqual([
      [9, 'URN'],
      [11, 'Risk level'],
    ]);
    expect(faults[0]?.message).toMatch(/said something else/);
    expect(faults[1]?.message).toMatch(/not a way in which somebody is affected/);
    const again = await checked(fileOf(rows));
    expect(again).toMatchObject({ here: 298, faulty: 1, good: 299 });
  });

  test('is not let go although the time of its file is over: its rows are people, and come in late', async () => {
    const one = await checked(fileOf(Array.from({ length: 20 }, (_, at) => rowOf(`D-${at}`))));
    const over = new Date(Date.now() - 1);
    // Long enough for each look to have come by.
    await leave(one, { fileUntil: over, lease: { by: 'gone', until: Date.now() + 7_000 } });
    const done = await inbound.rested(coordinator, one.importId);
    expect(done).toMatchObject({ state: 'done', imported: 20 });
    expect(Date.parse(done.fileUntil ?? '')).toBeGreaterThan(Date.now());
  });

  test('brings in what is still there where rows were lost, and says that it was broken off', async () => {
    const one = await checked(fileOf(Array.from({ length: 503 }, (_, at) => rowOf(`E-${at}`))));
    await kept('inbound_import_parts').deleteOne({ importId: one.importId, n: 0 });
    const desk = await asAgent(server.url, server.account('coordinator'));
    const heard = desk.next('alert:raised', ({ alert }) => alert.kind === 'inbound_file_broken');
    await leave(one);
    // Whoever loaded it may look elsewhere by now.
    await heard;
    desk.close();
    const broken = await inbound.rested(coordinator, one.importId);
    expect(broken).toMatchObject({ state: 'broken', imported: 3 });
    expect(broken.endedAt).not.toBeNull();
    const again = await checked(fileOf(Array.from({ length: 503 }, (_, at) => rowOf(`E-${at}`))));
    expect(again).toMatchObject({ state: 'checked', good: 503, here: 3 });
  });
});
