/** Visitors who ask and then wait, connected. */
import { randomUUID } from 'node:crypto';
import { ask, connect, inTurns } from './connection.ts';

export interface WaitingOrder {
  readonly url: string;
  readonly visitors: number;
}

export async function wait({ url, visitors }: WaitingOrder): Promise<{ close: () => void }> {
  const all = Array.from({ length: visitors });
  const sockets = await inTurns(
    all.map((_, index) => index),
    20,
    async () => {
      const socket = await connect(`${url}/visitor`);
      await ask(socket, 'conversation:request', { clientId: randomUUID(), preChat: { safeToTalk: 'yes' } });
      return socket;
    },
  );
  return {
    close: () => {
      for (const socket of sockets) socket.close();
    },
  };
}
