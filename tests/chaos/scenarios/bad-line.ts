/**
 * A line as people have it on a train: slow, jittery, cut into small pieces, reset and stalled. A real Socket.IO client with
 * its own reconnection; both sides get every line once and in order (L4).
 */
import { signIn } from '../../support/connect.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import type { ChaosNode } from '../cluster.ts';
import { pause } from '../link.ts';
import { play, type Scenario } from '../scenario.ts';
import { chatter } from '../talk.ts';

/** Each way: 800 ± 400 ms there and back. Slower, an agent's desk is not open again before the next reset. */
const WEATHER = { delayMs: 400, jitterMs: 200, sliceBytes: 64 };
const HANDSHAKE_MS = 15_000;

interface Trouble {
  /** Between two resets; the stall takes the place of one of them. */
  readonly everyMs: number;
  readonly stallMs: number;
}

export const badLine: Scenario = {
  name: 'a bad line',
  run: (full) => {
    const lines = full ? 200 : 28;
    // Five resets and one stall a minute on each line; a new connection takes up to half of the time between them.
    const trouble = full ? { everyMs: 10_000, stallMs: 10_000 } : { everyMs: 6_000, stallMs: 3_000 };
    return play(badLine.name, { nodes: 2, members: 1 }, async ({ cluster, crowd, afterwards }) => {
      const [here, there] = cluster.nodes();
      if (!here || !there) throw new Error('There are not two nodes.');
      const proxies = await Promise.all([lineTo(here), lineTo(there)]);
      const [first, second] = proxies;
      for (const proxy of proxies) afterwards(() => proxy.close());
      const account = cluster.account('agent', 0);
      const as = await signIn(there.url, account);
      const agent = await crowd.agent(account, { ...through(second, there), as });
      const visitor = await crowd.visitor(through(first, here));
      await agent.follows(visitor.conversationId);
      for (const proxy of proxies) proxy.set(WEATHER);
      const talking = chatter([{ visitor, agent }], { paceMs: 100, lines });
      const { resets, stalls } = await troubled(proxies, trouble, talking.done);
      for (const proxy of proxies) proxy.set({});
      const acknowledged = crowd.recorder.acknowledged.length;
      const problems = acknowledged < lines ? [`only ${acknowledged} of ${lines} were acknowledged`] : [];
      if (resets === 0 || stalls === 0) problems.push('the line was never bad');
      const happened = `${resets} resets, ${stalls} stalls of ${trouble.stallMs / 1_000} s`;
      const connects = visitor.link.connects() + agent.link.connects();
      return { did: `${lines} lines, ${happened}, ${connects} connections made`, problems };
    });
  },
};

function lineTo(node: ChaosNode): Promise<FaultProxy> {
  return startFaultProxy({ host: '127.0.0.1', port: Number(new URL(node.url).port) });
}

function through({ port }: FaultProxy, node: ChaosNode) {
  const url = `http://127.0.0.1:${port}`;
  return { pick: async () => ({ url }), origin: node.url, builtIn: true, handshakeMs: HANDSHAKE_MS };
}

/** Resets and stalls in turn until all has been said. */
async function troubled(
  proxies: readonly FaultProxy[],
  { everyMs, stallMs }: Trouble,
  done: Promise<void>,
): Promise<{ resets: number; stalls: number }> {
  let over = false;
  void done.then(() => {
    over = true;
  });
  let resets = 0;
  let stalls = 0;
  for (let turn = 1; !over; turn += 1) {
    await Promise.race([done, pause(everyMs)]);
    if (over) break;
    const stall = turn % 6 === 2;
    for (const proxy of proxies) {
      if (stall) proxy.stall(stallMs);
      else proxy.reset();
    }
    if (stall) stalls += 1;
    else resets += 1;
  }
  return { resets, stalls };
}
