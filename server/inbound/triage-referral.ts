/** Somebody looked at what came: how urgent it is; or it goes back to its sender, is closed, or is taken up again. */
import type { z } from 'zod';
import { isUrgent } from '../../shared/domain/inbound-clocks.ts';
import { detailsKeptUntil } from '../../shared/domain/inbound-consent.ts';
import { closingNeedsLead } from '../../shared/domain/inbound-referral-state.ts';
import { atDifferentTimes } from '../../shared/domain/part-of-day.ts';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import type { InboundReferral, inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { inboundCloseReasons, inboundReturnReasons } from '../../shared/reference/inbound-lists.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { badField, changeReferral, moved, type StepAsked, type StepRule } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { presentReferral } from './present-referral.ts';
import { reachReferral } from './reach-referral.ts';
import { isRepeat } from './suggest-duplicates.ts';
import { timesOf } from './times-of.ts';

type Routes = typeof inboundReferralRoutes;
type Of<K extends 'triage' | 'sendBack' | 'close' | 'reopen'> = z.infer<Routes[K]['body']> & {
  readonly referralId: string;
};
export type Changed = Promise<Result<{ referral: InboundReferral }>>;

export async function triageReferral(deps: InboundDeps, input: Of<'triage'>, caller: InboundCaller): Changed {
  const { priority, said } = input;
  const asked = { ...stepOf(input), kind: 'triage', content: [priority, said], codes: { priority }, text: said };
  return change(deps, 'inbound_referral.triage', asked, caller, (doc, now) => {
    const state = moved(doc, 'triage');
    if (!state.ok) return state;
    // What was not urgent when it came is so since now, and counted from now.
    const known = !isUrgent(timesOf(doc)) && priority === 'urgent' ? { urgentSince: now } : {};
    return ok({ state: state.value, triagedAt: now, priority, ...known });
  });
}

export async function sendBackReferral(deps: InboundDeps, input: Of<'sendBack'>, caller: InboundCaller): Changed {
  const { reason, said } = input;
  if (!inboundReturnReasons.some(({ code }) => code === reason))
    return badField('reason', 'Choose a reason from the list.');
  const asked = { ...stepOf(input), kind: 'return', content: [reason, said], codes: { reason }, text: said };
  return change(deps, 'inbound_referral.triage', asked, caller, (doc, now) => {
    const state = moved(doc, 'return');
    if (!state.ok) return state;
    const detailsUntil = new Date(detailsKeptUntil(now, deps.facts().clocks.closeOfDay));
    const ends = { endedAt: now, detailsUntil, purgeAt: deps.purgeAt(now) };
    return ok({ state: state.value, returnReason: reason, ...ends });
  });
}

export async function closeReferral(deps: InboundDeps, input: Of<'close'>, caller: InboundCaller): Changed {
  const { reason, said, senderTold, referralId } = input;
  if (!inboundCloseReasons.some(({ code }) => code === reason))
    return badField('reason', 'Choose a reason from the list.');
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, referralId);
  if (!reached.ok) return reached;
  const repeat = await isRepeat(deps, reached.value, caller);
  const codes = { reason, senderTold: String(senderTold) };
  const asked = { ...stepOf(input), kind: 'close', content: [reason, said, senderTold], codes, text: said };
  return change(deps, 'inbound_referral.work', asked, caller, (doc, now) => {
    const state = moved(doc, 'close');
    if (!state.ok) return state;
    const refused =
      throughFault(doc, reason) ??
      leadFault(doc, { reason, repeat, caller }) ??
      unreachedFault(doc, { reason, senderTold, caller });
    return refused ?? ok({ state: state.value, closeReason: reason, endedAt: now, purgeAt: deps.purgeAt(now) });
  });
}

/** Nobody is put through who was not spoken with. */
function throughFault({ firstContactAt }: InboundReferralDoc, reason: string): Result<never> | null {
  return reason === 'put_through' && firstContactAt === null ? fail('conflict', { reason: 'not_spoken' }) : null;
}

interface Ending {
  readonly reason: string;
  readonly caller: InboundCaller;
}

function leadFault(
  doc: InboundReferralDoc,
  { reason, repeat, caller }: Ending & { readonly repeat: boolean },
): Result<never> | null {
  const { ageBand, firstContactAt } = doc;
  const closing = { reason, urgent: isUrgent(timesOf(doc)), ageBand, repeat, spoken: firstContactAt !== null };
  return closingNeedsLead({ ...closing, byLead: isLeadRole(caller.role) })
    ? fail('conflict', { reason: 'needs_lead' })
    : null;
}

/** That nobody could be reached takes that somebody tried, and that the sender knows (H17). */
function unreachedFault(
  doc: InboundReferralDoc,
  { reason, senderTold, caller }: Ending & { readonly senderTold: boolean },
): Result<never> | null {
  if (reason !== 'unable_to_contact') return null;
  if (doc.attempts === 0) return fail('conflict', { reason: 'nobody_tried' });
  if (!isLeadRole(caller.role) && !atDifferentTimes(attemptsOf(doc))) return fail('conflict', { reason: 'one_time' });
  return senderTold || doc.source === 'self_form'
    ? null
    : badField('senderTold', 'Tell whoever sent it that nobody could be reached, then say so here.');
}

function attemptsOf({ steps }: InboundReferralDoc): number[] {
  return steps.flatMap(({ kind, codes }) => (kind === 'attempt' ? [Date.parse(codes.at ?? '')] : []));
}

export async function reopenReferral(deps: InboundDeps, input: Of<'reopen'>, caller: InboundCaller): Changed {
  const asked = { ...stepOf(input), kind: 'reopen', content: [input.said], text: input.said };
  return change(deps, 'inbound_referral.work', asked, caller, (doc) => {
    const state = moved(doc, 'reopen');
    if (!state.ok) return state;
    return ok({ state: state.value, closeReason: null, endedAt: null, purgeAt: null, choice: null, owner: null });
  });
}

type Written = { readonly referralId: string; readonly clientId: string; readonly revision: number };

export function stepOf({ referralId, clientId, revision }: Written): Written {
  return { referralId, clientId, revision };
}

export async function change(
  deps: InboundDeps,
  action: Parameters<typeof changeReferral>[1]['action'],
  asked: StepAsked,
  caller: InboundCaller,
  rule: StepRule,
): Changed {
  const changed = await changeReferral(deps, { action, asked, caller }, rule);
  return changed.ok ? ok({ referral: await presentReferral(deps, changed.value) }) : changed;
}
