/**
 * Closes a case with a reason. "No contact" never closes a high-risk, under-18 or repeat case by itself, and what is a lead's to
 * decide holds it open: a lead decides that (H17, H10).
 */
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc, CasePerson } from './case.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CaseMoment, CasesDeps, OpenThing } from './deps.ts';
import { mergedInto } from './family.ts';
import { familyKeptUntil, keepPartsIn } from './kept-until.ts';
import { needsLead } from './needs-lead.ts';
import { type Ending, judgeEnding, openDues } from './open-things.ts';
import { presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';
import { settledInFamily } from './settle-in-family.ts';

interface Closing {
  readonly caseId: string;
  readonly revision: number;
  readonly reason: string;
  readonly said: string;
  readonly endOpen?: boolean | undefined;
  readonly endSaid?: string | undefined;
}

export async function closeCase(
  deps: CasesDeps,
  input: Closing,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const { caseId, revision, reason, said } = input;
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const issues = codeFaults(given('reason', 'closureReasons', reason), deps.facts().codes);
  if (issues.length > 0) return fail('bad_request', { issues });
  const isLead = isLeadRole(caller.role);
  const changed = await changeCase(deps, caseId, caller, async (doc, session, now) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.state !== 'open') return fail('conflict', { reason: 'not_open' });
    const family = [doc, ...(await mergedInto(deps, caseId, session))];
    if (needsLead(family, reason) && !isLead) return fail('conflict', { reason: 'needs_lead' });
    const ending = { isLead, endOpen: input.endOpen ?? false, endSaid: input.endSaid ?? null };
    const ended = await endWhatIsOpen(deps, session, { doc, by: personOf(caller), now }, ending);
    if (!ended.ok) return ended;
    const closed = { state: 'closed', closedAt: now } as const;
    const parts = await mergedInto(deps, caseId, session);
    const purgeAt = familyKeptUntil(deps, { ...doc, ...closed }, parts);
    await keepPartsIn(deps, session, parts, purgeAt);
    const change = { ...ended.value, ...closed, closureReason: reason, purgeAt };
    const event = { kind: 'closed', codes: { reason }, text: said };
    return ok({ change, action: 'case.close', meta: { reason }, event, value: doc });
  });
  if (!changed.ok) return changed;
  const { doc, value: before } = changed.value;
  for (const follower of deps.followers) await follower.ended?.(before, doc);
  return ok({ row: await presentRow(deps, doc) });
}

const WHY_MISSING = 'Some of this is a lead’s to decide. Say why it may end with the case.';

function wrong(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message }] });
}

async function endWhatIsOpen(
  deps: CasesDeps,
  session: Session,
  moment: CaseMoment & { readonly by: CasePerson },
  ending: Ending,
): Promise<Result<CaseChange>> {
  const open = await openThings(deps, session, moment.doc);
  const { verdict } = judgeEnding(open, ending);
  if (verdict === 'still_open') return fail('conflict', { reason: 'still_open', open });
  if (verdict === 'say_why') return wrong('endSaid', WHY_MISSING);
  let change: CaseChange = {};
  const now = (): CaseDoc => ({ ...moment.doc, ...change });
  for (const { id } of openDues(moment.doc.due))
    change = { ...change, ...(await settledInFamily(deps, session, now(), id)) };
  for (const follower of deps.followers)
    change = { ...change, ...(await follower.endIn(session, { ...moment, doc: now() })) };
  for (const { kind, id } of open.filter(({ byLead }) => byLead === true))
    await deps.events.addIn(session, {
      ...{ caseId: moment.doc._id, kind: 'lead_ended', by: moment.by, about: { kind, id } },
      ...{ codes: { what: kind }, text: ending.endSaid, at: moment.now },
    });
  for (const { kind, id } of open.filter(({ goesOn }) => goesOn === true))
    await deps.events.addIn(session, {
      ...{ caseId: moment.doc._id, kind: 'goes_on', by: moment.by, about: { kind, id } },
      ...{ codes: { what: kind }, at: moment.now },
    });
  return ok(change);
}

async function openThings(deps: CasesDeps, session: Session, doc: CaseDoc): Promise<OpenThing[]> {
  const open = openDues(doc.due);
  for (const follower of deps.followers) open.push(...(await follower.openIn(session, doc._id)));
  // What stands in another case that became part of this one is settled there, unless a lead ends it.
  for (const { _id } of await mergedInto(deps, doc._id, session))
    for (const follower of deps.followers)
      open.push(
        ...(await follower.openIn(session, _id)).map((each) =>
          each.byLead === true || each.goesOn === true ? each : { ...each, endsWithCase: false },
        ),
      );
  return open;
}

function personOf({ agentId, name }: CaseCaller): CasePerson {
  return { agentId, name };
}
