/** Waits until a database answers on its socket, and explains in one sentence why it does not. */
import { connect } from 'node:net';
import { StartProblem } from '../start-problem.ts';
import type { DatabaseChild } from './child.ts';
import { whyItDoesNotRun } from './complaints.ts';
import type { Pinned } from './pinned.ts';

type Exchange = Readonly<{ say: string; hear: string }>;

/** True once the socket takes a connection (and gives the answer asked for), false once there is no use in waiting. */
export async function awaitAnswer(socket: string, givenUp: () => boolean, exchange?: Exchange): Promise<boolean> {
  while (!givenUp()) {
    if (await answers(socket, exchange)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function answers(path: string, exchange: Exchange | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.on('error', () => settle(false));
    socket.on('close', () => settle(false));
    socket.on('connect', () => {
      if (exchange === undefined) settle(true);
      else socket.write(exchange.say);
    });
    socket.on('data', (answer) => settle(exchange !== undefined && answer.toString().startsWith(exchange.hear)));
  });
}

export async function problemOf(pinned: Pinned, child: DatabaseChild, dataDir: string): Promise<StartProblem> {
  const log = await child.logTail();
  return new StartProblem(whyItDoesNotRun(pinned, { log, hasEnded: child.hasEnded(), dataDir }));
}
