/**
 * A referral to MARAC: with the person's agreement, which is tried first, or by a disclosure that two people decided (H2). Too
 * young for the panel is child protection; and one panel has one open referral of a person at a time.
 */
import type { z } from 'zod';
import { maracOpen } from '../../shared/domain/age-rules.ts';
import { isRepeat, isUnderWay } from '../../shared/domain/marac-state.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { MaracPanel } from '../../shared/domain/pathway-data.ts';
import type { MaracReferral } from '../../shared/protocol/guidance.ts';
import type { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseCaller,
  type CaseDoc,
  changeCase,
  familyOf,
  reachCase,
  withAcknowledgementClock,
  withWait,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { readFacts } from './case-facts.ts';
import type { GuidanceDeps } from './deps.ts';
import { MARAC, referredIn, tellLeads } from './due-of-pathway.ts';
import type { MaracDoc } from './marac.store.ts';
import { presentMarac } from './present.ts';

type Input = z.infer<typeof guidanceRoutes.refer.body> & { readonly caseId: string };
type Referred = Result<{ referral: MaracReferral }>;

export async function referToMarac(deps: GuidanceDeps, input: Input, caller: CaseCaller): Promise<Referred> {
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.marac.ofClientId(input.clientId),
    again: (first) => again(deps, first, input),
    make: () => refer(deps, input, caller),
  });
}

async function refer(deps: GuidanceDeps, input: Input, caller: CaseCaller): Promise<Referred> {
  const { caseId } = input;
  if (input.basis === 'without_agreement' && !(await deps.disclosureStands(input.disclosureId, caseId)))
    return fail('conflict', { reason: 'disclosure_first' });
  const changed = await changeCase(deps.cases, caseId, caller, async (doc, session, now) => {
    const panel = await panelOf(deps, doc, { code: input.panel, now }, session);
    if (!panel.ok) return panel;
    const family = await familyOf(deps.cases, doc, session);
    const referral = await newReferral(deps, { input, family, caller, now }, session);
    if (!referral.ok) return referral;
    const { _id: ref, basis, repeat } = referral.value;
    await deps.marac.insertIn(session, { ...referral.value, fundingStream: doc.fundingStream });
    const sent = { ref, startedAt: now, recipientKind: 'marac', byTelephone: false };
    const change = {
      ...withAcknowledgementClock(doc, sent),
      ...(await referredIn(deps, session, doc)),
      ...withWait(doc, `marac:${ref}`, { for: 'others', since: now }),
    };
    const codes = { panel: input.panel, basis, repeat: repeat ? 'yes' : 'no' };
    const event = { kind: 'marac_referred', about: { kind: 'marac', id: ref }, codes };
    return ok({ change, action: 'case.marac_refer', meta: codes, event, value: referral.value });
  });
  if (!changed.ok) return changed;
  await tellLeads(deps, changed.value.doc, MARAC);
  return show(deps, changed.value.value);
}

async function panelOf(
  deps: GuidanceDeps,
  doc: CaseDoc,
  { code, now }: { readonly code: string; readonly now: number },
  session: Session,
): Promise<Result<MaracPanel>> {
  const day = londonDay(new Date(now));
  const panel = deps.pack.maracPanels.find((each) => each.code === code && isValidOn(each, day));
  if (!panel)
    return fail('bad_request', { issues: [{ path: 'body.panel', message: 'There is no such panel today.' }] });
  // The person is as old as the case that stays knows them, from whichever of their cases they are referred.
  const root = doc.mergedInto === null ? null : await deps.cases.cases.find(doc.mergedInto, session);
  const { age } = await readFacts(deps, root ?? doc, session);
  // Under its age it is child protection, which MARAC never replaces.
  return maracOpen(age, { maracFromAge: panel.fromAge })
    ? ok(panel)
    : fail('conflict', { reason: 'too_young', fromAge: panel.fromAge });
}

interface Referring {
  readonly input: Input;
  /** All cases of that person: a panel hears of one person once. */
  readonly family: readonly string[];
  readonly caller: CaseCaller;
  readonly now: number;
}

async function newReferral(
  deps: GuidanceDeps,
  { input, family, caller, now }: Referring,
  session: Session,
): Promise<Result<MaracDoc>> {
  const { caseId, clientId, panel, basis, said } = input;
  const others = await deps.marac.ofCases(family, session);
  const open = others.find((each) => each.panel === panel && isUnderWay(each.state));
  if (open) return fail('conflict', { reason: 'already_referred', referralId: open._id });
  const referredOn = londonDay(new Date(now));
  const heard = others.flatMap(({ heardOn }) => heardOn ?? []).sort();
  const _id = deps.cases.ids.uuid();
  const by = { agentId: caller.agentId, name: caller.name };
  return ok({
    ...{ _id, clientId, caseId, revision: 1, panel, state: 'referred', basis, referredOn },
    disclosureId: input.basis === 'without_agreement' ? input.disclosureId : null,
    repeat: isRepeat(heard.at(-1) ?? null, referredOn),
    ...{ listedFor: null, heardOn: null, said: await deps.marac.seal({ _id, caseId }, 'said', said), actions: null },
    ...{ history: [{ state: 'referred', at: now, by }], purgeAt: null, legalHold: false },
  });
}

async function show({ marac, pack }: GuidanceDeps, doc: MaracDoc): Promise<Referred> {
  return ok({ referral: await presentMarac(marac, pack.maracPanels, doc) });
}

async function again(deps: GuidanceDeps, doc: MaracDoc, { caseId, panel, basis, said }: Input): Promise<Referred> {
  const same = doc.caseId === caseId && doc.panel === panel && doc.basis === basis;
  return same && (await deps.marac.open(doc, 'said')) === said ? show(deps, doc) : fail('conflict');
}
