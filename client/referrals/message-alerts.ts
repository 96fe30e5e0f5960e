import type { Alert } from '../../shared/protocol/desk.ts';

/** An alert that is over when its message is taken, and is never taken itself. */
export const isOfMessage = (alert: Pick<Alert, 'kind'>): boolean => alert.kind === 'message_received';
