/** One connection that misbehaves costs the node a bounded amount of memory, and the others nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryAt, type Helpline, helpline, say } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
});
afterAll(async () => {
  await at.close();
  await server.close();
});

async function counted(series: string, { url } = server): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`hearthline_${series} `));
  return Number(line?.split(' ').at(-1) ?? Number.NaN);
}

/** Stops reading what comes, as a phone in a tunnel or an attacker does. */
function stopReading(visitor: { socket: { io: { engine: unknown } } }): void {
  const { transport } = visitor.socket.io.engine as { transport: { ws: { _socket: { pause(): void } } } };
  transport.ws._socket.pause();
}

describe('a connection', () => {
  it('[L4] that does not read is cut before it fills the memory, and finds everything when it comes back', async () => {
    const { agent, visitor, conversationId, token } = await at.talk();
    const cutBefore = await counted('connections_cut_total');
    stopReading(visitor);
    const text = 'x'.repeat(4_000);
    let sent = 0;
    // What the machine itself holds for a connection is some megabytes, before the node has to hold anything.
    while ((await counted('connections_cut_total')) === cutBefore && sent < 12_000) {
      const batch = Array.from({ length: 100 }, () =>
        agent.ask('message:send', { clientId: randomUUID(), conversationId, text }),
      );
      await Promise.all(batch);
      sent += batch.length;
    }
    expect(await counted('connections_cut_total')).toBe(cutBefore + 1);
    const back = await at.visitor(token);
    let afterSeq = 0;
    for (let more = true; more; ) {
      const page = await back.ask('conversation:resume', { afterSeq });
      expect(page.entries.map(({ seq }) => seq)).toEqual(page.entries.map((_, index) => afterSeq + 1 + index));
      afterSeq += page.entries.length;
      more = page.more;
    }
    // The entry `joined`, and every line that was acknowledged.
    expect(afterSeq).toBe(sent + 1);
    const { seq } = await say(back, 'Here again');
    await entryAt(agent, conversationId, seq);
  }, 150_000);
});

describe('a connection with limits', () => {
  it('that goes on without waiting is cut, while another conversation goes on beside it', async () => {
    const limited = await startServer({ config: { limits: 'on' } });
    const line = helpline(limited);
    try {
      const { visitor: calm, agent, conversationId } = await line.talk();
      const { visitor: hasty } = await line.waiting();
      const closed = new Promise<void>((resolve) => hasty.socket.once('disconnect', () => resolve()));
      const codes: string[] = [];
      for (let index = 0; index < 3_000; index += 1) {
        const message = { clientId: randomUUID(), text: `line ${index}` };
        hasty.socket.emit('message:send', message, (reply: { ok: boolean; error?: { code: string } }) =>
          codes.push(reply.ok ? 'ok' : (reply.error?.code ?? '')),
        );
      }
      const { seq } = await say(calm, 'Is it slow?');
      await entryAt(agent, conversationId, seq);
      await closed;
      expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(40);
      // The connection may be cut before the first good answers are out.
      expect(codes).toContain('rate_limited');
      expect(codes.filter((code) => code !== 'ok' && code !== 'rate_limited')).toEqual([]);
      expect(await counted('connections_cut_total', limited)).toBe(1);
    } finally {
      await line.close();
      await limited.close();
    }
  }, 40_000);
});
