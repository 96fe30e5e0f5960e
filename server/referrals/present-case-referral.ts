/** A referral as staff of its case follow it: where it stands and how it came there, whose it is, and what went. */
import { ARRIVED } from '../../shared/domain/partner-sees.ts';
import type { ReferralState } from '../../shared/protocol/desk.ts';
import type { CaseReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { CasePerson } from '../cases/index.ts';
import type { ConsentDoc } from '../consent/index.ts';
import { SealBroken } from '../platform/cipher.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { CaseReferralDeps } from './case-referral-deps.ts';
import { failureWords } from './failure-words.ts';
import { type ReferralChange, type ReferralRow, waitOf } from './referral-record.ts';

export interface Around {
  /** Who has the case of the person now. */
  readonly owner: CasePerson | null;
  readonly consents: readonly ConsentDoc[];
}

export async function presentCaseReferrals(
  { cases, consents: store }: Pick<CaseReferralDeps, 'cases' | 'consents'>,
  rows: readonly ReferralRow[],
  { owner, consents }: Around,
): Promise<CaseReferral[]> {
  const staff = rows.length === 0 ? [] : await cases.staff.all(null);
  const names = new Map(staff.map(({ agentId, name }) => [agentId, name]));
  return Promise.all(
    rows.map(async (row) => {
      const consent = consents.find(({ _id }) => _id === row.consentId);
      const words = consent === undefined ? null : await wordsOf(store, consent);
      return present(row, { words, owner: owner ?? personOf(row.createdBy, names), names });
    }),
  );
}

interface Words {
  readonly recipientName: string;
  readonly items: readonly { readonly itemId: string; readonly label: string }[];
}

async function wordsOf(store: CaseReferralDeps['consents'], consent: ConsentDoc): Promise<Words | null> {
  try {
    return await store.openRecord(consent);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

type Names = ReadonlyMap<string, string>;

/** Who has left is nobody's owner. */
function personOf(agentId: string, names: Names): CasePerson | null {
  const name = names.get(agentId);
  return name === undefined ? null : { agentId, name };
}

interface Shown {
  readonly words: Words | null;
  readonly owner: CasePerson | null;
  readonly names: Names;
}

function present(row: ReferralRow, { words, owner, names }: Shown): CaseReferral {
  const { referralId, reference, recipientId, consentId, conversationId, state, partnerReference } = row;
  const labels = words?.items ?? [];
  return {
    ...{ referralId, reference, recipientId, consentId, conversationId, state, partnerReference, owner },
    ...{ caseId: row.caseId ?? null, recipientName: words?.recipientName ?? recipientId },
    history: row.transitions.map((step) => presentStep(step, names)),
    items: row.itemIds.map((itemId) => labels.find((each) => each.itemId === itemId) ?? { itemId, label: itemId }),
    waits: waitOf(row),
    failure: state === 'undeliverable' ? failureWords(row.lastFailure ?? 'not_possible') : null,
    ...{ createdAt: iso(row.createdAt), sentAt: isoOrNull(row.sentAt), acknowledgedAt: isoOrNull(row.acknowledgedAt) },
  };
}

const BY: Readonly<Record<string, CaseReferral['history'][number]['by']>> = { visitor: 'person', system: 'service' };

const PARTNER_SAYS: readonly ReferralState[] = ARRIVED.filter((state) => state !== 'sent');

function presentStep({ state, at, by }: ReferralChange, names: Names): CaseReferral['history'][number] {
  const name = names.get(by) ?? null;
  // Whoever works at a partner is none of our staff, and is not named to them.
  const theirs = name === null && PARTNER_SAYS.includes(state) ? 'partner' : 'staff';
  return { state, at: iso(at), by: BY[by] ?? theirs, name };
}
