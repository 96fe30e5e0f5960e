// The only door to guidance: what the rules make of the answers of a case, what came of it, and referrals to MARAC.
export type { GuidanceDeps } from './deps.ts';
export { createGuidanceFollower } from './follow-case.ts';
export { createGuidanceRoutes } from './guidance.http.ts';
export { createMaracStore, maracReferralsSpec } from './marac.store.ts';
export { createPathwayRecordsStore, pathwayRecordsSpec } from './pathway-records.store.ts';
