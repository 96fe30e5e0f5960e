/**
 * Makes a case of a referral, with how the person agreed. What was sent is carried over, so that nobody is asked twice; ways
 * to reach them go in as not known to be safe, so that the gate holds until somebody has asked. It is the case of whom the
 * referral was given to, whoever makes it.
 */
import type { z } from 'zod';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { InboundReferral, inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { changeCase, givenTo, makeCase, openCase, type StaffMember } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { caseOf, channelOf } from './case-of-referral.ts';
import { ownerOfCase } from './case-owner.ts';
import { changeReferral, moved } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { derivedId } from './derived-id.ts';
import { fillCase } from './fill-case.ts';
import { beginPassing } from './follow-passing.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { presentReferral } from './present-referral.ts';
import { reachReferral } from './reach-referral.ts';

type Input = z.infer<typeof inboundReferralRoutes.convert.body> & { readonly referralId: string };
type Converted = Result<{ referral: InboundReferral; case: CaseView | null }>;

export async function convertReferral(deps: InboundDeps, input: Input, caller: InboundCaller): Promise<Converted> {
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, input.referralId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  if (doc.state === 'converted' && doc.caseId !== null) return converted(deps, doc, input, caller, doc.caseId);
  const allowed = moved(doc, 'convert');
  if (!allowed.ok) return allowed;
  // Once it names its case, whoever goes on with it goes on from where it stands.
  if (doc.caseId === null && doc.revision !== input.revision)
    return fail('conflict', { reason: 'changed_meanwhile', revision: doc.revision });
  const owner = await ownerOfCase(deps, doc, input, caller);
  if (!owner.ok) return owner;
  const form = await deps.referrals.formOf(doc);
  if (form === null) return fail('conflict', { reason: 'details_gone' });
  const channel = await channelOf(deps, doc);
  const made = await makeCase(deps.cases, { ...caseOf(doc, form, input), channel }, caller, (session, named) =>
    nameCaseIn(deps, session, doc, named),
  );
  // Somebody began with it and did not come to its end: their case is the one.
  const before = made.ok ? null : await deps.cases.cases.ofClientId(derivedId('case', doc._id));
  const caseId = made.ok ? made.value.case.row.caseId : (before?._id ?? null);
  if (caseId === null) return made.ok ? fail('not_found') : made;
  // It is handed over last: whoever makes it may have no part in it from then on.
  const isHandedOver = before?.owner?.agentId === owner.value.agentId && owner.value.agentId !== caller.agentId;
  if (!isHandedOver) {
    const filled = await fillCase(deps, { doc, form, caseId, caller });
    if (!filled.ok) return filled;
    const handed = await handOver(deps, caseId, owner.value, caller);
    if (!handed.ok) return handed;
  }
  const standing = await deps.referrals.find(doc._id);
  return converted(deps, doc, { ...input, revision: standing?.revision ?? doc.revision }, caller, caseId);
}

/** In the transaction that makes the case: no case stands that no referral names, whoever closes it at that moment. */
async function nameCaseIn(
  { referrals }: InboundDeps,
  session: Session,
  doc: InboundReferralDoc,
  caseId: string,
): Promise<Result<null>> {
  const named = await referrals.changeIn(session, doc, { caseId }, null);
  return named === null ? fail('conflict', { reason: 'changed_meanwhile' }) : ok(null);
}

async function handOver(
  { cases }: InboundDeps,
  caseId: string,
  { agentId, name, teamId }: StaffMember,
  caller: InboundCaller,
): Promise<Result<null>> {
  if ((await cases.cases.find(caseId))?.owner?.agentId === agentId) return ok(null);
  const changed = await changeCase(cases, caseId, caller, (doc, session, now) =>
    givenTo(cases, session, { doc, now }, { owner: { agentId, name }, teamId, workers: null }),
  );
  return changed.ok ? ok(null) : changed;
}

async function converted(
  deps: InboundDeps,
  { _id }: InboundReferralDoc,
  { clientId, revision, how, said, ownerId }: Input,
  caller: InboundCaller,
  caseId: string,
): Promise<Converted> {
  const asked = {
    ...{ referralId: _id, clientId, revision, kind: 'convert', content: [how, said, ownerId ?? null] },
    ...{ codes: { how }, text: said },
  };
  const changed = await changeReferral(deps, { action: 'inbound_referral.work', asked, caller }, (doc, now) => {
    const state = moved(doc, 'convert');
    const ended = { caseId, endedAt: now, purgeAt: deps.purgeAt(now), passing: beginPassing(doc, now) };
    return state.ok ? ok({ state: state.value, ...ended }) : state;
  });
  if (!changed.ok) return changed;
  // Not theirs to read, where somebody of another team has it now.
  const opened = await openCase(deps.cases, caseId, caller);
  return ok({ referral: await presentReferral(deps, changed.value), case: opened.ok ? opened.value.case : null });
}
