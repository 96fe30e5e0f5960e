/**
 * Takes two cases for one person: proposed by one who has the case, decided by another, undone when it was wrong. Nothing is
 * moved or mixed: the other case becomes part of this one and can be read with it, so that taking them apart loses nothing.
 */
import { mayBeOneBirth } from '../../shared/domain/born-within.ts';
import { type ExclusionRefusal, judgeExclusions } from '../../shared/domain/case-exclusion.ts';
import { judgeMerge, type MergeBasis, type MergeRefusal } from '../../shared/domain/case-merge.ts';
import { readReference } from '../../shared/domain/case-reference.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sayAge } from '../../shared/text/en/age-words.ts';
import type { ApprovalEffects, Approvals } from '../approvals/index.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { type CaseDoc, scopeOf } from './case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { mergedInto } from './family.ts';
import { joinIn } from './join-cases.ts';
import { personAge } from './person-age.ts';
import { isExcluded, reachCase } from './reach-case.ts';
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
      { name: 'age', value: sayAge((await personAge(deps, into, session)).age) },
      { name: 'other_age', value: sayAge((await personAge(deps, other, session)).age) },
      { name: 'basis', value: basis },
      ...sharedKinds(into, other).map((kind) => ({ name: 'shared', value: kind })),
    ];
    return deps.approvals.propose(
      {
        ...{ clientId, kind: 'merge', subject: { kind: 'case', id: into._id } },
        ...{ conversationId: null, caseId: into._id, caseReference: into.reference, scope: scopeOf(into._id) },
        otherCaseIds: [other._id],
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
): Promise<MergeRefusal | ExclusionRefusal | null> {
  // One after the other: a transaction carries one question at a time.
  const { born } = await personAge(deps, into, session);
  const { born: otherBorn } = await personAge(deps, other, session);
  const refused = judgeMerge({
    basis,
    shared: sharedKinds(into, other),
    bornDifferently: !mayBeOneBirth(born, otherBorn),
    opposed: areOpposed(into, other),
    related: (await deps.links.between(into._id, other._id, session)) !== null,
    sameCase: into._id === other._id,
    bothOpenOrClosed: into.state !== 'merged' && other.state !== 'merged',
    hasParts: (await mergedInto(deps, other._id, session)).length > 0,
    partsSoFar: (await mergedInto(deps, into._id, session)).length,
  });
  return refused ?? (await tooFewLeft(deps, [into, other]));
}

/** Whoever is kept out of one of them is kept out of what they become: somebody must be left who leads it, in either team. */
async function tooFewLeft({ staff }: Pick<CasesDeps, 'staff'>, cases: readonly CaseDoc[]) {
  const members = await staff.all(null);
  const barred = cases.flatMap(({ exclusions }) => exclusions);
  const judged = cases.map(({ exclusions: kept, teamId }) => judgeExclusions(barred, { staff: members, kept, teamId }));
  return judged.find((each) => each !== null) ?? null;
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
      for (const each of [intoId, otherId]) {
        deps.changed(each);
        deps.conversations.tellKeptOut(each);
      }
    },
  };
}
