// What the service warns of: kept for the mark beside the way to it, and asked for again when the line is back, when somebody
// looks here again, and now and then, since days pass on a page that stays open.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { ServiceWarning, serviceWarningRoutes } from '../../shared/protocol/http/service-warnings.ts';
import { onLevel } from '../app/live.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Answer = ValueOf<(typeof serviceWarningRoutes)['warnings']>;

interface Warned {
  readonly warnings: readonly ServiceWarning[] | null;
  readonly error: WireError | null;
}

export const useWarnings = create<Warned>(() => ({ warnings: null, error: null }));

const AGAIN_MS = 15 * 60_000;
let asked = 0;

/** The answer to the newest question counts, whichever comes last. */
async function take(question: Promise<Reply<Answer>>): Promise<Reply<Answer>> {
  asked += 1;
  const mine = asked;
  const reply = await question;
  if (mine === asked)
    useWarnings.setState(reply.ok ? { warnings: reply.value.warnings, error: null } : { error: reply.error });
  return reply;
}

export async function refreshWarnings(): Promise<void> {
  await take(ask('GET', '/service/warnings'));
}

/** Somebody rang it today, and it is what the list says. */
export function checkNumber(code: string): Promise<Reply<Answer>> {
  return take(ask('POST', `/service/numbers/${encodeURIComponent(code)}/checks`, {}));
}

export function useWarningsLive(mayRead: boolean): void {
  useEffect(() => {
    if (!mayRead) return;
    const look = () => void refreshWarnings();
    look();
    window.addEventListener('focus', look);
    const stop = onLevel(look);
    const timer = window.setInterval(look, AGAIN_MS);
    return () => {
      window.removeEventListener('focus', look);
      window.clearInterval(timer);
      stop();
      asked += 1;
      useWarnings.setState({ warnings: null, error: null });
    };
  }, [mayRead]);
}
