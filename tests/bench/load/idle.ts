/** Connections that do nothing. */
import type { Socket } from 'socket.io-client';
import { connect, inTurns } from './connection.ts';

export interface IdleOrder {
  readonly address: string;
  readonly connections: number;
}

const AT_ONCE = 50;

export async function idle({ address, connections }: IdleOrder): Promise<Socket[]> {
  return inTurns(
    Array.from({ length: connections }, (_, index) => index),
    AT_ONCE,
    () => connect(address),
  );
}
