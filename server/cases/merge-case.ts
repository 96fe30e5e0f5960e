/**
 * Takes two cases for one person: proposed by one who has the case, decided by another, undone when it was wrong. Nothing is
 * moved or mixed: the other case becomes part of this one and can be read with it, so that taking them apart loses nothing.
 */
import { judgeMerge, type MergeBasis, type MergeRefusal } from '../../shared/domain/case-merge.ts';
import { readReference } from '../../shared/domain/case-reference.ts';
import { rankOfLevel } from '../../shared/domain/risk-level.ts';
import { standingLevel } from '../../shared/protocol/assessment.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ApprovalEffects, Approvals } from '../approvals/index.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import { type CaseChange, type CaseDoc, scopeOf } from './case.ts';
import { againWhenMoved, changeCaseIn } from './change-case.ts';
import type { CaseCaller, CaseMoment, CasesDeps } from './deps.ts';
import { keepOutIn } from './keep-out.ts';
import { familyKeptUntil, keepPartsIn } from './kept-until.ts';
import { withMirrored, withoutMirrored } from './mirrored.ts';
import { mergedInto, presentRow } from './present-case.ts';
import { isExcluded, reachCase } from './reach-case.ts';
import { repeatOf } from './same-person.ts';
import { areOpposed, sharedKinds } from './shared-keys.ts';

export interface MergeDeps extends CasesDeps {
  readonly approvals: Approvals;
}

interface Proposing {
  readonly clientId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly basis: MergeBasis;
  readonly reason: string;
}

/** What the effect needs to find the two again. */
interface Merge {
  readonly intoId: string;
  readonly otherId: string;
  readonly basis: MergeBasis;
}

export async function proposeMerge(
  deps: MergeDeps,
  input: Proposing,
  caller: CaseCaller,
): Promise<Result<{ approval: Approval }>> {
  const reached = await reachCase(deps, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  const into = reached.value;
  const other = await byReference(deps, input.reference, caller);
  if (!other) {
    const message = 'No case has this reference. Check it with the person or in the list.';
    return fail('bad_request', { issues: [{ path: 'reference', message }] });
  }
  // Why two are not one tells of both: of a case that is not theirs, a worker is told whom to ask (H8).
  const mayKnow = (await reachCase(deps, 'case.read', caller, other._id)).ok;
  const proposed = await transact(deps.database, async (session) => {
    const refused = await refusalOf(deps, { into, other, basis: input.basis }, session);
    if (refused !== null) return fail('conflict', { reason: mayKnow ? refused : 'ask_coordinator' });
    const { clientId, basis, reason } = input;
    const payload: Merge = { intoId: into._id, otherId: other._id, basis };
    const facts = [
      { name: 'case', value: into.reference },
      { name: 'other_case', value: other.reference },
      { name: 'basis', value: basis },
      ...sharedKinds(into, other).map((kind) => ({ name: 'shared', value: kind })),
    ];
    return deps.approvals.propose(
      {
        ...{ clientId, kind: 'merge', subject: { kind: 'case', id: into._id } },
        ...{ conversationId: null, caseId: into._id, caseReference: into.reference, scope: scopeOf(into._id) },
        // Of two teams neither alone decides that the one's case is the other's.
        teamId: into.teamId === other.teamId ? into.teamId : null,
        body: { reason, facts, payload },
      },
      caller,
      session,
    );
  });
  return proposed.ok ? ok({ approval: deps.approvals.present(proposed.value, caller) }) : proposed;
}

async function byReference(deps: CasesDeps, typed: string, caller: CaseCaller): Promise<CaseDoc | null> {
  const reference = readReference(typed);
  const [found] = reference === null ? [] : await deps.cases.findMany({ reference }, 1);
  return found && !isExcluded(found, caller.agentId) ? found : null;
}

interface Pair {
  readonly into: CaseDoc;
  readonly other: CaseDoc;
  readonly basis: MergeBasis;
}

async function refusalOf(
  deps: CasesDeps,
  { into, other, basis }: Pair,
  session: Session,
): Promise<MergeRefusal | null> {
  // One after the other: a transaction carries one question at a time.
  const born = await bornOn(deps, into, session);
  const otherBorn = await bornOn(deps, other, session);
  return judgeMerge({
    basis,
    shared: sharedKinds(into, other),
    bornDifferently: born !== null && otherBorn !== null && born !== otherBorn,
    opposed: areOpposed(into, other),
    related: (await deps.links.between(into._id, other._id, session)) !== null,
    sameCase: into._id === other._id,
    bothOpenOrClosed: into.state !== 'merged' && other.state !== 'merged',
    hasParts: (await mergedInto(deps, other._id, session)).length > 0,
  });
}

async function bornOn(deps: CasesDeps, { _id }: CaseDoc, session: Session): Promise<string | null> {
  const section = await deps.sections.find(_id, 'person', session);
  const body = section === null ? null : await deps.sections.open(section);
  return body !== null && 'dateOfBirth' in body ? body.dateOfBirth : null;
}

/** What happens when the second person agrees; looked at once more, since either case may have changed since. */
export function mergeEffects(deps: CasesDeps): ApprovalEffects {
  return {
    approved: async ({ body, by }, session) => {
      const { intoId, otherId, basis } = body.payload as Merge;
      const [into, other] = [await deps.cases.find(intoId, session), await deps.cases.find(otherId, session)];
      if (!into || !other || [into, other].some((each) => isExcluded(each, by.agentId))) return fail('not_found');
      const refused = await refusalOf(deps, { into, other, basis }, session);
      if (refused !== null) return fail('conflict', { reason: refused });
      const caller = { ...by, teamId: into.teamId };
      await joinIn(deps, session, { into, other, caller });
      return ok(null);
    },
    settled: ({ body }) => {
      const { intoId, otherId } = body.payload as Merge;
      deps.changed(intoId);
      deps.changed(otherId);
    },
  };
}

interface Joining {
  readonly into: CaseDoc;
  readonly other: CaseDoc;
  readonly caller: CaseCaller;
}

async function joinIn(deps: CasesDeps, session: Session, { into, other, caller }: Joining): Promise<void> {
  const meta = { into: into._id, other: other._id };
  // Whoever must not see the one must not see what it became, nor what became part of it.
  const barred = [...into.exclusions, ...other.exclusions];
  let purgeAt: Date | null = null;
  await changeCaseIn(deps, session, { caseId: into._id, caller }, async (doc, _session, now) => {
    const keptOut = await keepOutIn(deps, session, { doc, now }, barred);
    const parts = await mergedInto(deps, doc._id, session);
    purgeAt = familyKeptUntil(deps, doc, [...parts, { ...other, mergedAt: now }]);
    await keepPartsIn(deps, session, parts, purgeAt);
    const about = { kind: 'case', id: other._id };
    const event = { kind: 'merged', about, codes: { reference: other.reference } };
    const change = {
      ...keptOut,
      ...(await higherRiskIn(deps, session, { doc, other, caller, now })),
      ...withMirrored(doc, other),
      ...{ purgeAt, repeat: await repeatOf(deps, doc, { session, joining: [other] }) },
    };
    return ok({ change, action: 'case.merge', meta, event, value: null });
  });
  await changeCaseIn(deps, session, { caseId: other._id, caller }, async (doc, _session, now) => {
    const keptOut = await keepOutIn(deps, session, { doc, now }, barred);
    const about = { kind: 'case', id: into._id };
    const event = { kind: 'merged_into', about, codes: { reference: into.reference, was: doc.state } };
    const change = {
      ...keptOut,
      state: 'merged',
      ...{ mergedInto: into._id, mergedAt: now, purgeAt },
      stateBefore: doc.state === 'closed' ? 'closed' : 'open',
    } as const;
    return ok({ change, action: 'case.merge', meta, event, value: null });
  });
}

interface Raising extends CaseMoment {
  readonly other: CaseDoc;
  readonly caller: CaseCaller;
}

/** The risk of either stands in what they became: to join two cases is not to lower one of them. */
async function higherRiskIn(
  deps: Pick<CasesDeps, 'events'>,
  session: Session,
  { doc, other, caller, now: at }: Raising,
): Promise<CaseChange> {
  const rank = ({ risk }: CaseDoc) => rankOfLevel(standingLevel.safeParse(risk).data ?? 'not_assessed');
  if (rank(other) <= rank(doc)) return {};
  const by = { agentId: caller.agentId, name: caller.name };
  const about = { kind: 'case', id: other._id };
  const codes = { from: doc.risk, to: other.risk, by: 'merge' };
  await deps.events.addIn(session, { caseId: doc._id, kind: 'risk_changed', by, about, codes, at });
  return { risk: other.risk, riskAt: other.riskAt };
}

/** Takes the two apart: by one person with a reason, since it gives back what two had taken. */
export async function unmerge(
  deps: CasesDeps,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.allocate', caller, caseId);
  if (!reached.ok) return reached;
  const intoId = reached.value.mergedInto;
  if (reached.value.state !== 'merged' || intoId === null) return fail('conflict', { reason: 'not_merged' });
  const apart = await againWhenMoved(() =>
    transact(deps.database, async (session) => {
      const meta = { into: intoId, other: caseId };
      const other = await changeCaseIn(deps, session, { caseId, caller }, async (doc) => {
        if (doc.mergedInto !== intoId) return fail('conflict', { reason: 'not_merged' });
        const event = { kind: 'unmerged', about: { kind: 'case', id: intoId }, text: reason };
        const change = { state: doc.stateBefore ?? 'open', mergedInto: null, mergedAt: null } as const;
        const apartNow = { ...doc, ...change };
        const kept = {
          purgeAt: familyKeptUntil(deps, apartNow, []),
          repeat: await repeatOf(deps, apartNow, { session }),
        };
        return ok({ change: { ...change, ...kept }, action: 'case.unmerge', meta, event, value: null });
      });
      if (!other.ok) throw new Refused(other);
      await changeCaseIn(deps, session, { caseId: intoId, caller }, async (doc) => {
        const event = { kind: 'unmerged', about: { kind: 'case', id: caseId }, text: reason };
        const parts = await mergedInto(deps, intoId, session);
        const purgeAt = familyKeptUntil(deps, doc, parts);
        await keepPartsIn(deps, session, parts, purgeAt);
        const repeat = await repeatOf(deps, doc, { session });
        return ok({
          change: { ...withoutMirrored(doc, caseId), purgeAt, repeat },
          action: 'case.unmerge',
          meta,
          event,
          value: null,
        });
      });
      return ok(other.value.doc);
    }),
  );
  if (!apart.ok) return apart;
  deps.changed(caseId);
  deps.changed(intoId);
  return ok({ row: await presentRow(deps, apart.value) });
}
