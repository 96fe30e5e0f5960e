import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ConversationDoc, conversationsSpec } from '../../server/conversations/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { asAgent } from '../support/connect.ts';
import { type Helpline, helpline, type Worker, wrapUp } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let lead: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', agentGraceMs: 500 } });
  at = helpline(server);
  lead = await at.staff('safeguarding_lead');
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

const about = (kind: string, conversationId: string, closed: boolean) => (event: { alert: Alert }) =>
  event.alert.kind === kind &&
  event.alert.conversationId === conversationId &&
  (event.alert.closedAt !== null) === closed;

describe('leads and supervisors are told', () => {
  it('of danger and of watched words already at the request', async () => {
    const danger = await at.waiting({ inDanger: 'yes' });
    await lead.next('alert:raised', about('danger_waiting', danger.conversationId, false));
    const words = await at.waiting({ safeToTalk: 'yes', message: 'I want to kill myself' });
    await lead.next('alert:raised', about('watched_words', words.conversationId, false));
    const both = await at.waiting({ inDanger: 'yes', message: 'I want to kill myself' });
    await lead.next('alert:raised', about('watched_words', both.conversationId, false));
  });

  it('of watched words also where somebody was in danger before', async () => {
    const { visitor, conversationId } = await at.waiting({ inDanger: 'yes' });
    await visitor.ask('message:send', { clientId: randomUUID(), text: 'I want to kill myself' });
    await lead.next('alert:raised', about('watched_words', conversationId, false));
  });

  it('that somebody was told we may share, since a lead decides what is shared (H2)', async () => {
    const { agent, conversationId } = await at.talk();
    const told = { conversationId, wordingVersion: 'tell-en-adult-1', recipientName: 'the police' };
    await agent.ask('sharing:tell', { clientId: randomUUID(), ...told });
    await lead.next('alert:raised', about('sharing_told', conversationId, false));
  });

  it('that nobody on duty can do what somebody needs, who is told so as well', async () => {
    const agent = await at.staff('agent', 4);
    await agent.ask('availability:set', { availability: 'break' });
    const { visitor, conversationId } = await at.waiting();
    const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
    // What no public command can ask for yet.
    const needs = { $set: { requiredSkills: ['sign_language'] }, $inc: { revision: 1 } };
    await database.collection<ConversationDoc>(conversationsSpec).updateOne({ _id: conversationId }, needs);
    await database.close();
    await lead.next('alert:raised', about('nobody_left', conversationId, false));
    const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation.queue).toEqual({ position: 1, estimate: null, notices: ['nobody_suited'] });
  });

  it('again when the same happens again after it was over', async () => {
    const account = server.account('agent', 2);
    const first = await asAgent(server.url, account);
    const { visitor, conversationId } = await at.talk({ agent: first });
    const isTheirs = (made: { offer: { conversationId: string } }) => made.offer.conversationId === conversationId;
    for (let time = 0; time < 2; time += 1) {
      if (time === 0) first.close();
      await lead.next('alert:raised', about('agent_lost', conversationId, false), 6_000);
      const agent = await asAgent(server.url, account);
      await agent.ask('availability:set', { availability: 'available' });
      const { offer } = await agent.next('offer:made', isTheirs);
      await agent.ask('offer:accept', { conversationId, offerId: offer.offerId });
      await lead.next('alert:raised', about('agent_lost', conversationId, true));
      if (time === 0) agent.close();
      else {
        await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
        await wrapUp(agent, conversationId);
        agent.close();
      }
    }
  });
});
