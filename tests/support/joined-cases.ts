/** Two cases of one person in a test, and the two steps by two people that make them one. */
import { randomUUID } from 'node:crypto';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, type SomeOfACase, valueFrom } from './cases.ts';
import type { SignedIn } from './connect.ts';

/** What she says of a former partner. */
export const anAttack = () => ({
  ...{ incidentId: randomUUID(), crimeType: 'da_physical', flags: [], strands: [], occurredBand: null },
  ...{ occurredOn: null, reported: null, crimeReference: null, whyNotReported: [], relationToPerson: 'ex_partner' },
  note: null,
});

/** A grown woman in Dover, hurt by a former partner. */
export function abusedCase(url: string, who: SignedIn, given: SomeOfACase = {}): Promise<CaseView> {
  return makeCase(url, who, {
    person: { name: `Canary Twice ${randomUUID().slice(0, 6)}`, dateOfBirth: '1979-03-31' },
    circumstances: { capacities: ['direct_victim'], area: 'dover' },
    incidents: [anAttack()],
    ...given,
  });
}

/** One proposes that the other case is the same person, somebody else agrees. */
export async function join(
  url: string,
  [proposes, decides]: readonly [SignedIn, SignedIn],
  into: CaseView,
  other: CaseView,
): Promise<void> {
  const proposal = {
    clientId: randomUUID(),
    reference: other.row.reference,
    basis: 'person_said',
    reason: 'She says so',
  };
  const path = `/cases/${into.row.caseId}/merge`;
  const { approval } = await valueFrom(askAs<{ approval: Approval }>(url, proposes, 'POST', path, proposal));
  const decision = { decision: 'approve', answer: 'I rang her.' };
  await valueFrom(askAs(url, decides, 'POST', `/approvals/${approval.approvalId}/decide`, decision));
}
