// In which part of a case something that is due is done.
import type { DueKind } from '../../shared/domain/due-kinds.ts';
import type { Part } from '../cases/parts.ts';

const PARTS: Readonly<Partial<Record<DueKind, Part>>> = {
  ...{ action: 'plan', chase_others: 'plan', chase_person: 'plan', plan_review: 'plan' },
  ...{ waiting_list_review: 'plan', therapy_session: 'plan' },
  ...{ callback: 'contact', contact_recheck: 'contact', contact_stop: 'contact', first_safe_contact: 'contact' },
  ...{ compensation_deadline: 'justice', safety_plan_review: 'safety_plan' },
  ...{ assessment_review: 'assessments', risk_due_again: 'assessments', no_owner: 'overview' },
  consent_review: 'referrals',
  ...{ pass_on: 'referrals', partner_question: 'referrals', partner_declined: 'referrals' },
};

/** Where what somebody is reminded of is done: in its case, on the board of what came, or where all of its kind are. */
export function addressOf({ caseId, kind }: { readonly caseId: string | null; readonly kind: DueKind }): string {
  if (caseId === null) return '/triage';
  if (kind === 'withdrawal_check' || kind === 'withdrawal_lead') return '/team/withdrawals';
  return kind === 'chase_referral' ? '/team/referrals' : `/cases/${caseId}/${placeOf(kind)}`;
}

/** Ages, pathways, panels and clocks are dealt with where the rules of the case are read. */
export function placeOf(kind: DueKind): Part {
  return PARTS[kind] ?? 'guidance';
}
