/**
 * What is due of a person is settled once, whichever of their cases it stood in: a referral that was made from the case that
 * stays is not due any more in the one that became part of it.
 */
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';
import { withDue } from './due.ts';
import { familyOf } from './family.ts';
import { withMirrored } from './mirrored.ts';

/** Takes the entry away; what of this case changes by it is written by the caller, the others at once. */
export async function settledInFamily(
  deps: Pick<CasesDeps, 'cases'>,
  session: Session,
  doc: CaseDoc,
  dueId: string,
): Promise<CaseChange> {
  let change: CaseChange = withDue(doc, dueId, null);
  for (const id of await familyOf(deps, doc, session)) {
    const other = id === doc._id ? null : await deps.cases.find(id, session);
    if (!other?.due.some((each) => each.dueId === dueId)) continue;
    const settled = { other, change: withDue(other, dueId, null) };
    change = { ...change, ...(await changedBesideIn(deps, session, { ...doc, ...change }, settled)) };
  }
  return change;
}

interface Beside {
  readonly other: CaseDoc;
  readonly change: CaseChange;
}

/** Changes another case of the same person; what of this one changes by it is written by the caller. */
export async function changedBesideIn(
  deps: Pick<CasesDeps, 'cases'>,
  session: Session,
  doc: CaseDoc,
  { other, change }: Beside,
): Promise<CaseChange> {
  const after = await deps.cases.changeIn(session, other, change);
  if (after.mergedInto === doc._id) return withMirrored(doc, after);
  await mirrorIn(deps, session, after);
  return {};
}

/** What is due in a merged case is seen in the one that it is part of. */
export async function mirrorIn({ cases }: Pick<CasesDeps, 'cases'>, session: Session, merged: CaseDoc): Promise<void> {
  const into = merged.mergedInto === null ? null : await cases.find(merged.mergedInto, session);
  if (into) await cases.changeIn(session, into, withMirrored(into, merged));
}
