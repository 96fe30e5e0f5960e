/** Sends the outbox, in order and one line at a time, whenever there is a connection. */
import type { WireError } from '../shared/protocol/errors.ts';
import { ask, isNotNow } from './ask.ts';
import type { Connection } from './connection.ts';
import { nextToSend } from './outbox.ts';
import type { Store } from './store.ts';

const ATTEMPTS = 3;

export interface Deliverer {
  readonly start: () => void;
}

export function createDeliverer(
  store: Store,
  connection: Pick<Connection, 'send'>,
  wait: (ms: number) => Promise<void>,
): Deliverer {
  let running = false;
  const isUp = (): boolean => store.state().line === 'up';
  async function run(): Promise<void> {
    for (;;) {
      const line = nextToSend(store.state().outbox);
      if (line === undefined || !isUp()) return;
      const { clientId, text } = line;
      const reply = await ask(
        connection,
        'message:send',
        { clientId, text },
        { attempts: ATTEMPTS, wait, stillWanted: isUp },
      );
      if (reply.ok) store.tell({ type: 'sent', clientId, ...reply.value });
      // Without a line nothing has failed yet: it goes by itself when the line is back.
      else if (isUp()) store.tell({ type: 'not-sent', clientId, ...refusal(reply.error) });
    }
  }
  return {
    start: () => {
      if (running) return;
      running = true;
      void run().finally(() => {
        running = false;
      });
    },
  };
}

/** What would be answered the same way however often it is sent. */
function refusal(error: WireError): { refused?: WireError['code'] } {
  return isNotNow(error) || error.code === 'internal' ? {} : { refused: error.code };
}
