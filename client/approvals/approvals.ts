// What waits for a second person: codes, names of staff and times. Why it was proposed is asked for when one is opened,
// and goes when that is folded.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { Approval, ApprovalContents, approvalRoutes } from '../../shared/protocol/http/approvals.ts';
import { onLevel } from '../app/live.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';

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

const pathOf = (approvalId: string, step: string): string => `/approvals/${encodeURIComponent(approvalId)}/${step}`;

export function openApproval(approvalId: string): Promise<Reply<ApprovalContents>> {
  return ask('POST', pathOf(approvalId, 'open'), {});
}

export type Decision = 'approve' | 'refuse';

export async function decide(approvalId: string, decision: Decision, answer: string): Promise<boolean> {
  const done = await settled(await ask('POST', pathOf(approvalId, 'decide'), { decision, answer }));
  if (done) notify('done', say(decision === 'approve' ? 'approvals.approved' : 'approvals.refused'));
  return done;
}

export async function withdraw(approvalId: string): Promise<boolean> {
  const done = await settled(await ask('POST', pathOf(approvalId, 'withdraw'), {}));
  if (done) notify('done', say('approvals.withdrawn'));
  return done;
}

/** Also after a refusal the list is asked for: somebody else has decided, and the page should say so. */
async function settled(reply: Reply<{ approval: Approval }>): Promise<boolean> {
  if (!reply.ok) notify('problem', refusalOf(reply.error));
  await refreshApprovals();
  return reply.ok;
}

function refusalOf(error: WireError): string {
  if (error.code !== 'conflict') return sentenceOf(error);
  const { reason, decidedBy } = error.details ?? {};
  if (reason !== 'over') return say('approvals.changed');
  return typeof decidedBy === 'string' ? say('approvals.over', { name: decidedBy }) : say('approvals.over_unknown');
}

/** How many wait for this person. */
export function waitingForYou(approvals: readonly Approval[]): number {
  return approvals.filter(({ yours, state }) => yours && state === 'proposed').length;
}
