/** What was recorded of a conversation is the case's as soon as the conversation is: concerns, disclosures, what waits for a yes. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { ConcernRow } from '../../shared/protocol/http/concerns.ts';
import type { DisclosureForm, DisclosureRow } from '../../shared/protocol/http/disclosures.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import type { SignedIn } from '../support/connect.ts';
import { type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let lead: Worker;
let agent: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  lead = await at.staff('safeguarding_lead');
  agent = await at.staff('agent');
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
/** An adult in Dover, as the panel of Kent hears of. */
const aCase = async (conversationId: string | null = null) =>
  (
    await makeCase(server.url, agent.me, {
      conversationId,
      person: { ageBand: 'adult' },
      circumstances: { capacities: ['direct_victim'], area: 'dover' },
    })
  ).row;
const link = (caseId: string, conversationId: string) =>
  valueFrom(ask(agent.me, 'POST', `/cases/${caseId}/conversations`, { conversationId, said: 'canary: yes, do' }));

const form = (change: Partial<DisclosureForm>): DisclosureForm & { clientId: string } => ({
  ...{ clientId: randomUUID(), conversationId: null, caseId: null, concernId: null, alertId: null, emergency: false },
  ...{ madeAt: null, reason: 'risk_to_life_self', lawfulBasis: 'vital_interests', specialCategory: 'safeguarding' },
  ...{ recipient: 'marac', recipientName: 'Kent MARAC', what: 'canary: where she is', why: 'canary: he has a gun' },
  ...{ told: 'not_told', whyNotTold: 'unsafe_for_them', toldCardIds: [] },
  ...change,
});
const send = (body: object) => ask<{ disclosure: DisclosureRow }>(agent.me, 'POST', '/disclosures', body);
const proposed = async (body: object) => (await valueFrom(send(body))).disclosure;
const logOf = async (caseId: string) =>
  (await valueFrom(ask<{ disclosures: DisclosureRow[] }>(lead.me, 'GET', `/disclosures?caseId=${caseId}`))).disclosures;
const approve = ({ approvalId }: DisclosureRow) =>
  valueFrom(ask(lead.me, 'POST', `/approvals/${approvalId}/decide`, { decision: 'approve', answer: 'Her life.' }));
const refer = (caseId: string, disclosureId: string) =>
  ask(agent.me, 'POST', `/cases/${caseId}/marac`, {
    ...{ clientId: randomUUID(), panel: 'marac_kent', basis: 'without_agreement', disclosureId },
    said: 'canary: asking would have put her in danger',
  });

describe('a disclosure that was proposed from a conversation', () => {
  test('of a case is about that case, and what MARAC may be told without agreement', async () => {
    const { conversationId } = await at.talk({ agent });
    const { caseId, reference } = await aCase(conversationId);
    const row = await proposed(form({ conversationId }));
    expect(row).toMatchObject({ conversationId, caseId });
    const { approvals } = await valueFrom(ask<{ approvals: Approval[] }>(lead.me, 'GET', '/approvals'));
    expect(approvals.find(({ approvalId }) => approvalId === row.approvalId)).toMatchObject({
      caseReference: reference,
    });
    await approve(row);
    expect((await refer(caseId, row.disclosureId)).status).toBe(200);
  });

  test('is about the case that the conversation became part of since, and sent again still the same', async () => {
    const { conversationId } = await at.talk({ agent });
    const sent = form({ conversationId });
    const row = await proposed(sent);
    expect(row.caseId).toBeNull();
    await approve(row);
    const { caseId } = await aCase();
    expect((await refer(caseId, row.disclosureId)).status).toBe(409);
    await link(caseId, conversationId);
    expect(await logOf(caseId)).toMatchObject([{ disclosureId: row.disclosureId, caseId, revision: row.revision + 1 }]);
    expect(await proposed(sent)).toMatchObject({ disclosureId: row.disclosureId, caseId });
    expect((await refer((await aCase()).caseId, row.disclosureId)).status).toBe(409);
    expect((await refer(caseId, row.disclosureId)).status).toBe(200);
  });

  test('does not exist, nor what waits for a yes in it, for who must not know the case', async () => {
    const { conversationId } = await at.talk({ agent });
    const row = await proposed(form({ conversationId }));
    const concern = { clientId: randomUUID(), kind: 'adult', text: 'canary: of her', conversationId, caseId: null };
    const raised = await valueFrom(ask<{ concern: ConcernRow }>(agent.me, 'POST', '/concerns', concern));
    const { caseId } = await aCase();
    await link(caseId, conversationId);
    const { concerns } = await valueFrom(ask<{ concerns: ConcernRow[] }>(lead.me, 'GET', `/concerns?caseId=${caseId}`));
    expect(concerns.map(({ concernId }) => concernId)).toEqual([raised.concern.concernId]);
    const kept = { agentId: lead.me.agentId, reason: 'canary: my neighbour' };
    await valueFrom(ask(agent.me, 'POST', `/cases/${caseId}/exclusions`, kept));
    expect((await ask(lead.me, 'POST', `/disclosures/${row.disclosureId}/open`)).status).toBe(404);
    expect((await ask(lead.me, 'POST', `/concerns/${raised.concern.concernId}/open`)).status).toBe(404);
    expect((await ask(lead.me, 'POST', `/approvals/${row.approvalId}/open`)).status).toBe(404);
  });

  test('or anything else that is recorded while the conversation becomes part of a case is about that case', async () => {
    const the = assessmentsAt(server.url);
    for (let round = 0; round < 3; round += 1) {
      const { conversationId } = await at.talk({ agent });
      const { caseId } = await aCase();
      const concern = { clientId: randomUUID(), kind: 'adult', text: 'canary: of her', conversationId, caseId: null };
      const [{ disclosureId }, { concernId }, { row }] = await Promise.all([
        proposed(form({ conversationId })),
        valueFrom(ask<{ concern: ConcernRow }>(agent.me, 'POST', '/concerns', concern)).then((made) => made.concern),
        the.started(agent.me, { conversationId, tool: 'suicide_self_harm' }),
        link(caseId, conversationId),
      ]);
      expect(await logOf(caseId)).toMatchObject([{ disclosureId, caseId }]);
      const { concerns } = await valueFrom(
        ask<{ concerns: ConcernRow[] }>(lead.me, 'GET', `/concerns?caseId=${caseId}`),
      );
      expect(concerns.map((each) => each.concernId)).toEqual([concernId]);
      const { assessments } = await valueFrom(the.list(agent.me, `caseId=${caseId}`));
      expect(assessments.map(({ assessmentId }) => assessmentId)).toEqual([row.assessmentId]);
      await at.tidy();
    }
  }, 60_000);

  test('names nothing of somebody else: no other case, concern, emergency or card', async () => {
    const { conversationId } = await at.talk({ agent });
    const { caseId } = await aCase(conversationId);
    const other = await at.talk({ agent: await at.staff('agent', 2) });
    const asked = { clientId: randomUUID(), kind: 'adult', text: 'canary: of him', caseId: null };
    const { concern } = await valueFrom(
      ask<{ concern: ConcernRow }>(other.agent.me, 'POST', '/concerns', {
        ...{ ...asked, conversationId: other.conversationId },
      }),
    );
    const faults = async (change: Partial<DisclosureForm>) => {
      const { body } = await send(form({ conversationId, ...change }));
      const issues = body.ok ? [] : ((body.error.details as { issues: { path: string }[] } | undefined)?.issues ?? []);
      return issues.map(({ path }) => path);
    };
    expect(await faults({ caseId: (await aCase()).caseId })).toEqual(['caseId']);
    expect(await faults({ concernId: concern.concernId })).toEqual(['concernId']);
    expect(await faults({ alertId: randomUUID() })).toEqual(['alertId']);
    expect(await faults({ caseId })).toEqual([]);
  });

  test('in an emergency is prefilled with its case', async () => {
    const { conversationId } = await at.talk({ agent });
    const { caseId } = await aCase(conversationId);
    const { alert } = await agent.ask('emergency:raise', { clientId: randomUUID(), conversationId, kind: 'suicide' });
    const { draft } = await valueFrom(
      ask<{ draft: DisclosureForm }>(agent.me, 'POST', '/disclosures/draft', { alertId: alert.alertId }),
    );
    expect(draft).toMatchObject({ conversationId, caseId });
  });
});

test('a case names the Tell cards of its conversations, and whoever decides reads what was answered (H2)', async () => {
  const { conversationId, visitor } = await at.talk({ agent });
  const { caseId } = await aCase(conversationId);
  const tell = { clientId: randomUUID(), conversationId, wordingVersion: 'tell-en-adult-1', recipientName: 'MARAC' };
  const { requestId } = await agent.ask('sharing:tell', tell);
  await visitor.ask('sharing:answer', { clientId: randomUUID(), requestId, agrees: 'no' });
  const row = await proposed(form({ caseId, told: 'before', whyNotTold: null, toldCardIds: [requestId] }));
  const { facts } = await valueFrom(
    ask<{ facts: { name: string; value: string }[] }>(lead.me, 'POST', `/approvals/${row.approvalId}/open`),
  );
  expect(facts).toContainEqual({ name: 'tell_answer', value: 'tell_no' });
  await approve(row);
});

test('it is made after a second person said yes, and that they were told before is not told over', async () => {
  const { caseId } = await aCase();
  const row = await proposed(form({ caseId, told: 'before', whyNotTold: null }));
  await approve(row);
  const step = (revision: number, body: object) =>
    ask<{ disclosure: DisclosureRow }>(agent.me, 'POST', `/disclosures/${row.disclosureId}/steps`, {
      ...{ clientId: randomUUID(), revision, text: null },
      ...body,
    });
  const before = new Date(Date.parse(row.proposedAt) - 120_000).toISOString();
  const early = await step(2, { kind: 'make', sharedAt: before });
  expect(early.body).toMatchObject({
    error: {
      code: 'bad_request',
      details: { issues: [{ path: 'sharedAt', message: expect.stringMatching(/approved/) }] },
    },
  });
  const made = await valueFrom(step(2, { kind: 'make', sharedAt: new Date().toISOString() }));
  expect(made.disclosure.state).toBe('made');
  const again = await step(3, { kind: 'told_later' });
  expect(again.body).toMatchObject({ error: { details: { reason: 'told_already' } } });
});
