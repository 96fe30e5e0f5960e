/**
 * Incidents and breaches: what happened, who was told, and what must be settled before one is closed. A breach that is a risk
 * to people is told to the regulator within 72 hours; a high risk is told to the people themselves (UK GDPR articles 33, 34).
 */
export const INCIDENT_KINDS = [
  'breach',
  'wrong_recipient',
  'lost_or_stolen',
  'security',
  'near_miss',
  'other',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Personal data came where it should not be, or is gone. */
const BREACHES: readonly IncidentKind[] = ['breach', 'wrong_recipient', 'lost_or_stolen'];

export function isBreach(kind: IncidentKind): boolean {
  return BREACHES.includes(kind);
}

export const INCIDENT_STATES = ['open', 'closed'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const INCIDENT_RISKS = ['unlikely', 'risk', 'high_risk'] as const;
export type IncidentRisk = (typeof INCIDENT_RISKS)[number];

export const INCIDENT_TOLD = ['ico', 'people', 'police', 'commissioner', 'partner', 'insurer', 'other'] as const;
export type IncidentTold = (typeof INCIDENT_TOLD)[number];

/** Those of whom it must be said why not, where they were not told. */
export const MUST_SETTLE = ['ico', 'people'] as const;
export type MustSettle = (typeof MUST_SETTLE)[number];

export type IncidentMove = 'note' | 'own' | 'assess' | 'tell' | 'not_told' | 'contain' | 'learn' | 'close' | 'reopen';

export interface IncidentStanding {
  readonly kind: IncidentKind;
  readonly state: IncidentState;
  readonly risk: IncidentRisk | null;
  readonly told: readonly IncidentTold[];
  readonly notTold: readonly MustSettle[];
  readonly learnt: boolean;
}

/** Why a move may not be made; null when it may. */
export type IncidentRefusal =
  | 'closed'
  | 'not_closed'
  | 'not_assessed'
  | 'ico_not_settled'
  | 'ico_must_be_told'
  | 'people_not_settled'
  | 'nothing_learnt'
  | 'told_already';

export function judgeIncident(
  standing: IncidentStanding,
  move: IncidentMove,
  who?: IncidentTold,
): IncidentRefusal | null {
  const { kind, state, risk, told } = standing;
  if (move === 'reopen') return state === 'closed' ? null : 'not_closed';
  if (state === 'closed') return move === 'note' || move === 'learn' ? null : 'closed';
  if (move === 'not_told') {
    if (who !== undefined && told.includes(who)) return 'told_already';
    if (risk === null) return 'not_assessed';
    return who === 'ico' && risk !== 'unlikely' ? 'ico_must_be_told' : null;
  }
  if (move !== 'close') return null;
  return isBreach(kind) ? unsettled(standing) : standing.learnt || kind === 'other' ? null : 'nothing_learnt';
}

function unsettled({ risk, told, notTold, learnt }: IncidentStanding): IncidentRefusal | null {
  if (risk === null) return 'not_assessed';
  if (!told.includes('ico')) {
    // The risk may have been seen as greater since it was decided not to tell them.
    if (risk !== 'unlikely') return 'ico_must_be_told';
    if (!notTold.includes('ico')) return 'ico_not_settled';
  }
  if (!told.includes('people') && !notTold.includes('people')) return 'people_not_settled';
  return learnt ? null : 'nothing_learnt';
}

/** Whether the 72 hours still run: a breach that nobody has found unlikely to harm, and of which the regulator does not know. */
export function icoClockRuns({ kind, risk, told, notTold }: IncidentStanding): boolean {
  if (!isBreach(kind) || told.includes('ico')) return false;
  return risk !== 'unlikely' || !notTold.includes('ico');
}
