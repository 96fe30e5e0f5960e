/**
 * Whoever is kept out of a case of the same person is shown nothing of their referral either (H8): asked for a page at once,
 * by every digest that the two share (a number or an address as well: who hides too much has lost a row of a list), and by the case
 * that it became.
 */
import type { InboundDeps } from './deps.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

const CASES_AT_MOST = 1_000;

export async function hiddenFrom(
  { cases }: Pick<InboundDeps, 'cases'>,
  docs: readonly InboundReferralDoc[],
  agentId: string,
): Promise<ReadonlySet<string>> {
  const shared = docs.flatMap(({ blind }) => blind);
  const ids = docs.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]));
  if (shared.length + ids.length === 0) return new Set();
  const theirs = { exclusions: agentId, $or: [{ 'blind.mac': { $in: shared } }, { _id: { $in: ids } }] };
  const found = await cases.cases.findMany(theirs, CASES_AT_MOST);
  const macs = new Set(found.flatMap(({ blind }) => blind.map(({ mac }) => mac)));
  const caseIds = new Set(found.map(({ _id }) => _id));
  const isHidden = ({ blind, caseId }: InboundReferralDoc) =>
    blind.some((mac) => macs.has(mac)) || (caseId !== null && caseIds.has(caseId));
  return new Set(docs.filter(isHidden).map(({ _id }) => _id));
}

export function isOfName(mac: string): boolean {
  return mac.startsWith('name_and_birth:');
}
