/** Follows the conversation: every event, every reconnect, every gap (L4). */
import type { ErrorCode, WireError } from '../shared/protocol/errors.ts';
import type { ConnectionPort } from './connection.ts';
import { hasGap, lastSeq } from './log.ts';
import type { EventName, Payload } from './protocol.ts';
import { QUESTIONS } from './questions.ts';
import { type Parts, repeat } from './session-parts.ts';
import { afterChange, takeUp } from './take-up.ts';

/** After this long without a connection the numbers are shown as well (V4). */
const LOST_AFTER_MS = 10_000;
/** What overtook another arrives in a moment; only then is it asked for. */
const GAP_MS = 50;
const AGAIN_MS = 2_000;

export interface Follower extends Omit<ConnectionPort, 'token'> {
  readonly catchUp: () => Promise<void>;
  readonly stop: () => void;
}

/** `caughtUp` runs when nothing is missing any more: what waited to be sent goes then. */
export function createFollower(parts: () => Parts, caughtUp: () => void): Follower {
  let catching = false;
  let lost: ReturnType<typeof setTimeout> | undefined;

  async function catchUp(): Promise<void> {
    if (catching || parts().token.get() === null) return;
    catching = true;
    const done = await readMissing(parts()).finally(() => {
      catching = false;
    });
    if (done) caughtUp();
    else setTimeout(() => parts().isUp() && !parts().life.over && void catchUp(), AGAIN_MS);
  }

  function stop(): void {
    clearTimeout(lost);
    lost = undefined;
  }

  function closeGap(): void {
    setTimeout(() => hasGap(parts().store.state().log) && void catchUp(), GAP_MS);
  }

  return {
    catchUp,
    stop,
    up: () => {
      stop();
      parts().store.set({ line: 'up' });
      void catchUp();
    },
    down: () => {
      const { store, life } = parts();
      if (life.over) return;
      if (store.state().line !== 'lost') store.set({ line: 'connecting', agentTyping: false });
      lost ??= setTimeout(() => store.set({ line: 'lost', agentTyping: false }), LOST_AFTER_MS);
    },
    refused: (code: ErrorCode) => {
      // A dead token shows the empty start, never that there was a chat (security: return by Back).
      if (code === 'unauthenticated') parts().startOver();
      else if (code === 'protocol_unsupported' || code === 'bad_request') giveUp(parts(), 'outdated');
    },
    event: (name, payload) => {
      onEvent(parts(), { name, payload } as Happened);
      if (name === 'conversation:entry' && hasGap(parts().store.state().log)) closeGap();
      if (name === 'connection:replaced') stop();
    },
  };
}

type Happened = { [K in EventName]: { readonly name: K; readonly payload: Payload<K> } }[EventName];

function onEvent(parts: Parts, { name, payload }: Happened): void {
  const { store, connection, life } = parts;
  switch (name) {
    case 'conversation:entry':
      store.tell({ type: 'entry', ...payload });
      break;
    case 'conversation:changed':
      store.tell({ type: 'conversation', ...payload });
      afterChange(parts);
      break;
    case 'queue:moved':
      store.tell({ type: 'moved', queue: payload });
      break;
    case 'typing:changed':
      store.set({ agentTyping: payload.typing });
      break;
    case 'entries:read':
      store.tell({ type: 'read', ...payload });
      break;
    case 'service:changed':
      store.tell({ type: 'service', service: payload });
      break;
    case 'connection:replaced':
      giveUp(parts, 'replaced');
      break;
    case 'server:draining':
      setTimeout(() => !life.over && store.state().stopped === null && connection.renew(), payload.reconnectInMs);
      break;
    case 'protocol:error':
      break;
  }
}

function giveUp({ store, connection }: Parts, why: 'replaced' | 'outdated'): void {
  connection.close();
  store.set({ stopped: why });
}

/** Everything after the last entry, page by page. False: no answer, so it is still missing. */
async function readMissing(parts: Parts): Promise<boolean> {
  const { store, token } = parts;
  for (let more = true; more; ) {
    if (token.get() === null) return true;
    const reply = await repeat(parts, 'conversation:resume', { afterSeq: lastSeq(store.state().log) });
    if (!reply.ok && isGone(reply.error)) {
      parts.startOver();
      return true;
    }
    if (!reply.ok || token.get() === null) return token.get() === null;
    // Whoever reloaded has been asked already; the page no longer knows what.
    if (store.state().conversation === null) store.set({ skipped: [...QUESTIONS] });
    more = reply.value.more;
    takeUp(parts, reply.value, !more);
  }
  return true;
}

function isGone(error: WireError): boolean {
  return error.code === 'unauthenticated' || error.code === 'not_found' || error.code === 'closed';
}
