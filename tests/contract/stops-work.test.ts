/** An agent whose account changes while an offer rings at them, and two offers that meet at one place. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentDoc, agentsSpec, availabilityHistorySpec } from '../../server/agents/index.ts';
import { composeIdentity, type Identity } from '../../server/compose-identity.ts';
import { type ConversationDoc, conversationsSpec } from '../../server/conversations/index.ts';
import { makeOffer } from '../../server/queue/make-offer.ts';
import { type BareNode, bareNode, storedAgent } from '../support/bare-node.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';

const database = testDatabase();
const by = { id: 'test', role: 'administrator' };
let here: BareNode;
let there: BareNode;
let identity: Identity;

beforeAll(async () => {
  here = await bareNode(database);
  there = await bareNode(database);
  identity = await composeIdentity(here.config, here.platform, here.duties);
});
afterAll(async () => {
  await here.close();
  await there.close();
});

async function waits(): Promise<ConversationDoc> {
  const doc = aConversation();
  await here.platform.database.collection<ConversationDoc>(conversationsSpec).insertOne(doc);
  return doc;
}

async function offer({ duties }: BareNode, doc: ConversationDoc, agentId: string) {
  const conversation = (await duties.waiting.read()).get(doc._id);
  if (!conversation) throw new Error('It does not wait.');
  return makeOffer(duties, { conversation, agentId, expiresInMs: 60_000, reasons: [], epoch: 1 });
}

const agent = (_id: string) => here.platform.database.collection<AgentDoc>(agentsSpec).findOne({ _id });

describe('an offer that rings at somebody', () => {
  it.each([
    ['whose account ends', 'disabled', (id: string) => identity.accounts.disable(id, by)],
    ['who is given another role', 'role_changed', (id: string) => identity.accounts.setRole(id, 'supervisor', by)],
  ] as const)('[Q3] %s is for others at once, though no connection of theirs ends', async (_who, cause, change) => {
    const [agentId, doc] = [await storedAgent(here), await waits()];
    expect(await offer(here, doc, agentId)).toMatchObject({ ok: true });
    expect(await agent(agentId)).toMatchObject({ ringing: doc._id, holds: [doc._id] });
    expect(await change(agentId)).toMatchObject({ ok: true });
    expect(await here.duties.store.find(doc._id)).toMatchObject({ state: 'waiting', offer: null });
    expect(await agent(agentId)).toMatchObject({ ringing: null, holds: [], availability: 'offline' });
    const history = here.platform.database.collection<{ _id: string; agentId: string }>(availabilityHistorySpec);
    expect(await history.find({ agentId }).toArray()).toMatchObject([{ availability: 'offline', cause }]);
  });
});

describe('two claims on one place, made on two nodes at once', () => {
  it('[Q1] are won by one, and the other is counted for whoever looks at the metrics', async () => {
    const agentId = await storedAgent(here, { capacity: 1 });
    const docs = [await waits(), await waits()];
    for (const doc of docs) for (const { duties } of [here, there]) duties.waiting.doubt(doc._id);
    const outcomes = await Promise.all(docs.map((doc, index) => offer(index === 0 ? here : there, doc, agentId)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const texts = await Promise.all([here, there].map(({ platform }) => platform.metrics.expose()));
    const counted = texts.map(
      ({ text }) => /claim_conflicts_total\{cause="at_capacity"\} (\d+)/.exec(text)?.[1] ?? '0',
    );
    expect(counted).toEqual(outcomes.map(({ ok }) => (ok ? '0' : '1')));
    expect((await agent(agentId))?.holds).toHaveLength(1);
  });
});
