/**
 * Closes a case with a reason, and opens it again. "No contact" never closes a high-risk, under-18 or
 * repeat case by itself: a lead decides that (H17).
 */
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CasePerson } from './case.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CaseMoment, CasesDeps, OpenThing } from './deps.ts';
import { familyKeptUntil, keepPartsIn } from './kept-until.ts';
import { needsLead } from './needs-lead.ts';
import { mergedInto, presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';

interface Closing {
  readonly caseId: string;
  readonly revision: number;
  readonly reason: string;
  readonly said: string;
  readonly endOpen?: boolean | undefined;
}

const LEADS = ['safeguarding_lead', 'supervisor'];

export async function closeCase(
  deps: CasesDeps,
  input: Closing,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const { caseId, revision, reason, said, endOpen = false } = input;
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const issues = codeFaults(given('reason', 'closureReasons', reason), deps.facts().codes);
  if (issues.length > 0) return fail('bad_request', { issues });
  const changed = await changeCase(deps, caseId, caller, async (doc, session, now) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.state !== 'open') return fail('conflict', { reason: 'not_open' });
    if (needsLead(doc, reason) && !LEADS.includes(caller.role)) return fail('conflict', { reason: 'needs_lead' });
    const ended = await endWhatIsOpen(deps, session, { doc, by: personOf(caller), now }, endOpen);
    if (!ended.ok) return ended;
    const parts = await mergedInto(deps, caseId, session);
    const closed = { state: 'closed', closedAt: now } as const;
    const purgeAt = familyKeptUntil(deps, { ...doc, ...closed }, parts);
    await keepPartsIn(deps, session, parts, purgeAt);
    const change = { ...ended.value, ...closed, closureReason: reason, purgeAt };
    const event = { kind: 'closed', codes: { reason }, text: said };
    return ok({ change, action: 'case.close', meta: { reason }, event, value: null });
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}

/**
 * What others keep of the case and is not finished keeps it from being closed: a promise that was made is not to vanish
 * unseen. Whoever has seen what it is may say that it ends with the case; some things have to be settled before.
 */
async function endWhatIsOpen(
  deps: CasesDeps,
  session: Session,
  moment: CaseMoment & { readonly by: CasePerson },
  endOpen: boolean,
): Promise<Result<CaseChange>> {
  const open: OpenThing[] = [];
  for (const follower of deps.followers) open.push(...(await follower.openIn(session, moment.doc._id)));
  // What stands in another case that became part of this one ends there, by itself.
  for (const { _id } of await mergedInto(deps, moment.doc._id, session))
    for (const follower of deps.followers)
      open.push(...(await follower.openIn(session, _id)).map((each) => ({ ...each, endsWithCase: false })));
  const stays = endOpen ? open.filter(({ endsWithCase }) => !endsWithCase) : open;
  if (stays.length > 0) return fail('conflict', { reason: 'still_open', open: stays });
  let change: CaseChange = {};
  for (const follower of deps.followers)
    change = { ...change, ...(await follower.endIn(session, { ...moment, doc: { ...moment.doc, ...change } })) };
  return ok(change);
}

function personOf({ agentId, name }: CaseCaller): CasePerson {
  return { agentId, name };
}

export async function reopenCase(
  deps: CasesDeps,
  { caseId, revision, said }: Omit<Closing, 'reason' | 'endOpen'>,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps, caseId, caller, async (doc, session) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.state !== 'closed') return fail('conflict', { reason: 'not_closed' });
    await keepPartsIn(deps, session, await mergedInto(deps, caseId, session), null);
    const change = { state: 'open', closedAt: null, closureReason: null, purgeAt: null } as const;
    return ok({ change, action: 'case.reopen', event: { kind: 'reopened', text: said }, value: null });
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}
