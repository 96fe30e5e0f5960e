/**
 * What stands in front of several nodes, in a test: each new connection goes to the next node that says it is ready, and
 * stays with it. It knows nothing of HTTP.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const ASK_MS = 100;

export interface Balancer {
  readonly url: string;
  /** How many connections each node was given, in the order of the nodes. */
  given(): readonly number[];
  close(): Promise<void>;
}

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const nodes = ports.map((port) => ({ port, ready: false, given: 0 }));
  const open = new Set<Socket>();
  const ask = async (): Promise<void> => {
    for (const node of nodes) {
      const answer = await fetch(`http://127.0.0.1:${node.port}/readyz`).catch(() => null);
      node.ready = answer?.status === 200;
      await answer?.body?.cancel();
    }
  };
  await ask();
  const asking = setInterval(() => void ask(), ASK_MS);
  const server = createServer((client) => {
    const [next] = nodes.filter(({ ready }) => ready).sort((a, b) => a.given - b.given);
    if (next === undefined) return client.destroy();
    next.given += 1;
    const node = connect(next.port, '127.0.0.1');
    for (const [here, there] of [
      [client, node],
      [node, client],
    ] as const) {
      open.add(here);
      here.pipe(there);
      here.on('error', () => there.destroy());
      here.on('close', () => {
        open.delete(here);
        there.destroy();
      });
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given: () => nodes.map(({ given }) => given),
    close: async () => {
      clearInterval(asking);
      for (const each of open) each.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
