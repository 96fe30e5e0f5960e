/** A desk that opens while things happen: what `desk:open` answers was read before they did, and its answer is held back. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Output, StaffEvent } from '../../client/connection/protocol.ts';
import { type Desk, emptyDesk } from '../../client/desk/desk.ts';
import { openDesk, reduceDesk } from '../../client/desk/reduce.ts';
import { staffCommands, staffEvents } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { asAgent, type Staff } from '../support/connect.ts';
import { codeOf, entryAt, type Helpline, helpline, say, type Worker } from '../support/helpline.ts';
import { type LateAnswer, lateAnswer } from '../support/late-answer.ts';
import { connect } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await server.close();
});

/** Opens the desk again and folds, in the order of arrival, what comes until the answer and after it. */
function opening({ socket }: Staff) {
  let desk: Desk = emptyDesk;
  socket.onAny((name: string, payload: unknown) => {
    desk = reduceDesk(desk, { name, payload } as StaffEvent, 0);
  });
  const answered = new Promise<void>((resolve) => {
    socket.emit('desk:open', {}, ({ value }: { value: Output<'desk:open'> }) => {
      desk = openDesk(desk, value, 0);
      resolve();
    });
  });
  return { answered, shows: () => desk };
}

/** Another desk of the same account: what it is told, the one that opens was told in the same moment. */
const anotherDesk = async (role: string, index = 0) => at.track(await asAgent(server.url, server.account(role, index)));

/** A connection that has not opened its desk yet. */
const connected = ({ me }: Worker): Promise<Staff> =>
  connect(`${server.url}/staff`, { ...staffCommands, ...supervisorCommands }, staffEvents, {
    headers: { Cookie: me.cookie },
  });

/** The last of what a desk reads before it answers; by then the rest has been read as well. */
const alertsLate = () => lateAnswer('alerts', (filter) => filter.includes('acknowledgedBy'));

async function during(late: LateAnswer, desk: ReturnType<typeof opening>, happening: () => Promise<unknown>) {
  await late.held;
  await happening();
  late.release();
  await desk.answered;
}

describe('what happens while a desk opens', () => {
  it('[L5] an offer made meanwhile goes on ringing', async () => {
    const [agent, other] = [await at.staff('agent'), await anotherDesk('agent')];
    await agent.ask('availability:set', { availability: 'available' });
    const late = alertsLate();
    const desk = opening(agent);
    let offerId = '';
    await during(late, desk, async () => {
      const { conversationId } = await at.waiting();
      const fits = (made: { offer: { conversationId: string } }) => made.offer.conversationId === conversationId;
      offerId = (await other.next('offer:made', fits)).offer.offerId;
    });
    await expect.poll(() => desk.shows().ringing.map(({ offer }) => offer.offerId)).toEqual([offerId]);
  });

  it('[L5] an emergency raised meanwhile stays on the desk of a lead', async () => {
    const [lead, other] = [await at.staff('supervisor'), await anotherDesk('supervisor')];
    const { agent, conversationId } = await at.talk();
    const late = alertsLate();
    const desk = opening(lead);
    let alertId = '';
    await during(late, desk, async () => {
      const raising = { clientId: randomUUID(), conversationId, kind: 'suicide' } as const;
      alertId = (await agent.ask('emergency:raise', raising)).alert.alertId;
      await other.next('alert:raised', ({ alert }) => alert.alertId === alertId);
    });
    await expect.poll(() => desk.shows().alerts.map((alert) => alert.alertId)).toContain(alertId);
  });

  it('[L5] the agent is shown as they stand, not as they stood', async () => {
    const [agent, other] = [await at.staff('agent', 2), await anotherDesk('agent', 2)];
    const late = alertsLate();
    const desk = opening(agent);
    await during(late, desk, async () => {
      await other.ask('availability:set', { availability: 'available', capacity: 2 });
      await other.next('agent:changed', (event) => event.agent.capacity === 2);
    });
    await expect.poll(() => desk.shows().agent).toMatchObject({ availability: 'available', capacity: 2 });
  });

  it('[L5] a conversation given meanwhile is on the desk', async () => {
    const [agent, other] = [await at.staff('agent', 4), await anotherDesk('agent', 4)];
    const { agent: holder, conversationId } = await at.talk();
    const late = alertsLate();
    const desk = opening(agent);
    const clientId = randomUUID();
    const to = { agentId: agent.me.agentId };
    await during(late, desk, async () => {
      await holder.ask('conversation:transfer', { clientId, conversationId, to, note: 'Yours' });
      await other.next('conversation:changed', (event) => event.conversationId === conversationId);
    });
    await expect.poll(() => Object.keys(desk.shows().threads)).toEqual([conversationId]);
  });

  it('[A1] a conversation handed on meanwhile is not, and nothing more of it is told', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    const colleague = await at.staff('agent', 6);
    const late = lateAnswer('conversations', (filter) => filter.includes('consulting'));
    const fresh = at.track(await connected(agent));
    const desk = opening(fresh);
    await during(late, desk, async () => {
      const to = { agentId: colleague.me.agentId };
      await agent.ask('conversation:transfer', { clientId: randomUUID(), conversationId, to, note: 'Yours' });
      await agent.next('conversation:closed', (event) => event.conversationId === conversationId);
    });
    expect(desk.shows().threads).toEqual({});
    const words = 'Who is there?';
    const { seq } = await say(visitor, words);
    await entryAt(colleague, conversationId, seq);
    expect(codeOf(await fresh.send('colleagues:list', {}))).toBe('ok');
    expect(fresh.transcript()).not.toContain(words);
  });
});
