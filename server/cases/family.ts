/** A case and those that were taken for the same person: what stops contact in one of them stops it in all. */
import type { Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';
import { mergedInto } from './present-case.ts';

/** Ids, the one that the others became part of first. */
export async function familyOf(
  deps: Pick<CasesDeps, 'cases'>,
  { _id, mergedInto: into }: Pick<CaseDoc, '_id' | 'mergedInto'>,
  session?: Session,
): Promise<string[]> {
  const root = into ?? _id;
  return [root, ...(await mergedInto(deps, root, session)).map((part) => part._id)];
}

/** A case and what became part of it: what is read with it. */
export async function partsOf(deps: Pick<CasesDeps, 'cases'>, caseId: string): Promise<string[]> {
  return [caseId, ...(await mergedInto(deps, caseId)).map(({ _id }) => _id)];
}
