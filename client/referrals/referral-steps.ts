// Where a referral stands on its way: agreed, sent, acknowledged. Other states are said in words.
import type { Referral, ReferralState } from '../../shared/protocol/desk.ts';

export interface ReferralStep {
  readonly step: 'created' | 'sent' | 'acknowledged';
  readonly done: boolean;
  readonly at: string | null;
}

const ANSWERED: readonly ReferralState[] = [
  ...(['acknowledged', 'accepted', 'declined', 'waiting_list', 'completed', 'returned_needs_info'] as const),
];

export function stepsOf({ state, sentAt, acknowledgedAt }: Referral): readonly ReferralStep[] {
  const answered = acknowledgedAt !== null || ANSWERED.includes(state);
  return [
    { step: 'created', done: true, at: null },
    { step: 'sent', done: sentAt !== null || answered || state === 'sent', at: sentAt },
    { step: 'acknowledged', done: answered, at: acknowledgedAt },
  ];
}
