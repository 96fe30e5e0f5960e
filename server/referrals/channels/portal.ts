/**
 * To a partner that works in our portal. The sealed copy is what they read there, and the transaction that began the attempt
 * has written it: nothing more can go wrong. They acknowledge it themselves.
 */
import type { Verdict } from './verdict.ts';

export function showInPortal(): Verdict {
  return { outcome: 'sent' };
}
