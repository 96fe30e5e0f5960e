/** Whether a call-back may stand at a time: the same gate as for the call itself, for as long as the call may take. */
import { type ContactJudgement, type GatedContact, judgeContact } from '../../shared/domain/safe-contact.ts';

const MINUTE_MS = 60_000;

export function judgeCallback(
  contact: GatedContact,
  { at, minutes }: { readonly at: number; readonly minutes: number },
): ContactJudgement {
  const slot = { contact, at, forMs: minutes * MINUTE_MS } as const;
  const call = judgeContact({ ...slot, purpose: 'call' });
  // Where it has to be asked again by then, the call-back is the call that asks.
  return call.verdict === 'recheck_due' ? judgeContact({ ...slot, purpose: 'check' }) : call;
}
