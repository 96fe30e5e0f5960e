// Alerts that are not taken by name like the others.
import type { Alert } from '../../shared/protocol/desk.ts';

/** Nobody's word puts it away: it stands until a lead is here or on call (H5). */
export function isNoLead({ kind }: Alert): boolean {
  return kind === 'no_lead';
}
