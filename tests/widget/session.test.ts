import { beforeEach, describe, expect, it } from 'vitest';
import { viewOf } from '../../widget/view.ts';
import { conversation, message, openLine, service } from './fake-line.ts';

const taken = () => ({ ok: true as const, value: { conversation, entries: [], token: 'token-1' } });
const refusal = <C extends string, D>(code: C, details: D) =>
  ({ ok: false, error: { code, message: '', details } }) as const;

beforeEach(() => sessionStorage.clear());

async function waitingLine() {
  const line = openLine({ 'conversation:request': taken });
  line.port.up();
  line.session.takePlace('yes');
  await line.settle();
  return line;
}

describe('taking the place', () => {
  it('[V1] asks for it after the one question, and shows the waiting room', async () => {
    const { asked, store } = await waitingLine();
    expect(asked).toEqual([
      { name: 'conversation:request', input: { clientId: 'id-1', language: 'en', preChat: { safeToTalk: 'yes' } } },
    ]);
    expect(viewOf(store.state())).toBe('waiting');
    expect(store.state().wait.place).toBe(2);
  });

  it('[V1, L2] asks again with the very same request while there is no answer or too many people', async () => {
    let tries = 0;
    const line = openLine({
      'conversation:request': () => {
        tries += 1;
        if (tries === 1) return null;
        return tries === 2 ? refusal('rate_limited', { retryAfterMs: 1 }) : taken();
      },
    });
    line.session.takePlace('unsure');
    await line.settle();
    expect(new Set(line.asked.map(({ input }) => JSON.stringify(input))).size).toBe(1);
    expect(line.asked).toHaveLength(3);
    expect(viewOf(line.store.state())).toBe('waiting');
  });

  it('says that the service is closed, with what it says of itself', async () => {
    const closed = { ...service, open: false, reason: 'full' as const };
    const line = openLine({ 'conversation:request': () => refusal('service_closed', closed) });
    line.session.takePlace('yes');
    await line.settle();
    expect(viewOf(line.store.state())).toBe('closed');
    expect(line.store.state().service.reason).toBe('full');
  });

  it('[P2] keeps the token in this tab and nothing of what was said', async () => {
    const line = await waitingLine();
    line.answers['message:send'] = () => ({ ok: true, value: { seq: 1, at: '2026-11-24T10:00:01.000Z' } });
    line.session.write('My canary is called Marigold');
    await line.settle();
    expect({ ...sessionStorage }).toEqual({ 'hearthline.token': 'token-1' });
  });
});

describe('lines', () => {
  it('stand in the log once they are acknowledged, also when their event comes as well', async () => {
    const line = await waitingLine();
    line.answers['message:send'] = () => ({ ok: true, value: { seq: 1, at: '2026-11-24T10:00:01.000Z' } });
    line.session.write('hello');
    await line.settle();
    line.port.event('conversation:entry', {
      entry: { ...message(1, 'hello'), author: { role: 'visitor' }, clientId: 'id-2' },
    });
    expect(line.store.state().log.entries).toHaveLength(1);
    expect(line.store.state().outbox).toEqual([]);
  });

  it('[L2] say that they were not sent, and go again under the same id when tapped', async () => {
    const line = await waitingLine();
    line.session.write('hello');
    await line.settle();
    expect(line.store.state().outbox[0]).toMatchObject({ state: 'failed', text: 'hello' });
    line.answers['message:send'] = () => ({ ok: true, value: { seq: 1, at: '2026-11-24T10:00:01.000Z' } });
    line.session.retry('id-2');
    await line.settle();
    const ids = line.asked.filter(({ name }) => name === 'message:send').map(({ input }) => input);
    expect(new Set(ids.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(line.store.state().log.entries).toHaveLength(1);
  });

  it('wait while the line is down, and go by themselves when it is back', async () => {
    const line = await waitingLine();
    line.port.down();
    line.session.write('hello');
    await line.settle();
    expect(line.store.state().outbox[0]).toMatchObject({ state: 'sending' });
    line.answers['conversation:resume'] = () => ({ ok: true, value: { conversation, entries: [], more: false } });
    line.answers['message:send'] = () => ({ ok: true, value: { seq: 1, at: '2026-11-24T10:00:01.000Z' } });
    line.port.up();
    await line.settle();
    expect(line.store.state().outbox).toEqual([]);
  });
});

describe('following the conversation', () => {
  it('[L4] asks after every reconnect for what comes after the last entry, page by page', async () => {
    const line = await waitingLine();
    line.port.event('conversation:entry', { entry: message(1, 'one') });
    line.answers['conversation:resume'] = ({ afterSeq }) => ({
      ok: true,
      value: { conversation, entries: [message(afterSeq + 1, `line ${afterSeq + 1}`)], more: afterSeq < 3 },
    });
    line.port.down();
    line.port.up();
    await line.settle();
    const resumes = line.asked.filter(({ name }) => name === 'conversation:resume').map(({ input }) => input);
    expect(resumes).toEqual([{ afterSeq: 1 }, { afterSeq: 2 }, { afterSeq: 3 }]);
    expect(line.store.state().log.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('[P2, V3] shows the empty start where the token is dead, and forgets it', async () => {
    const line = await waitingLine();
    line.port.refused('unauthenticated');
    expect(viewOf(line.store.state())).toBe('welcome');
    expect(line.port.token()).toBeNull();
    expect(sessionStorage).toHaveLength(0);
  });

  it('stays away once another tab has taken the chat, until the person wants it here', async () => {
    const line = await waitingLine();
    line.port.event('connection:replaced', {});
    expect(viewOf(line.store.state())).toBe('replaced');
    expect(line.connection.closed).toBe(true);
    line.session.useHere();
    expect(line.connection.renewed).toBe(1);
    expect(viewOf(line.store.state())).toBe('waiting');
  });

  it('keeps the newest state when an older one comes late', async () => {
    const line = await waitingLine();
    line.port.event('conversation:changed', { conversation: { ...conversation, revision: 3, state: 'active' } });
    line.port.event('conversation:changed', { conversation: { ...conversation, revision: 2 } });
    expect(viewOf(line.store.state())).toBe('chat');
  });
});

describe('after the end', () => {
  const ended = {
    ...conversation,
    revision: 5,
    state: 'ended',
    queue: null,
    endedAt: '2026-11-24T10:00:00.000Z',
  } as const;

  it('[P2] the text stays five minutes and is then gone, with the token', async () => {
    let now = Date.parse('2026-11-24T10:00:00.000Z');
    const line = openLine({ 'conversation:request': taken }, () => now);
    line.port.up();
    line.session.takePlace('yes');
    await line.settle();
    line.port.event('conversation:entry', { entry: message(1, 'Marigold') });
    line.port.event('conversation:changed', { conversation: ended });
    now += 5 * 60_000 - 1;
    line.session.tick();
    expect(JSON.stringify(line.store.state())).toContain('Marigold');
    now += 1;
    line.session.tick();
    expect(JSON.stringify(line.store.state())).not.toContain('Marigold');
    expect(sessionStorage).toHaveLength(0);
    expect(viewOf(line.store.state())).toBe('ended');
  });

  it('[P2] exit closes the line, gives up the token, and lets nothing in any more', async () => {
    const line = await waitingLine();
    expect(line.session.end()).toBe('token-1');
    expect(line.connection.closed).toBe(true);
    expect(line.port.token()).toBeNull();
    expect(sessionStorage).toHaveLength(0);
  });

  it('whoever leaves the queue on a bad line is let go, and the server is told another way', async () => {
    const line = await waitingLine();
    await line.session.leave();
    expect(line.left).toEqual(['ended token-1']);
    expect(viewOf(line.store.state())).toBe('welcome');
  });
});

describe('writing', () => {
  it('[V6] tells that somebody writes, never what', async () => {
    const line = await waitingLine();
    line.answers['typing:set'] = () => ({ ok: true, value: {} });
    line.session.typing(true);
    await line.settle();
    expect(line.asked.at(-1)).toEqual({ name: 'typing:set', input: { typing: true } });
  });
});
