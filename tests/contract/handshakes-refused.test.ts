/** Who is not let in, and that refusing costs the node and the others nothing. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { asVisitor } from '../support/connect.ts';
import { helpline } from '../support/helpline.ts';
import { rawHandshake } from '../support/raw-handshake.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const TOKEN = 'a-token-of-the-collector';
let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('a handshake', () => {
  it('at a node that ends is refused with 503, and whoever breaks off meanwhile does not end it before its time', async () => {
    server = await startServer();
    const { url, app } = server;
    const thrown: Error[] = [];
    const hear = (error: Error) => thrown.push(error);
    process.on('uncaughtException', hear);
    const at = helpline(server);
    // Who stays keeps the node at ending for some seconds.
    await at.visitor();
    const ending = app.drain();
    const hasty = Array.from({ length: 100 }, () => rawHandshake(url));
    await Promise.all(
      hasty.map(async ({ line, asked, status }, index) => {
        await (index % 2 === 0 ? asked : status);
        line.resetAndDestroy();
      }),
    );
    expect(await rawHandshake(url).status).toBe(503);
    await ending;
    await at.close();
    process.off('uncaughtException', hear);
    expect(thrown).toEqual([]);
  });

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const tally = (statuses: readonly (number | null)[]) => ({
    in: statuses.filter((status) => status === 101).length,
    refused: statuses.filter((status) => status === 429).length,
  });

  it('past 300 of one place is refused with 429, while another place comes in, and one may come when one has gone', async () => {
    server = await startServer({ config: { trustProxy: 1, metricsToken: TOKEN } });
    const { url } = server;
    const flood = Array.from({ length: 1_000 }, () => rawHandshake(url, from('203.0.113.9')));
    expect(tally(await Promise.all(flood.map(({ status }) => status)))).toEqual({ in: 300, refused: 700 });
    const polling = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, {
      headers: { ...from('203.0.113.9'), origin: url },
    });
    expect(polling.status).toBe(429);
    const other = await asVisitor(url, { headers: from('203.0.113.10') });
    await other.ask('conversation:request', { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } });
    other.close();

    const measured = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const lines = (await measured.text()).split('\n').filter((line) => /^hearthline_connections_refused/.test(line));
    const counted = lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    expect(counted).toBe(701);
    expect(lines.join()).not.toContain('203.0.113');

    for (const { line } of flood) line.destroy();
    const again = async () => {
      const next = rawHandshake(url, from('203.0.113.9'));
      const status = await next.status;
      next.line.destroy();
      return status;
    };
    await expect.poll(again, { timeout: 10_000 }).toBe(101);
  });

  it('of this machine is not counted outside production', async () => {
    server = await startServer();
    const { url } = server;
    const many = Array.from({ length: 320 }, () => rawHandshake(url));
    expect(tally(await Promise.all(many.map(({ status }) => status)))).toEqual({ in: 320, refused: 0 });
    for (const { line } of many) line.destroy();
  });

  it('past what the node may hold is refused, and comes in when somebody has gone', async () => {
    server = await startServer({ config: { maxConnections: 100 } });
    const { url } = server;
    const first = Array.from({ length: 100 }, () => rawHandshake(url));
    expect(tally(await Promise.all(first.map(({ status }) => status))).in).toBe(100);
    expect(await rawHandshake(url).status).toBeNull();
    for (const { line } of first.slice(0, 10)) line.destroy();
    await expect.poll(() => rawHandshake(url).status, { timeout: 10_000 }).toBe(101);
    for (const { line } of first) line.destroy();
  });
});
