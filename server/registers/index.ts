// The only door to the registers: complaints and compliments, incidents and breaches, changes made because of them.
export { type ChangeFacts, changesSpec } from './changes.ts';
export { type ComplaintFacts, complaintsSpec } from './complaints.ts';
export { type IncidentFacts, incidentsSpec } from './incidents.ts';
export { createFeedbackRoutes, createRegisterRoutes } from './registers.http.ts';
export { createRegisters, type Registers } from './registers.ts';
