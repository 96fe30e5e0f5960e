// What is done about one that waits. Why it was proposed is asked for when it is opened, and goes when that is folded.
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import { ask } from '../connection/http.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { refreshApprovals } from './approvals.ts';

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
  if (reason === 'last_who_leads' || reason === 'last_two') return sayCode('same.refused', reason);
  if (reason !== 'over') return say('approvals.changed');
  return typeof decidedBy === 'string' ? say('approvals.over', { name: decidedBy }) : say('approvals.over_unknown');
}
