// Alerts that are not taken by name like the others, and where what an alert is about is dealt with.
import type { Alert } from '../../shared/protocol/desk.ts';

/** Nobody's word puts it away: it stands until a lead is here or on call (H5). */
export function isNoLead({ kind }: Alert): boolean {
  return kind === 'no_lead';
}

/** Where what it is about is decided. */
const PLACES: Readonly<Record<string, string>> = {
  concern_raised: '/team/concerns',
  sharing_told: '/team/disclosures',
  disclosure_proposed: '/approvals',
  disclosure_unapproved: '/approvals',
  consent_release: '/approvals',
  inbound_urgent: '/triage',
  inbound_late: '/triage',
  inbound_returned: '/triage?state=returned',
};

/** In which part of the case. */
const PARTS: Readonly<Record<string, string>> = {
  assessment_lead: '/assessments',
  risk_high: '/assessments',
  marac_refused: '/guidance',
  lead_decides: '/guidance',
  consent_withdrawn: '/referrals',
};

/** Undefined where it is dealt with at the desk. */
export function placeOfAlert({ kind, caseId }: Pick<Alert, 'kind' | 'caseId'>): string | undefined {
  const ofCase = caseId === undefined ? undefined : `/cases/${caseId}${PARTS[kind] ?? ''}`;
  return PLACES[kind] ?? ofCase;
}
