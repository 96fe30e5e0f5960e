// What is due for whoever looks: codes, references and times. Kept for the count beside the way to it, and asked for again when
// the server says that something changed, when the line is back, and when somebody looks here again.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { reminderRoutes } from '../../shared/protocol/http/reminders.ts';
import { onLevel, onStaffEvent } from '../app/live.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Reminders = ValueOf<(typeof reminderRoutes)['list']>;

interface Work {
  readonly reminders: Reminders | null;
  readonly error: WireError | null;
}

export const useWork = create<Work>(() => ({ reminders: null, error: null }));

let asked = 0;

/** The answer to the newest question counts, whichever comes last. */
export async function refreshWork(): Promise<void> {
  asked += 1;
  const mine = asked;
  const reply = await ask<Reminders>('GET', '/reminders');
  if (mine !== asked) return;
  if (reply.ok) useWork.setState({ reminders: reply.value, error: null });
  else useWork.setState({ error: reply.error });
}

/** Runs at each moment at which what is due may have changed, and returns how to stop that. */
export function onWorkMoved(run: () => void): () => void {
  window.addEventListener('focus', run);
  const stops = [onLevel(run), onStaffEvent('reminders:changed', run)];
  return () => {
    window.removeEventListener('focus', run);
    for (const stop of stops) stop();
  };
}

export function useWorkLive(): void {
  useEffect(() => {
    const look = () => void refreshWork();
    look();
    const stop = onWorkMoved(look);
    return () => {
      stop();
      asked += 1;
      useWork.setState({ reminders: null, error: null });
    };
  }, []);
}
