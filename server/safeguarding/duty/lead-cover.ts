/**
 * Open without a lead (H5): nobody who could take an alert is connected, and nobody is on call; or an emergency stands
 * untaken with nobody on call. Everybody at work is told in red, and no word of anybody's puts it away: a lead does, by being
 * here or on call, or by taking the emergency.
 */
export interface Cover {
  /** The service takes conversations now. */
  readonly open: boolean;
  /** Leads and supervisors who are connected. */
  readonly leadsHere: number;
  readonly onCall: number;
  /** An emergency that nobody took in the time after which the lead on call is reached, with none on call who may know of it. */
  readonly emergencyUnanswered: boolean;
}

/** `soon` counts only once it has lasted: a lead who loads their page again is not gone. */
export function leadIsMissing({ open, leadsHere, onCall, emergencyUnanswered }: Cover): 'no' | 'soon' | 'now' {
  if (emergencyUnanswered) return 'now';
  if (onCall > 0) return 'no';
  return open && leadsHere === 0 ? 'soon' : 'no';
}

/** Since when a lead has been missing, after a look at this moment; null while none is. */
export function missingSince(missing: 'no' | 'soon' | 'now', before: number | null, now: number): number | null {
  if (missing === 'no') return null;
  return missing === 'now' ? Number.NEGATIVE_INFINITY : (before ?? now);
}
