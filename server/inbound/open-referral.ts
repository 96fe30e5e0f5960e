/** Reading a received referral: who read it is recorded before a word of it is shown (A2). */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { PassesBy } from '../../shared/domain/passing-on.ts';
import { providersFor } from '../../shared/domain/providers.ts';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { ok, type Result } from '../../shared/result.ts';
import { hasConflict } from '../cases/index.ts';
import { iso } from '../platform/ports.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { presentDetails } from './present-details.ts';
import { presentReferral } from './present-referral.ts';
import { reachReferral } from './reach-referral.ts';
import { suggestDuplicates } from './suggest-duplicates.ts';

export async function openReferral(
  deps: InboundDeps,
  referralId: string,
  caller: InboundCaller,
): Promise<Result<OpenedReferral>> {
  const reached = await reachReferral(deps, 'inbound_referral.read', caller, referralId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  await deps.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'inbound_referral.read',
    target: { kind: 'inbound_referral', id: referralId },
  });
  const [form, referral, duplicates, conflict] = await Promise.all([
    deps.referrals.formOf(doc),
    presentReferral(deps, doc),
    suggestDuplicates(deps, doc, caller),
    hasConflict(deps.cases, sidesOf(doc), caller),
  ]);
  const { options, doubts } = providersIn(deps, doc);
  return ok({
    ...{ referral, duplicates, conflict },
    details: form === null ? null : presentDetails(form, doc),
    steps: await Promise.all(
      doc.steps.map(async (step) => ({
        ...{ stepId: step.stepId, kind: step.kind, at: iso(step.at), by: step.by, codes: { ...step.codes } },
        text: await deps.referrals.textOf(referralId, step),
      })),
    ),
    providers: options.map(({ forArea: _one, ...option }) => ({
      ...{ ...option, doubts: [...option.doubts] },
      passes: passesTo(deps, option.code),
    })),
    doubts: [...doubts],
  });
}

/** Every programme of their district: who may support them is theirs to choose (E1). */
export function providersIn(
  { partners, clock }: Pick<InboundDeps, 'partners' | 'clock'>,
  { area }: InboundReferralDoc,
) {
  const day = londonDay(new Date(clock.now()));
  const kinds = [...new Set(partners.map(({ kind }) => kind))];
  const each = kinds.map((kind) => providersFor(partners, [kind], { area, areaOfSafety: null }, day));
  const options = each.flatMap((found) => found.options);
  // That nobody gives one kind of support there is no doubt of the others.
  return { options, doubts: options.length > 0 ? [] : [...new Set(each.flatMap(({ doubts }) => doubts))] };
}

/** How somebody who chooses it can be passed on. */
function passesTo({ partners, recipients }: Pick<InboundDeps, 'partners' | 'recipients'>, code: string): PassesBy {
  const to = partners.find((each) => each.code === code)?.recipientId;
  return (to === undefined ? null : recipients.find(to)?.passes) ?? 'not_listed';
}

function sidesOf({ _id, blind, conflictKeys }: InboundReferralDoc) {
  const keys = (macs: readonly string[]) => macs.map((mac) => ({ source: 'inbound', mac }));
  return { _id, blind: keys(blind), conflictKeys: keys(conflictKeys) };
}
