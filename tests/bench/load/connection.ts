/** One connection of the load: as lean as a client can be, so that what is measured is the other end. */
import { io, type Socket } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';

export interface Connecting {
  readonly auth?: Readonly<Record<string, unknown>>;
  readonly cookie?: string;
}

interface Refusal {
  readonly code: string;
  readonly details?: { readonly retryAfterMs?: number };
}
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Refusal };

const PATIENCE_MS = 30_000;

export function connect(address: string, { auth = {}, cookie }: Connecting = {}): Promise<Socket> {
  const socket = io(address, {
    auth: { protocol: PROTOCOL_VERSION, ...auth },
    extraHeaders: { Origin: new URL(address).origin, ...(cookie === undefined ? {} : { Cookie: cookie }) },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    timeout: PATIENCE_MS,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      socket.close();
      reject(new Error(`${address} refused a connection: ${error.message} ${JSON.stringify(error.data ?? null)}`));
    });
  });
}

/** Who is told to wait does, as every client of ours: what that takes is part of the time. */
export async function ask<Value = unknown>(socket: Socket, command: string, input: unknown): Promise<Value> {
  const reply: Reply = await socket.timeout(PATIENCE_MS).emitWithAck(command, input);
  const retryAfterMs = reply.ok ? undefined : reply.error.details?.retryAfterMs;
  if (retryAfterMs !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    return ask(socket, command, input);
  }
  if (!reply.ok) throw new Error(`${command} was refused: ${JSON.stringify(reply.error)}`);
  return reply.value as Value;
}

/** Does the work of all, so many at a time. */
export async function inTurns<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) values[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return values;
}
