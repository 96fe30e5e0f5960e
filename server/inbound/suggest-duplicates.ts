/** What may be the same person, by name and day of birth. A shared number, e-mail or address is never a duplicate (H8). */
import { repeatBecause } from '../../shared/domain/repeat-victim.ts';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { type CaseDoc, mayReadCase } from '../cases/index.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { isOfName } from './hidden-referrals.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

const AT_MOST = 20;

export async function suggestDuplicates(
  deps: InboundDeps,
  doc: InboundReferralDoc,
  caller: InboundCaller,
): Promise<OpenedReferral['duplicates']> {
  // It is matched with nobody any more: we may not keep it (H17).
  if (doc.state === 'returned') return { cases: [], referrals: [] };
  const [same, covered, others] = await Promise.all([
    samePerson(deps, doc, caller),
    deps.cases.coveredBy(caller.agentId),
    othersOf(deps, doc),
  ]);
  return {
    // Of what is not theirs to open, whom to ask.
    // The one that is being made of it is no other.
    cases: same
      .filter(({ _id }) => _id !== doc.caseId)
      .map((other) => ({
        caseId: mayReadCase(other, caller, covered) ? other._id : null,
        ...{ reference: other.reference, owner: other.owner },
      })),
    referrals: others.map(({ _id, reference, state }) => ({ referralId: _id, reference, state })),
  };
}

/** Whether they come again: by an earlier case of theirs, or because the sender marked it so (H17). */
export async function isRepeat(deps: InboundDeps, doc: InboundReferralDoc, caller: InboundCaller): Promise<boolean> {
  const others = (await samePerson(deps, doc, caller)).filter(({ _id }) => _id !== doc.caseId);
  const because = repeatBecause({
    ...{ receivedAt: doc.receivedAt, crimeFlags: doc.flags },
    others: others.map(({ receivedAt, openedAt, closedAt }) => ({ receivedAt: receivedAt ?? openedAt, closedAt })),
  });
  return because !== null;
}

/** A case that does not exist for them is named by nothing, not even by what follows from it. */
export async function samePerson(
  { cases }: InboundDeps,
  { blind }: InboundReferralDoc,
  { agentId }: Pick<InboundCaller, 'agentId'>,
): Promise<CaseDoc[]> {
  const named = blind.filter(isOfName);
  if (named.length === 0) return [];
  const theirs = { 'blind.mac': { $in: named }, state: { $ne: 'merged' }, exclusions: { $ne: agentId } };
  return cases.cases.findMany(theirs, AT_MOST);
}

function othersOf({ referrals }: InboundDeps, { _id, blind }: InboundReferralDoc): Promise<InboundReferralDoc[]> {
  const named = blind.filter(isOfName);
  if (named.length === 0) return Promise.resolve([]);
  return referrals.findMany({ blind: { $in: named }, _id: { $ne: _id }, state: { $ne: 'returned' } }, AT_MOST);
}
