// The only door to what colleagues are trained and cleared for.
export { createQualificationRoutes } from './qualifications.http.ts';
export { createQualificationsStore, qualificationsSpec } from './qualifications.store.ts';
export { addQualification, isQualified, type QualificationsDeps } from './qualifications.ts';
