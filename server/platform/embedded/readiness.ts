/** Waits until a database answers on its socket, and explains in one sentence why it does not. */
import { connect } from 'node:net';
import { StartProblem } from '../start-problem.ts';
import type { DatabaseChild } from './child.ts';

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

export async function whyItDoesNotRun(product: string, child: DatabaseChild, dataDir: string): Promise<StartProblem> {
  const log = await child.logTail();
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(log)?.[1];
  if (library !== undefined) {
    return new StartProblem(
      `${product} needs the library ${library}: install it (on Debian and Ubuntu: apt-get install libcurl4 libssl3).`,
    );
  }
  if (/No space left on device|ENOSPC/.test(log)) {
    return new StartProblem(`The disk of DATA_DIR ${dataDir} is full: free some space, then start again.`);
  }
  const how = child.hasEnded() ? 'ended while starting' : 'did not get ready in time';
  return new StartProblem(`${product} ${how}: its log in ${dataDir} says why, or set DATA_DIR to another folder.`);
}
