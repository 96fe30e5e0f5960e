/** Who is not let in, and that refusing costs the node and the others nothing. */
import { afterEach, describe, expect, it } from 'vitest';
import { helpline } from '../support/helpline.ts';
import { rawHandshake } from '../support/raw-handshake.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

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
});
