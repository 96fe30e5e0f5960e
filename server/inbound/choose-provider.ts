/** The service is the front door for others too: who supports them is their choice, offered, chosen and why (E1). */
import type { z } from 'zod';
import type { inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { fail, ok } from '../../shared/result.ts';
import { badField, moved } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import type { ProviderChoice } from './inbound-referral.ts';
import { providersIn } from './open-referral.ts';
import { reachReferral } from './reach-referral.ts';
import { type Changed, change, stepOf } from './triage-referral.ts';

type Routes = typeof inboundReferralRoutes;
type Choosing = z.infer<Routes['choose']['body']> & { readonly referralId: string };
type Acknowledged = z.infer<Routes['acknowledged']['body']> & { readonly referralId: string };

/** Passed on, it ends here, and the clock of the provider runs; it stays, it goes on as before. */
export async function chooseProvider(deps: InboundDeps, input: Choosing, caller: InboundCaller): Changed {
  const { offered, chosen, why, referralId } = input;
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, referralId);
  if (!reached.ok) return reached;
  const { options } = providersIn(deps, reached.value);
  const known = new Set(options.map(({ code }) => code));
  const strange = offered.findIndex((code) => !known.has(code));
  if (strange >= 0) return badField(`offered.${strange}`, 'This is no provider in their district. Load it again.');
  if (chosen !== null && !offered.includes(chosen)) return badField('chosen', 'Choose one of those that were offered.');
  const one = deps.partners.find(({ code }) => code === chosen);
  const codes = { chosen: chosen ?? 'stays' };
  const asked = { ...stepOf(input), kind: 'choice', content: [offered, chosen, why], codes, text: why };
  return change(deps, 'inbound_referral.work', asked, caller, (doc, now) => {
    const choice: ProviderChoice = {
      ...{ offered, chosen, at: now, by: { agentId: caller.agentId, name: caller.name }, acknowledgedAt: null },
      ...{ programme: one?.programme ?? null, lot: one?.lot ?? null, kind: one?.kind ?? null },
    };
    const state = moved(doc, 'close');
    if (!state.ok) return state;
    if (chosen === null) return ok({ choice });
    if (doc.consent.agreed === 'not_known' && doc.firstContactAt === null)
      return fail('conflict', { reason: 'not_asked' });
    const ends = { closeReason: 'passed_on', endedAt: now, purgeAt: deps.purgeAt(now) };
    return ok({ choice, state: state.value, ...ends });
  });
}

export async function acknowledgeProvider(deps: InboundDeps, input: Acknowledged, caller: InboundCaller): Changed {
  const asked = { ...stepOf(input), kind: 'acknowledged', content: [input.said], text: input.said };
  return change(deps, 'inbound_referral.work', asked, caller, ({ choice, closeReason }, now) => {
    if (choice === null || closeReason !== 'passed_on') return fail('conflict', { reason: 'not_passed_on' });
    return choice.acknowledgedAt === null
      ? ok({ choice: { ...choice, acknowledgedAt: now } })
      : fail('conflict', { reason: 'acknowledged' });
  });
}
