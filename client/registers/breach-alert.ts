import type { Alert } from '../../shared/protocol/desk.ts';

/** Over when the breach is dealt with, and never taken by name: days are left, and an alarm must stay an alarm. */
export const isOfBreach = ({ kind }: Pick<Alert, 'kind'>): boolean =>
  kind === 'breach_reported' || kind === 'breach_due';
