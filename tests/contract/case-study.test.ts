/** Whether somebody’s story may be told is asked for by itself, ends by itself and can be taken back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseStudySpec } from '../../server/cases/index.ts';
import { consentsSpec } from '../../server/consent/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseStudyConsent } from '../../shared/protocol/http/case-study.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let agent: SignedIn;
let caseId: string;

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  caseId = (await makeCase(server.url, agent)).row.caseId;
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

interface Read {
  readonly consents: CaseStudyConsent[];
  readonly wording: { readonly version: string; readonly text: string };
}

const path = (rest = '') => `/cases/${caseId}/case-study${rest}`;
const read = () => valueFrom(askAs<Read>(server.url, agent, 'GET', path()));
const day = (days: number) => londonDay(new Date(Date.now() + days * 86_400_000));
const answer = async (given: object = {}) => {
  const { consents, wording } = await read();
  return {
    ...{ clientId: randomUUID(), after: consents[0]?.consentId ?? null, wordingVersion: wording.version },
    ...{ answer: 'yes', how: 'by_phone', said: 'canary: yes, if nobody knows it is me', until: day(365), ...given },
  };
};
const record = (body: object) => askAs<{ consent: CaseStudyConsent }>(server.url, agent, 'POST', path(), body);

describe('whether their story may be told', () => {
  test('was not asked by making a case: without an answer there is no consent', async () => {
    expect((await read()).consents).toEqual([]);
  });

  test('[P1] is kept with wording, who, how and until when, and is part of no other consent', async () => {
    const body = await answer();
    const { consent } = await valueFrom(record(body));
    expect(consent).toMatchObject({
      ...{ answer: 'yes', standing: 'in_force', how: 'by_phone', until: day(365), withdrawn: null },
      ...{ askedBy: { agentId: agent.agentId }, said: 'canary: yes, if nobody knows it is me' },
      wording: { version: body.wordingVersion, text: expect.stringMatching(/tell your story/) },
    });
    expect((await valueFrom(record(body))).consent.consentId).toBe(consent.consentId);
    expect((await record({ ...body, answer: 'no', until: null })).status).toBe(409);
    const stored = await database.connection.collection(caseStudySpec.name).find().toArray();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('canary');
    expect(await database.connection.collection(consentsSpec.name).countDocuments()).toBe(0);
  });

  test('is taken back once, stays on record as what it was, and stands in the timeline', async () => {
    const [first] = (await read()).consents;
    const back = path(`/${first?.consentId}/withdraw`);
    const { consent } = await valueFrom(
      askAs<{ consent: CaseStudyConsent }>(server.url, agent, 'POST', back, { said: 'canary: no more' }),
    );
    expect(consent).toMatchObject({ standing: 'withdrawn', answer: 'yes', withdrawn: { said: 'canary: no more' } });
    expect((await askAs(server.url, agent, 'POST', back, { said: 'again' })).status).toBe(409);
    const { events } = await valueFrom(
      askAs<{ events: { kind: string }[] }>(server.url, agent, 'GET', `/cases/${caseId}/timeline`),
    );
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['case_study_asked', 'case_study_withdrawn']),
    );
  });

  test('is refused without an end, beyond two years, or under words that nobody uses any more', async () => {
    for (const given of [{ until: null }, { until: day(800) }, { wordingVersion: 'case-study-en-0' }])
      expect((await record(await answer(given))).status).toBe(400);
  });

  test('is not answered over an answer that nobody has read: the second of two is told who wrote, and may then', async () => {
    const unread = await answer();
    const { consent } = await valueFrom(record(await answer({ answer: 'no', until: null, said: 'canary: no' })));
    const refused = await record(unread);
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { details: { reason: 'changed_meanwhile', changedBy: { agentId: agent.agentId } } } },
    });
    expect((await record({ ...unread, after: consent.consentId })).status).toBe(200);
    const [newest, before] = (await read()).consents;
    expect([newest?.standing, before?.standing]).toEqual(['in_force', 'declined']);
  });

  test('[A1] is nothing to who has not the case', async () => {
    const stranger = await signIn(server.url, server.account('agent', 2));
    expect((await askAs(server.url, stranger, 'GET', path())).status).toBe(404);
  });
});
