/**
 * The service is the front door for others too: who supports them is their choice, offered, chosen and why (E1). It is written
 * down and sends nothing: nothing of them leaves before they themselves said yes to it, in the case that is made of it (C1).
 */
import type { z } from 'zod';
import { isOpenReferral } from '../../shared/domain/inbound-referral-state.ts';
import type { inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { fail, ok } from '../../shared/result.ts';
import { badField } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import type { ProviderChoice } from './inbound-referral.ts';
import { providersIn } from './open-referral.ts';
import { reachReferral } from './reach-referral.ts';
import { type Changed, change, stepOf } from './triage-referral.ts';

type Choosing = z.infer<(typeof inboundReferralRoutes)['choose']['body']> & { readonly referralId: string };

export async function chooseProvider(deps: InboundDeps, input: Choosing, caller: InboundCaller): Changed {
  const { offered, chosen, why, referralId } = input;
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, referralId);
  if (!reached.ok) return reached;
  const { options } = providersIn(deps, reached.value);
  const known = new Set(options.map(({ code }) => code));
  const strange = offered.findIndex((code) => !known.has(code));
  if (strange >= 0) return badField(`offered.${strange}`, 'This is no provider in their district. Load it again.');
  if (chosen !== null && !offered.includes(chosen)) return badField('chosen', 'Choose one of those that were offered.');
  const codes = { chosen: chosen ?? 'stays' };
  const asked = { ...stepOf(input), kind: 'choice', content: [offered, chosen, why], codes, text: why };
  return change(deps, 'inbound_referral.work', asked, caller, ({ state }, now) =>
    isOpenReferral(state) && state !== 'received'
      ? ok({ choice: { ...chosenOne(deps, chosen), offered, at: now, by: personOf(caller) } })
      : fail('conflict', { reason: 'not_from_here', state }),
  );
}

function chosenOne(
  { partners, recipients }: Pick<InboundDeps, 'partners' | 'recipients'>,
  chosen: string | null,
): Omit<ProviderChoice, 'offered' | 'at' | 'by'> {
  const route = partners.find(({ code }) => code === chosen);
  const to = route?.recipientId === undefined ? null : recipients.find(route.recipientId);
  return {
    ...{ chosen, programme: route?.programme ?? null, lot: route?.lot ?? null },
    ...{ recipientId: to?.usable === true ? to.recipientId : null, kind: to?.kind ?? null },
  };
}

function personOf({ agentId, name }: InboundCaller) {
  return { agentId, name };
}
