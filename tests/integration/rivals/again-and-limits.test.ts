import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/platform/mongo.ts';
import { type Helpline, say, type Worker, wrapUp } from '../../support/helpline.ts';
import { type TwoNodes, twoNodes } from '../../support/two-nodes.ts';

/** Visitors who say again who they are, and places that rivals counted in one corner only; here on two nodes. */
let nodes: TwoNodes;
let at: Helpline;
let other: Helpline;
let database: Database;

beforeAll(async () => {
  nodes = await twoNodes();
  ({ at, other, database } = nodes);
});
afterEach(() => nodes.tidy());
afterAll(() => nodes.close());

const IN_A_ROUND_MS = 6_000;
const once = () => randomUUID();
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);

/** RC#32069 */
describe('a page that asks for its conversation again while lines come', () => {
  it.each(['on the same connection', 'on another node'])(
    '[L4] %s has all of them, in order and once',
    async (where) => {
      const agent = await other.staff('agent');
      await agent.ask('availability:set', { availability: 'available' });
      const request = { clientId: once(), preChat: { safeToTalk: 'yes' } } as const;
      const first = await at.visitor();
      const { conversation, token } = await first.ask('conversation:request', request);
      const { conversationId } = conversation;
      await other.answer(agent, conversationId);
      await say(first, 'The first line');

      const writing = (async () => {
        for (const line of numbers(30))
          await agent.ask('message:send', { clientId: once(), conversationId, text: `${line}` });
      })();
      const page = where === 'on another node' ? await other.visitor() : first;
      const shown: number[] = [];
      for (let time = 0; time < 5; time += 1) {
        const again = await page.ask('conversation:request', request);
        expect([again.conversation.conversationId, again.token]).toEqual([conversationId, token]);
        const seqs = again.entries.map(({ seq }) => seq);
        expect(seqs).toEqual(numbers(seqs.length));
        if (time === 0) shown.push(...seqs);
        else expect(seqs).toEqual(expect.arrayContaining(shown));
      }
      await writing;
      const { seq: last } = await say(page, 'The last line');
      expect(last).toBe(33);
      // What came with the first answer, and what was told since: nothing is missing, and nothing comes late.
      await page.next('conversation:entry', ({ entry }) => entry.seq === last);
      const told = page.seen('conversation:entry').map(({ entry }) => entry.seq);
      const since = told.filter((seq) => seq > (shown.at(-1) ?? 0));
      expect(since).toEqual(numbers(last - shown.length, shown.length + 1));
      const { entries } = await page.ask('conversation:resume', { afterSeq: 0 });
      expect(entries.map(({ seq }) => seq)).toEqual(numbers(last));
    },
  );
});

/** Of different kinds, so that each stands in another line of those who could be asked. */
const KINDS = [{ inDanger: 'yes' }, { ageBand: '13_15' }, { whoAmI: 'professional' }, { safeToTalk: 'yes' }] as const;

async function comeAtOnce(): Promise<string[]> {
  const people = await Promise.all(KINDS.map((preChat, index) => (index % 2 ? at : other).waiting(preChat)));
  return people.map(({ conversationId }) => conversationId);
}

async function offeredTo(worker: Worker, among: readonly string[]): Promise<string[]> {
  const offers = database.connection.collection('offers');
  const made = await offers.find({ agentId: worker.me.agentId, conversationId: { $in: [...among] } }).toArray();
  return made.map(({ conversationId }) => String(conversationId));
}

/** RC#21839, RC#35722 */
describe('the places of an agent', () => {
  it('[Q1] are all that they hold, however it came and whatever kind it is: no more is offered than is free', async () => {
    const [full, free] = [await at.staff('agent'), await other.staff('agent', 2)];
    const supervisor = await other.staff('supervisor');
    await full.ask('availability:set', { availability: 'break', capacity: 3 });
    const ended = await at.talk({ agent: full });
    await ended.visitor.ask('conversation:leave', { clientId: once(), reason: 'ended' });
    const given = await other.waiting();
    const order = { clientId: once(), conversationId: given.conversationId, reason: 'Yours' };
    await supervisor.ask('conversation:assign', { ...order, agentId: full.me.agentId });
    const consulted = await other.talk({ agent: free });
    const asked = { clientId: once(), conversationId: consulted.conversationId, note: 'Please help', warm: true };
    await free.ask('conversation:transfer', { ...asked, to: { agentId: full.me.agentId } });
    expect((await full.ask('desk:open', {})).agent.load).toBe(3);

    await full.ask('availability:set', { availability: 'available' });
    await free.ask('availability:set', { availability: 'available', capacity: 2 });
    const people = await comeAtOnce();
    // The one who has a place hears of somebody, and of one only.
    await free.next('offer:made', ({ offer }) => people.includes(offer.conversationId), IN_A_ROUND_MS);
    await expect.poll(() => offeredTo(free, people)).toHaveLength(1);
    expect(await offeredTo(full, people)).toEqual([]);

    await wrapUp(full, ended.conversationId);
    await full.next('offer:made', ({ offer }) => people.includes(offer.conversationId), IN_A_ROUND_MS);
    const loads = await Promise.all([full, free].map(async (each) => (await each.ask('desk:open', {})).agent.load));
    expect(loads).toEqual([3, 2]);
    const most = (worker: Worker) => Math.max(...worker.seen('agent:changed').map(({ agent }) => agent.load));
    expect([most(full), most(free)]).toEqual([3, 2]);
  });
});
