// What people left in the message form and still needs a person: codes and times only.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { InboundMessage } from '../../shared/protocol/http/inbound.ts';
import { onLevel } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { ask } from '../connection/http.ts';
import { isOfMessage } from './message-alerts.ts';

interface Inbound {
  readonly messages: readonly InboundMessage[];
  readonly openTotal: number;
}

export const useInbound = create<{ readonly inbound: Inbound | null }>(() => ({ inbound: null }));

let asked = 0;

/** The answer to the newest question counts, whichever comes last. */
export async function refreshInbound(): Promise<void> {
  asked += 1;
  const mine = asked;
  const reply = await ask<Inbound>('GET', '/inbound');
  if (reply.ok && mine === asked) useInbound.setState({ inbound: reply.value });
}

function forgetInbound(): void {
  asked += 1;
  useInbound.setState({ inbound: null });
}

/** Asked again when a message is announced or taken, when the line is back, and when somebody looks here again. */
export function useInboundLive(): void {
  const announced = useLive(({ desk }) =>
    desk.alerts
      .filter(isOfMessage)
      .map(({ alertId }) => alertId)
      .join(),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was announced is the reason to ask again
  useEffect(() => void refreshInbound(), [announced]);
  useEffect(() => {
    const look = () => void refreshInbound();
    window.addEventListener('focus', look);
    const stop = onLevel(look);
    return () => {
      window.removeEventListener('focus', look);
      stop();
      forgetInbound();
    };
  }, []);
}
