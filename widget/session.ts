/** Everything a person can do in the panel, as one set of functions for the views. */
import type { ConsentAnswer } from '../shared/protocol/entry.ts';
import type { PreChat } from '../shared/protocol/pre-chat.ts';
import { isNotNow } from './ask.ts';
import { createDeliverer } from './deliver.ts';
import { createFollower } from './follow.ts';
import { lastSeq } from './log.ts';
import type { Input } from './protocol.ts';
import { type Parts, repeat, type SessionPort } from './session-parts.ts';
import { takePlace } from './take-place.ts';
import { forgetText } from './take-up.ts';
import { createTyping } from './typing.ts';

export type Session = ReturnType<typeof createSession>;

export function createSession(port: SessionPort) {
  const { store, token, id, now } = port;
  const { tell, set } = store;
  let read = 0;
  let unsaid: PreChat = {};
  const isUp = (): boolean => store.state().line === 'up';

  const follower = createFollower(
    () => parts,
    () => {
      tell({ type: 'retry-all' });
      deliverer.start();
      void sayUnsaid();
    },
  );
  const connection = port.connect({ token: token.get, ...follower });
  const parts: Parts = { ...port, connection, isUp, startOver, life: { over: false } };
  const deliverer = createDeliverer(store, connection, port.wait);

  function startOver(): void {
    token.drop();
    read = 0;
    unsaid = {};
    tell({ type: 'start-over' });
    connection.renew();
  }

  /** Answers are sent together, and again after a reconnect, until they have arrived. */
  async function sayUnsaid(): Promise<void> {
    while (isUp() && Object.keys(unsaid).length > 0) {
      const preChat = unsaid;
      const reply = await repeat(parts, 'pre-chat:answer', { preChat });
      if (!reply.ok && isNotNow(reply.error)) return;
      if (reply.ok) tell({ type: 'conversation', ...reply.value });
      if (unsaid === preChat) unsaid = {};
    }
  }

  /** True when it has arrived. Its entry may come after the answer; if it does not come, we fetch it. */
  async function post<K extends 'consent:answer' | 'consent:withdraw' | 'sharing:answer'>(name: K, input: Input<K>) {
    const reply = await repeat(parts, name, input);
    if (reply.ok && lastSeq(store.state().log) < reply.value.seq) void follower.catchUp();
    return reply.ok;
  }

  return {
    open: () => {
      follower.down();
      connection.open();
    },
    takePlace: (safeToTalk: NonNullable<PreChat['safeToTalk']>) => void takePlace(parts, safeToTalk),
    startOver,
    forgetText: () => forgetText(parts),
    tick: () => {
      tell({ type: 'tick', now: now() });
      const { rereadUntil } = store.state();
      if (rereadUntil !== null && rereadUntil <= now()) forgetText(parts);
    },
    write: (text: string) => {
      tell({ type: 'write', clientId: id(), text });
      deliverer.start();
    },
    retry: (clientId: string) => {
      tell({ type: 'retry', clientId });
      deliverer.start();
    },
    typing: createTyping((typing) => isUp() && void connection.send('typing:set', { typing }), now),
    markRead: () => {
      const seq = lastSeq(store.state().log);
      if (seq <= read || !isUp() || store.state().conversation?.state === 'ended') return;
      read = seq;
      void connection.send('entries:read', { seq });
    },
    answer: (part: PreChat) => {
      unsaid = { ...unsaid, ...part };
      tell({ type: 'answer', part });
      void sayUnsaid();
    },
    consent: (requestId: string, answers: ConsentAnswer[]) =>
      post('consent:answer', { clientId: id(), requestId, answers }),
    withdraw: (requestId: string, recipientId: string) =>
      post('consent:withdraw', { clientId: id(), requestId, recipientId }),
    sharing: (requestId: string, agrees: 'yes' | 'no' | null, text: string) =>
      post('sharing:answer', { clientId: id(), requestId, agrees, ...(text === '' ? {} : { text }) }),
    leave: async () => {
      const reply = await repeat(parts, 'conversation:leave', { clientId: id(), reason: 'ended' });
      if (reply.ok || reply.error.code === 'closed') return;
      // Whoever wants to go is not held by a bad line.
      const last = token.get();
      if (last !== null) port.sendLeave(last, id(), 'ended');
      startOver();
    },
    survey: async (answers: Input<'survey:answer'>['answers']) => {
      set({ survey: 'sent' });
      await repeat(parts, 'survey:answer', { clientId: id(), answers });
    },
    useHere: () => {
      set({ stopped: null });
      connection.renew();
    },
    /** For exit: all is over at once. Answers the token, for the last message to the server. */
    end: (): string | null => {
      const last = token.get();
      parts.life.over = true;
      token.drop();
      follower.stop();
      if (last !== null) void connection.send('conversation:leave', { clientId: id(), reason: 'exit' });
      connection.close();
      return last;
    },
  };
}
