/**
 * Whoever knows somebody of a case (H8): every route and every command that shows something of the case, of its conversation or
 * of what is recorded about them answers as it answers of what is not there. Routes are read from the published description, so
 * that one made tomorrow is asked as well.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CommandTable } from '../../shared/protocol/define.ts';
import { staffCommands } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { inboundReturnReasons } from '../../shared/reference/inbound-lists.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn, type Visitor } from '../support/connect.ts';
import { addContact } from '../support/contacts.ts';
import { codeOf, type Helpline, helpline, say, type Worker } from '../support/helpline.ts';
import { aReferral, inboundAt } from '../support/inbound.ts';
import { PORTAL_PARTNER, TOLD } from '../support/portal.ts';
import { type Schema, type Schemas, sampleOf } from '../support/sample.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { NOBODY } from './cases/case.ts';
import { conversationCases } from './cases/conversation-cases.ts';
import { deskCases } from './cases/desk-cases.ts';
import { type AnyReply, sendRaw } from './cases/run-cases.ts';
import { supervisorCases } from './cases/supervisor-cases.ts';

let server: TestServer;
let at: Helpline;
let agent: Worker;
/** These know her neighbour. */
let lead: Worker;
let supervisor: Worker;
/** These do not. */
let coordinator: Worker;
let other: Worker;

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const post = <T>(who: Worker, path: string, body: object) =>
  valueFrom(ask<T>(who.me, 'POST', path, { clientId: randomUUID(), ...body }));

/** By the name of the parameter that names it. */
let things: Readonly<Record<string, string>>;
let alertId: string;
let reference: string;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  [agent, lead, supervisor] = [
    await at.staff('agent'),
    await at.staff('safeguarding_lead'),
    await at.staff('supervisor'),
  ];
  [coordinator, other] = [await at.staff('coordinator'), await at.staff('supervisor', 1)];
  const { conversationId, visitor } = await at.talk({ agent });
  await say(visitor, 'canary: he is at the door');
  const { consentId } = await agreed(agent, visitor, conversationId, PORTAL_PARTNER);
  const { requestId: referredBy } = await agreed(agent, visitor, conversationId, 'demo-partner');
  const { referral } = await agent.ask('referral:create', {
    ...{ clientId: randomUUID(), conversationId, requestId: referredBy, recipientId: 'demo-partner' },
  });
  const about = { conversationId, caseId: null };
  const tools = assessmentsAt(server.url);
  const { row } = await tools.started(agent.me, { conversationId });
  const { assessmentId } = row;
  await valueFrom(tools.level(agent.me, assessmentId, { from: 'not_assessed', to: 'high', reason: 'canary: tonight' }));
  await valueFrom(tools.level(agent.me, assessmentId, { from: 'high', to: 'medium', reason: 'canary: he is away' }));
  const { concern } = await post<{ concern: { concernId: string } }>(agent, '/concerns', {
    ...{ kind: 'adult', text: 'canary: of her', ...about },
  });
  const { disclosure } = await post<{ disclosure: { disclosureId: string } }>(agent, '/disclosures', {
    ...{ ...about, concernId: null, alertId: null, emergency: false, madeAt: null, reason: 'risk_to_life_self' },
    ...{ lawfulBasis: 'vital_interests', specialCategory: 'safeguarding', recipient: 'police', recipientName: 'Kent' },
    ...{ what: 'canary: where she is', why: 'canary: a gun', told: 'not_told', whyNotTold: 'unsafe_for_them' },
    toldCardIds: [],
  });
  const emergency = { clientId: randomUUID(), conversationId, kind: 'life_at_risk' } as const;
  alertId = (await agent.ask('emergency:raise', emergency)).alert.alertId;
  const view = await makeCase(server.url, agent.me, { conversationId, person: { name: 'Kept Out Canary' } });
  const { caseId } = view.row;
  reference = view.row.reference;
  await addContact(server.url, agent.me, caseId);
  const registered = { conversationId: null, caseId, text: 'canary: nobody rang her back' };
  const { entry: complaint } = await post<{ entry: { entryId: string } }>(agent, '/registers/complaints', {
    ...{ kind: 'complaint', channel: 'phone', receivedOn: new Date().toISOString().slice(0, 10), ...registered },
    from: { name: 'Canary', contact: null },
  });
  const { entry: incident } = await post<{ entry: { entryId: string } }>(agent, '/registers/incidents', {
    ...{ kind: 'breach', awareAt: new Date().toISOString(), happenedAt: null, ...registered },
  });
  const { approvals } = await valueFrom(
    ask<{ approvals: { approvalId: string; kind: string }[] }>(coordinator.me, 'GET', '/approvals'),
  );
  const lowering = approvals.find(({ kind }) => kind === 'risk_lowering')?.approvalId ?? '';
  for (const { me } of [lead, supervisor])
    await valueFrom(
      ask(coordinator.me, 'POST', `/cases/${caseId}/exclusions`, { agentId: me.agentId, reason: 'canary: neighbour' }),
    );
  things = {
    ...{ caseId, conversationId, assessmentId, approvalId: lowering, concernId: concern.concernId },
    consentId,
    referralId: referral.referralId,
    inbound: await cameIn(),
    requestId: await askedToStop(caseId),
    returnId: await cameBack(caseId),
    ...{ disclosureId: disclosure.disclosureId, complaints: complaint.entryId, incidents: incident.entryId },
  };
});
afterAll(async () => {
  await at?.close();
  await server?.close();
});

/** From a service that had her number before. */
async function cameIn(): Promise<string> {
  const inbound = inboundAt(server.url);
  const { key } = await inbound.sender(await signIn(server.url, server.account('administrator')));
  const contacts = [{ channel: 'phone', value: '07700 900123', safe: 'yes' }];
  const told = await valueFrom(inbound.send(key, aReferral({ person: { name: 'Kept Out' }, contacts })));
  return (await inbound.found(coordinator.me, told.reference)).referralId;
}

/** In the chat; to one of the services she is then not referred. */
async function agreed(worker: Worker, visitor: Visitor, conversationId: string, recipientId: string) {
  const recipients = [{ recipientId, purpose: 'support', items: [...TOLD] }];
  const asked = { clientId: randomUUID(), conversationId, wordingVersion: 'ask-en-adult-1', recipients };
  const { requestId } = await worker.ask('consent:ask', asked);
  const answers = [{ recipientId, decision: 'given' as const, items: ['name', 'safe_contact'] }];
  await visitor.ask('consent:answer', { clientId: randomUUID(), requestId, answers });
  return { requestId, consentId: `${requestId}:${recipientId}` };
}

/** With other words, by telephone. */
async function cameBack(caseId: string): Promise<string> {
  const wish = { caseId, asked: true, insists: true, inChat: false };
  const { reference, words } = await post<{ reference: string; words: string[] }>(agent, '/return-phrases', wish);
  const said = { reference, phrase: words.join(' '), conversationId: null };
  return (await post<{ returned: { returnId: string } }>(coordinator, '/returns', said)).returned.returnId;
}

/** By reference and phrase, as she does it or whoever found them. */
async function askedToStop(caseId: string): Promise<string> {
  const wish = { caseId, asked: true, insists: true, inChat: false };
  const given = await post<{ reference: string; words: string[] }>(agent, '/return-phrases', wish);
  const body = new URLSearchParams({ reference: given.reference, phrase: given.words.join(' ') });
  await fetch(`${server.url}/help/words`, { method: 'POST', body });
  type Open = { requests: { requestId: string; caseId: string | null }[] };
  const open = async () => (await valueFrom(ask<Open>(coordinator.me, 'GET', '/withdrawal-requests'))).requests;
  const mine = async () => (await open()).find((each) => each.caseId === caseId)?.requestId;
  return vi.waitFor(
    async () => {
      const requestId = await mine();
      if (requestId === undefined) throw new Error('Nobody was asked yet.');
      return requestId;
    },
    { timeout: 15_000, interval: 100 },
  );
}

interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly body: Schema | null;
}

async function published(): Promise<{ operations: Operation[]; schemas: Schemas }> {
  const response = await fetch(`${server.url}/api/v1/openapi.json`);
  const document = (await response.json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
    components: { schemas: Schemas };
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      ...{ method: method.toUpperCase() as Method, path },
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  );
  return { operations, schemas: document.components.schemas };
}

/** Parameters that name a record of the service or of a colleague, not of a person who was helped. */
const OF_NOBODY = [
  ...['agentId', 'dutyId', 'coverId', 'viewId', 'messageId', 'qualificationId', 'code'],
  ...['senderId', 'importId', 'recipientId'],
];

/** What of the path names something that is about her; null where nothing does. */
function namedIn(path: string): string | null {
  const [first] = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  if (first === undefined || OF_NOBODY.includes(first) || /^\/(registers\/changes|portal)/.test(path)) return null;
  if (path.startsWith('/inbound')) return 'inbound';
  return first === 'entryId' ? (path.split('/')[2] ?? '') : first;
}

/** Codes that are checked against a list before anything is looked up, alike for what is not there. */
function codesOf(path: string): object {
  if (!path.startsWith('/inbound')) return {};
  if (path.endsWith('/return')) return { reason: inboundReturnReasons[0]?.code };
  if (path.endsWith('/close')) return { reason: 'duplicate' };
  return path.endsWith('/attempts') ? { outcome: 'spoke' } : {};
}

function pathWith(path: string, id: string): string {
  const named = path.replace(/\{\w+\}/, id);
  return named.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'section' ? 'person' : name === 'agentId' ? supervisor.me.agentId : NOBODY,
  );
}

describe('whoever knows somebody of a case', () => {
  test('is answered on every route as of a case, a record or a decision that is not there', async () => {
    const { operations, schemas } = await published();
    const about = operations.filter(({ path }) => namedIn(path) !== null);
    expect(about.length).toBeGreaterThan(60);
    for (const { method, path, body } of about) {
      const id = things[namedIn(path) ?? ''];
      expect(id, `nothing was made for ${path}`).toBeDefined();
      const sent = body === null ? undefined : { ...(sampleOf(body, schemas) as object), ...codesOf(path) };
      const answer = (who: Worker, to: string) => ask(who.me, method, pathWith(path, to), sent);
      for (const who of [lead, supervisor]) {
        const told = await answer(who, id ?? '');
        expect
          .soft([404, 403], `${who.me.role}: ${method} ${path} ${JSON.stringify(told.body)}`)
          .toContain(told.status);
        expect.soft(told, `${who.me.role}: ${method} ${path}`).toEqual(await answer(who, NOBODY));
      }
      // It is there for somebody, or nothing would be proved.
      if (method === 'GET' && !/\{.*\{/.test(path))
        expect.soft((await answer(coordinator, id ?? '')).status, `${method} ${path}`).toBe(200);
    }
  }, 180_000);

  test('finds nothing of it in any list', async () => {
    const { operations } = await published();
    const lists = operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    const ids = [...Object.values(things), alertId, reference];
    const seen = new Set<string>();
    for (const { path } of lists) {
      const read = async (who: Worker) => JSON.stringify((await ask(who.me, 'GET', path)).body);
      for (const who of [lead, supervisor]) {
        const text = await read(who);
        expect
          .soft(
            ids.filter((id) => text.includes(id)),
            `${who.me.role}: ${path}`,
          )
          .toEqual([]);
      }
      const shown = [await read(coordinator), await read(other)].join();
      for (const id of ids) if (shown.includes(id)) seen.add(id);
    }
    const { caseId, approvalId = '', concernId, disclosureId } = things;
    expect([...seen]).toEqual(expect.arrayContaining([caseId, approvalId, concernId, disclosureId]));
  });

  test('finds nothing of it by asking for the case or the conversation', async () => {
    const { caseId = '', conversationId = '' } = things;
    for (const path of ['/assessments', '/concerns', '/disclosures'])
      for (const [name, id] of Object.entries({ caseId, conversationId })) {
        const answer = (who: Worker, to: string) => ask(who.me, 'GET', `${path}?${name}=${to}`);
        for (const who of [lead, supervisor])
          expect.soft(await answer(who, id), `${who.me.role}: ${path}?${name}`).toEqual(await answer(who, NOBODY));
        expect.soft((await answer(other, id)).status, `${path}?${name}`).toBe(200);
      }
    const search = { by: 'reference', reference };
    expect(await valueFrom(ask(lead.me, 'POST', '/cases/find', search))).toMatchObject({ cases: [], others: [] });
  });

  test('is answered by every command of the desk as of a conversation or an alert that is not there', async () => {
    const cases: Readonly<Record<string, { readonly input: object }>> = {
      ...{ ...deskCases, ...conversationCases, ...supervisorCases },
    };
    const commands: CommandTable = { ...staffCommands, ...supervisorCommands };
    const about = Object.keys(commands).filter((name) =>
      /"(conversationId|alertId)"/.test(JSON.stringify(cases[name])),
    );
    expect(about.length).toBeGreaterThan(25);
    const { conversationId } = things;
    for (const name of about) {
      const input = cases[name]?.input ?? {};
      const real = { ...input, ...('conversationId' in input ? { conversationId } : { alertId }) };
      for (const who of [lead, supervisor]) {
        const told = (reply: AnyReply) => [codeOf(reply), reply.error?.details ?? null];
        const reply = told(await sendRaw(who.socket, name, real));
        expect.soft(reply[0], `${who.me.role}: ${name}`).not.toBe('ok');
        expect.soft(reply, `${who.me.role}: ${name}`).toEqual(told(await sendRaw(who.socket, name, input)));
      }
    }
    await other.ask('emergency:open', { alertId });
  });

  test('has neither its alerts nor its conversation on a desk that is opened', async () => {
    const ids = [...Object.values(things), alertId];
    for (const who of [lead, supervisor]) {
      const text = JSON.stringify(await who.ask('desk:open', {}));
      expect(ids.filter((id) => text.includes(id))).toEqual([]);
    }
    expect(JSON.stringify(await other.ask('desk:open', {}))).toContain(alertId);
  });
});
