/**
 * Whether somebody of a case is known from another one: the person as an alleged perpetrator elsewhere, or an alleged
 * perpetrator who is a client. The answer is a yes or no; who it is, only the coordinator is told (H8).
 */
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { Session } from '../platform/mongo.ts';
import { type BlindIndex, type MatchValue, matchOf } from './blind-index.ts';
import type { BlindKey, CaseChange, CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';

/** What the person themself is found by; contacts add theirs under sources of their own. */
export function personMatches({
  name,
  dateOfBirth,
}: Pick<SectionBody<'person'>, 'name' | 'dateOfBirth'>): MatchValue[] {
  return [matchOf.nameAndBirth(name, dateOfBirth)];
}

export function perpetratorMatches({ people }: SectionBody<'people'>): MatchValue[] {
  return people
    .filter(({ kind }) => kind === 'alleged_perpetrator')
    .flatMap(({ name, dateOfBirth, phone }) => [
      matchOf.nameAndBirth(name, dateOfBirth),
      ...(phone === null ? [] : [matchOf.phone(phone)]),
    ]);
}

/** The keys of a source replaced by those of its values. */
export function withKeys(
  keys: readonly BlindKey[],
  source: string,
  values: readonly MatchValue[],
  index: BlindIndex,
): BlindKey[] {
  return [...keys.filter((key) => key.source !== source), ...index.macs(values).map((mac) => ({ source, mac }))];
}

/** The keys of one source as they will stand, and whether the case meets another by them. */
export async function keysChange(
  deps: Pick<CasesDeps, 'cases' | 'blindIndex'>,
  doc: CaseDoc,
  { source, values }: { readonly source: string; readonly values: readonly MatchValue[] },
  session: Session,
): Promise<Pick<CaseChange, 'blind' | 'conflict'>> {
  const blind = withKeys(doc.blind, source, values, deps.blindIndex);
  const met = await conflictingCases(deps, { _id: doc._id, blind, conflictKeys: doc.conflictKeys }, session);
  return { blind, conflict: met.length > 0 };
}

/** Cases, this one left out, of which somebody stands on the other side of it. */
export async function conflictingCases(
  deps: Pick<CasesDeps, 'cases'>,
  doc: Pick<CaseDoc, '_id' | 'blind' | 'conflictKeys'>,
  session?: Session,
): Promise<CaseDoc[]> {
  const own = doc.blind.map(({ mac }) => mac);
  const others = doc.conflictKeys.map(({ mac }) => mac);
  if (own.length + others.length === 0) return [];
  const sides = [{ 'conflictKeys.mac': { $in: own } }, { 'blind.mac': { $in: others } }];
  return deps.cases.findMany({ _id: { $ne: doc._id }, $or: sides }, 20, session);
}
