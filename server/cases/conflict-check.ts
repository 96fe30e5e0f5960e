/**
 * Whether somebody of a case is known from another one: the person as an alleged perpetrator elsewhere, or an alleged
 * perpetrator who is a client. The answer is a yes or no; who it is, only the coordinator is told (H8).
 */
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import { type BlindIndex, type MatchValue, matchOf } from './blind-index.ts';
import type { BlindKey, CaseDoc } from './case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';

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

/**
 * Whether there is one, for who asks: a yes from a case that does not exist for them would tell them of it. Asked each time,
 * since it is also another case's change that makes it so, or not so any more.
 */
export async function hasConflict(deps: Pick<CasesDeps, 'cases'>, doc: Sides, caller: Caller): Promise<boolean> {
  const across = otherSides(doc, caller);
  return across !== null && (await deps.cases.count(across, 1)) > 0;
}

/** Cases, this one left out, of which somebody stands on the other side of it. */
export async function conflictingCases(deps: Pick<CasesDeps, 'cases'>, doc: Sides, caller: Caller): Promise<CaseDoc[]> {
  const across = otherSides(doc, caller);
  return across === null ? [] : deps.cases.findMany(across, 20);
}

type Sides = Pick<CaseDoc, '_id' | 'blind' | 'conflictKeys'>;

type Caller = Pick<CaseCaller, 'agentId'>;

/** What somebody of the staff may be told of by any sign of it. */
export function notKeptOut({ agentId }: Caller) {
  return { exclusions: { $ne: agentId } } as const;
}

function otherSides(doc: Sides, caller: Caller): Readonly<Record<string, unknown>> | null {
  const own = doc.blind.map(({ mac }) => mac);
  const others = doc.conflictKeys.map(({ mac }) => mac);
  if (own.length + others.length === 0) return null;
  const across = { $or: [{ 'conflictKeys.mac': { $in: own } }, { 'blind.mac': { $in: others } }] };
  return { _id: { $ne: doc._id }, ...notKeptOut(caller), ...across };
}
