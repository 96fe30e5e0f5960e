/** Attempts to reach somebody before there is a case. Answered by another, unsafe or a doubtful voice: all stand still until somebody looked (H17). */
import type { z } from 'zod';
import { ATTEMPT_OUTCOMES, isReached, stopCauseOf } from '../../shared/domain/contact-attempts.ts';
import { isOpenReferral } from '../../shared/domain/inbound-referral-state.ts';
import type { inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { fail, ok } from '../../shared/result.ts';
import { badField } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { reachReferral } from './reach-referral.ts';
import { type Changed, change, stepOf } from './triage-referral.ts';

type Routes = typeof inboundReferralRoutes;
type Of<K extends 'attempt' | 'goOn' | 'contactSafety'> = z.infer<Routes[K]['body']> & { readonly referralId: string };

const MINUTE_MS = 60_000;

export async function recordReferralAttempt(deps: InboundDeps, input: Of<'attempt'>, caller: InboundCaller): Changed {
  const outcome = ATTEMPT_OUTCOMES.find((each) => each === input.outcome);
  if (outcome === undefined) return badField('outcome', 'Choose an outcome from the list.');
  const at = Date.parse(input.at);
  if (at > deps.clock.now() + MINUTE_MS) return badField('at', 'This time has not come yet. Write when you tried.');
  const { doubtful, said } = input;
  const codes = { outcome, at: input.at };
  const asked = { ...stepOf(input), kind: 'attempt', content: [outcome, input.at, doubtful, said], codes, text: said };
  return change(deps, 'inbound_referral.work', asked, caller, (doc) => {
    if (!isOpenReferral(doc.state)) return fail('conflict', { reason: 'not_open' });
    if (doc.stopped !== null) return fail('conflict', { reason: 'stopped' });
    if (at < doc.receivedAt - MINUTE_MS) return badField('at', 'This is before it came to us. Check the time.');
    const reached = isReached(outcome) && !doubtful && doc.firstContactAt === null ? { firstContactAt: at } : {};
    const newest = doc.lastAttempt === null || at >= doc.lastAttempt.at ? { lastAttempt: { outcome, at } } : {};
    return ok({ attempts: doc.attempts + 1, ...newest, ...reached, stopped: stopCauseOf(outcome, doubtful) });
  });
}

export async function letReferralGoOn(deps: InboundDeps, input: Of<'goOn'>, caller: InboundCaller): Changed {
  const asked = { ...stepOf(input), kind: 'go_on', content: [input.said], text: input.said };
  return change(deps, 'inbound_referral.triage', asked, caller, (doc) =>
    doc.stopped === null ? fail('conflict', { reason: 'not_stopped' }) : ok({ stopped: null }),
  );
}

/** Whoever sent it was asked, or the person themself: only then is a number shown to anybody. */
export async function sayContactSafety(deps: InboundDeps, input: Of<'contactSafety'>, caller: InboundCaller): Changed {
  const { place, safe, said, referralId } = input;
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, referralId);
  if (!reached.ok) return reached;
  const form = await deps.referrals.formOf(reached.value);
  if (form?.contacts[place] === undefined) return badField('place', 'There is no such way to reach them.');
  const codes = { place: String(place), safe };
  const asked = { ...stepOf(input), kind: 'contact_safety', content: [place, safe, said], codes, text: said };
  return change(deps, 'inbound_referral.work', asked, caller, (doc) =>
    isOpenReferral(doc.state)
      ? ok({ safeties: { ...doc.safeties, [String(place)]: safe } })
      : fail('conflict', { reason: 'not_open' }),
  );
}
