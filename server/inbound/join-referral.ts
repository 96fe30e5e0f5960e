/**
 * The person has a case already, by name and day of birth: the referral goes into it, with what is new, instead of a second case.
 * Nobody joins two people by a number that they share (H8), and nothing that stands in the case is changed by it.
 */
import type { z } from 'zod';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { InboundReferral, inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { emptySection, openCase, reachCase, saveSection } from '../cases/index.ts';
import { hasIncident, incidentOf } from './case-of-referral.ts';
import { badField, changeReferral, moved } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { fillCase } from './fill-case.ts';
import { beginPassing } from './follow-passing.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { presentReferral } from './present-referral.ts';
import { reachReferral } from './reach-referral.ts';
import { samePerson } from './suggest-duplicates.ts';

type Input = z.infer<typeof inboundReferralRoutes.join.body> & { readonly referralId: string };
type Joined = Result<{ referral: InboundReferral; case: CaseView | null }>;

export async function joinReferral(deps: InboundDeps, input: Input, caller: InboundCaller): Promise<Joined> {
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, input.referralId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  // A case of its own was begun: whoever goes on with it makes that one.
  if (doc.caseId !== null && doc.state !== 'converted') return fail('conflict', { reason: 'case_begun' });
  if (doc.caseId === null) {
    const filled = await fill(deps, doc, input, caller);
    if (!filled.ok) return filled;
  }
  const { clientId, revision, caseId, said, referralId } = input;
  const asked = { referralId, clientId, revision, kind: 'join', content: [caseId, said], text: said };
  const changed = await changeReferral(deps, { action: 'inbound_referral.work', asked, caller }, (found, now) => {
    const state = moved(found, 'convert');
    const ended = { caseId, endedAt: now, purgeAt: deps.purgeAt(now), passing: beginPassing(found, now) };
    return state.ok ? ok({ state: state.value, ...ended }) : state;
  });
  if (!changed.ok) return changed;
  const opened = await openCase(deps.cases, caseId, caller);
  return ok({ referral: await presentReferral(deps, changed.value), case: opened.ok ? opened.value.case : null });
}

async function fill(
  deps: InboundDeps,
  doc: InboundReferralDoc,
  { caseId, revision }: Input,
  caller: InboundCaller,
): Promise<Result<null>> {
  const allowed = moved(doc, 'convert');
  if (!allowed.ok) return allowed;
  if (doc.revision !== revision) return fail('conflict', { reason: 'changed_meanwhile', revision: doc.revision });
  if (!(await samePerson(deps, doc, caller)).some(({ _id }) => _id === caseId))
    return badField('caseId', 'This is no case of the same name and day of birth. Load it again.');
  const theirs = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!theirs.ok) return theirs;
  if (theirs.value.state !== 'open') return fail('conflict', { reason: 'not_open' });
  const form = await deps.referrals.formOf(doc);
  if (form === null) return fail('conflict', { reason: 'details_gone' });
  const added = await addIncident(deps, { doc, form, caseId, caller });
  return added.ok ? fillCase(deps, { doc, form, caseId, caller, joins: true }) : added;
}

interface Adding {
  readonly doc: InboundReferralDoc;
  readonly form: InboundReferralForm;
  readonly caseId: string;
  readonly caller: InboundCaller;
}

/** Beside those that stand there, once. */
async function addIncident({ cases }: InboundDeps, { doc, form, caseId, caller }: Adding): Promise<Result<null>> {
  if (!hasIncident(form)) return ok(null);
  const before = await cases.sections.find(caseId, 'incidents');
  const body = before === null ? emptySection('incidents', '') : await cases.sections.open(before);
  const { incidents } = body as SectionBody<'incidents'>;
  const made = incidentOf(doc, form);
  if (incidents.some(({ incidentId }) => incidentId === made.incidentId)) return ok(null);
  const saved = await saveSection(
    cases,
    { caseId, section: 'incidents', revision: before?.revision ?? 0, body: { incidents: [...incidents, made] } },
    caller,
  );
  return saved.ok ? ok(null) : saved;
}
