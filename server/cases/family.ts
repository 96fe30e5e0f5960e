/** A case and those that were taken for the same person: what stops contact in one of them stops it in all. */
import { PARTS_AT_MOST } from '../../shared/domain/case-merge.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';

type Deps = Pick<CasesDeps, 'cases'>;
type Member = Pick<CaseDoc, '_id' | 'mergedInto'>;

/** Cases that became part of this one: all of them, since no more may. */
export function mergedInto(deps: Deps, caseId: string, session?: Session): Promise<CaseDoc[]> {
  return deps.cases.findMany({ mergedInto: caseId }, PARTS_AT_MOST, session);
}

/** Ids, the one that the others became part of first. */
export async function familyOf(deps: Deps, { _id, mergedInto: into }: Member, session?: Session): Promise<string[]> {
  const root = into ?? _id;
  return [root, ...(await mergedInto(deps, root, session)).map((part) => part._id)];
}

/** The case that stays: what is known of the person is what it says, whichever of their cases is asked. */
export async function caseThatStays(deps: Deps, doc: CaseDoc, session?: Session): Promise<CaseDoc> {
  return doc.mergedInto === null ? doc : ((await deps.cases.find(doc.mergedInto, session)) ?? doc);
}

/** The same of many, by the id of each. */
export async function casesThatStay(deps: Deps, docs: readonly CaseDoc[]): Promise<ReadonlyMap<string, CaseDoc>> {
  const rootIds = [...new Set(docs.flatMap(({ mergedInto: into }) => into ?? []))];
  const roots = rootIds.length === 0 ? [] : await deps.cases.findMany({ _id: { $in: rootIds } }, rootIds.length);
  const rootOf = new Map(roots.map((root) => [root._id, root]));
  return new Map(docs.map((doc) => [doc._id, rootOf.get(doc.mergedInto ?? '') ?? doc]));
}

/** The same of many, in one question: by the id of each. */
export async function familiesOf(deps: Deps, cases: readonly Member[]): Promise<ReadonlyMap<string, string[]>> {
  const rootOf = ({ _id, mergedInto: into }: Member) => into ?? _id;
  const roots = [...new Set(cases.map(rootOf))];
  const parts =
    roots.length === 0 ? [] : await deps.cases.findMany({ mergedInto: { $in: roots } }, roots.length * PARTS_AT_MOST);
  return new Map(
    cases.map((each) => {
      const root = rootOf(each);
      return [each._id, [root, ...parts.filter((part) => part.mergedInto === root).map(({ _id }) => _id)]];
    }),
  );
}

/** A case and what became part of it: what is read with it. */
export async function partsOf(deps: Deps, caseId: string): Promise<string[]> {
  return [caseId, ...(await mergedInto(deps, caseId)).map(({ _id }) => _id)];
}

/** A case that became part of another is open while that one is. */
export async function standsOpenIn(
  deps: Deps,
  session: Session,
  doc: Pick<CaseDoc, 'state' | 'mergedInto'>,
): Promise<boolean> {
  const root = doc.mergedInto === null ? doc : await deps.cases.find(doc.mergedInto, session);
  return root?.state === 'open';
}
