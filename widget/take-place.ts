/** Takes the place in the queue after the one question, and keeps asking for it (V1). */
import type { WireError } from '../shared/protocol/errors.ts';
import type { PreChat } from '../shared/protocol/pre-chat.ts';
import { ask } from './ask.ts';
import { isService } from './panel-config.ts';
import type { Parts } from './session-parts.ts';
import { takeUp } from './take-up.ts';

export async function takePlace(parts: Parts, safeToTalk: NonNullable<PreChat['safeToTalk']>): Promise<void> {
  const { store, token, connection, id, wait, language, life } = parts;
  store.set({ stage: 'requesting', page: null });
  store.set({ busy: null });
  const stillWanted = (): boolean => !life.over && store.state().stage === 'requesting';
  const input = { clientId: id(), language, preChat: { safeToTalk } };
  const reply = await ask(connection, 'conversation:request', input, {
    attempts: Number.POSITIVE_INFINITY,
    told: (error) => store.set({ busy: error.code }),
    wait,
    stillWanted,
  });
  if (!stillWanted()) return;
  if (!reply.ok) {
    notTaken(parts, reply.error);
    return;
  }
  token.set(reply.value.token);
  takeUp(parts, reply.value, true);
}

function notTaken({ store, connection }: Parts, error: WireError): void {
  const { details } = error;
  if (error.code === 'service_closed' && isService(details)) store.tell({ type: 'service', service: details });
  store.set({ busy: error.code });
  store.set({ stage: 'refused', page: null });
  // A connection may be bound to a conversation that is over; the next request needs a fresh one.
  if (error.code === 'conflict' || error.code === 'closed') connection.renew();
}
