// What waits for a second person: codes, names of staff and times.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Approval, approvalRoutes } from '../../shared/protocol/http/approvals.ts';
import { onLevel } from '../app/live.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof approvalRoutes;

interface Tray {
  readonly approvals: readonly Approval[] | null;
  readonly error: WireError | null;
}

export const useApprovals = create<Tray>(() => ({ approvals: null, error: null }));

let asked = 0;

/** The answer to the newest question counts, whichever comes last. */
export async function refreshApprovals(): Promise<void> {
  asked += 1;
  const mine = asked;
  const reply = await ask<ValueOf<Routes['list']>>('GET', '/approvals');
  if (mine !== asked) return;
  if (reply.ok) useApprovals.setState({ approvals: reply.value.approvals, error: null });
  else useApprovals.setState({ error: reply.error });
}

/** Asked again when the line is back, and when somebody looks here again. */
export function useApprovalsLive(): void {
  useEffect(() => {
    const look = () => void refreshApprovals();
    look();
    window.addEventListener('focus', look);
    const stop = onLevel(look);
    return () => {
      window.removeEventListener('focus', look);
      stop();
      asked += 1;
      useApprovals.setState({ approvals: null, error: null });
    };
  }, []);
}

/** How many wait for this person. */
export function waitingForYou(approvals: readonly Approval[]): number {
  return approvals.filter(({ yours, state }) => yours && state === 'proposed').length;
}
