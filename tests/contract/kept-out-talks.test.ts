/** Conversations of a case, for who knows somebody in it: not watched, offered or handed on, from the moment that it is so (H8, H12). */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type Helpline, helpline, refusal, say, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let agent: Worker;
let colleague: Worker;
let supervisor: Worker;
let coordinator: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  [agent, colleague] = [await at.staff('agent'), await at.staff('agent', 2)];
  [supervisor, coordinator] = [await at.staff('supervisor'), await at.staff('coordinator')];
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await server?.close();
});

const ask = <T>(who: Worker, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who.me, method, path, body);
const keepOut = (by: Worker, caseId: string, who: Worker) =>
  ask(by, 'POST', `/cases/${caseId}/exclusions`, { agentId: who.me.agentId, reason: 'canary: my neighbour' });
const caseOf = async (conversationId: string) =>
  (await makeCase(server.url, agent.me, { conversationId, person: { name: `Talk Canary ${randomUUID()}` } })).row
    .caseId;
const exclusionsOf = async (caseId: string) =>
  (
    await valueFrom(
      ask<{ exclusions: { agentId: string; reason: string | null; proposed: boolean }[] }>(
        ...([coordinator, 'GET', `/cases/${caseId}/exclusions`] as const),
      ),
    )
  ).exclusions;

describe('a conversation of a case that somebody must not know', () => {
  test('is read along no more from the moment that it is so, and its agent sees that', async () => {
    const { conversationId, visitor } = await at.talk({ agent });
    const caseId = await caseOf(conversationId);
    await supervisor.ask('conversation:watch', { conversationId, watching: true });
    await valueFrom(keepOut(coordinator, caseId, supervisor));
    await supervisor.next('conversation:closed', (closed) => closed.conversationId === conversationId);
    const stopped = ({ note }: { note: { author: { agentId: string }; text: string } }) =>
      note.author.agentId === supervisor.me.agentId && note.text.includes('stopped');
    await agent.next('note:added', stopped);
    const { seq } = await say(visitor, 'canary: he has my sister’s address');
    await agent.next('conversation:entry', ({ entry }) => entry.seq === seq);
    expect(supervisor.transcript()).not.toContain('canary: he has');
    for (const reply of [
      await supervisor.send('conversation:watch', { conversationId, watching: true }),
      await supervisor.send('conversation:open', { conversationId }),
    ])
      expect(refusal(reply)).toBe('not_found');
  });

  test('is neither handed to them nor offered, also where it became part of the case afterwards', async () => {
    const { conversationId } = await at.talk({ agent });
    const { caseId } = (await makeCase(server.url, agent.me)).row;
    await valueFrom(keepOut(coordinator, caseId, colleague));
    await valueFrom(ask(agent, 'POST', `/cases/${caseId}/conversations`, { conversationId, said: 'canary: yes' }));
    const handing = { conversationId, clientId: randomUUID(), to: { agentId: colleague.me.agentId }, note: 'Please' };
    expect(refusal(await agent.send('conversation:transfer', handing))).toEqual([
      ...['conflict', { reason: 'conflict_of_interest' }],
    ]);
    await colleague.ask('availability:set', { availability: 'available' });
    const back = { conversationId, clientId: randomUUID(), to: { queueId: 'main' }, note: 'Please' };
    expect(refusal(await agent.send('conversation:transfer', back))).toBe('ok');
    await supervisor.ask('availability:set', { availability: 'available' });
    const { offer } = await supervisor.next('offer:made', (made) => made.offer.conversationId === conversationId);
    await supervisor.ask('offer:accept', { conversationId, offerId: offer.offerId });
    await supervisor.ask('availability:set', { availability: 'break' });
    expect(colleague.seen('offer:made').map((made) => made.offer.conversationId)).not.toContain(conversationId);
  });

  test('is handed on before who is in it is kept out, so that nobody is left alone in the middle of it', async () => {
    const { conversationId } = await at.talk({ agent });
    const caseId = await caseOf(conversationId);
    const inIt = { reason: 'in_conversation', name: agent.me.name };
    for (const by of [agent, coordinator])
      expect((await keepOut(by, caseId, agent)).body).toMatchObject({ error: { code: 'conflict', details: inIt } });
    await colleague.ask('availability:set', { availability: 'break' });
    const handing = { conversationId, clientId: randomUUID(), to: { agentId: colleague.me.agentId }, note: 'Please' };
    await agent.ask('conversation:transfer', handing);
    await valueFrom(keepOut(agent, caseId, agent));
    expect(refusal(await agent.send('conversation:open', { conversationId }))).toBe('not_found');
  });

  test('keeps out of the case who had declined it because they know somebody in it', async () => {
    await agent.ask('availability:set', { availability: 'break' });
    await colleague.ask('availability:set', { availability: 'available' });
    const { conversationId } = await at.waiting();
    const { offer } = await colleague.next('offer:made', (made) => made.offer.conversationId === conversationId);
    const declined = { conversationId, offerId: offer.offerId, reason: 'conflict_of_interest' } as const;
    await colleague.ask('offer:decline', declined);
    await colleague.ask('availability:set', { availability: 'break' });
    await agent.ask('availability:set', { availability: 'available' });
    await at.answer(agent, conversationId);
    await agent.ask('availability:set', { availability: 'break' });
    const caseId = await caseOf(conversationId);
    expect(await exclusionsOf(caseId)).toMatchObject([{ agentId: colleague.me.agentId }]);
    const second = (await makeCase(server.url, agent.me)).row.caseId;
    expect(await exclusionsOf(second)).toEqual([]);
  });
});

describe('letting somebody in again', () => {
  const proposals = async (who: Worker) =>
    (await valueFrom(ask<{ approvals: Approval[] }>(who, 'GET', '/approvals'))).approvals.filter(
      ({ kind }) => kind === 'exclusion_lifting',
    );
  const propose = (who: Worker, caseId: string, clientId = randomUUID()) =>
    ask<{ approval: Approval }>(who, 'POST', `/cases/${caseId}/exclusions/${supervisor.me.agentId}/let-in`, {
      ...{ clientId, reason: 'canary: another of the same name' },
    });
  const decide = (who: Worker, { approvalId }: Approval) =>
    ask(who, 'POST', `/approvals/${approvalId}/decide`, { decision: 'approve', answer: 'canary: looked at it' });

  test('takes a reason and a second person, and opens the case and its conversations again', async () => {
    const { conversationId } = await at.talk({ agent });
    const caseId = await caseOf(conversationId);
    await valueFrom(keepOut(coordinator, caseId, supervisor));
    expect((await propose(agent, caseId)).status).toBe(403);
    expect((await propose(supervisor, caseId)).status).toBe(404);
    const clientId = randomUUID();
    const { approval } = await valueFrom(propose(coordinator, caseId, clientId));
    expect((await valueFrom(propose(coordinator, caseId, clientId))).approval.approvalId).toBe(approval.approvalId);
    expect((await propose(coordinator, caseId)).body).toMatchObject({
      error: { details: { reason: 'proposed_already' } },
    });
    expect(await exclusionsOf(caseId)).toMatchObject([{ reason: 'canary: my neighbour', proposed: true }]);
    // Neither who proposed it, nor whom it is about.
    expect((await decide(coordinator, approval)).body).toMatchObject({
      error: { details: { reason: 'own_proposal' } },
    });
    expect(await proposals(supervisor)).toEqual([]);
    expect((await decide(supervisor, approval)).status).toBe(404);
    const lead = await at.staff('safeguarding_lead');
    const opened = await valueFrom(ask<ApprovalContents>(lead, 'POST', `/approvals/${approval.approvalId}/open`));
    expect(opened).toMatchObject({ reason: 'canary: another of the same name' });
    expect(opened.facts).toContainEqual({ name: 'kept_out_because', value: 'canary: my neighbour' });
    await valueFrom(decide(lead, approval));
    expect((await ask(supervisor, 'GET', `/cases/${caseId}`)).status).toBe(200);
    await supervisor.ask('conversation:open', { conversationId });
    expect(await exclusionsOf(caseId)).toEqual([]);
    expect((await propose(coordinator, caseId)).status).toBe(404);
  });

  test('nobody keeps others out of a case alone who does not answer for it, and nobody the last who does', async () => {
    const { caseId } = (await makeCase(server.url, agent.me)).row;
    const [other, lead] = [await at.staff('supervisor', 1), await at.staff('safeguarding_lead')];
    for (const who of [coordinator, lead, supervisor, other])
      expect((await keepOut(agent, caseId, who)).status).toBe(403);
    await valueFrom(keepOut(coordinator, caseId, supervisor));
    await valueFrom(keepOut(coordinator, caseId, other));
    const last = { error: { code: 'conflict', details: { reason: 'last_who_leads' } } };
    for (const by of [coordinator, lead]) expect((await keepOut(by, caseId, lead)).body).toMatchObject(last);
    expect((await keepOut(lead, caseId, coordinator)).body).toMatchObject({
      error: { details: { reason: 'last_two' } },
    });
    expect((await ask(lead, 'GET', `/cases/${caseId}`)).status).toBe(200);
  });
});
