// The only door to plans: goals, actions and reviews, waiting lists, and therapy with a sealed space of its own.
export { actionsSpec, createActionsStore } from './actions.store.ts';
export { createPlanFollower } from './follow-case.ts';
export { createPlanRoutes, createTherapyRoutes } from './plans.http.ts';
export { createPlansStore, plansSpec } from './plans.store.ts';
export { createTherapistNotesStore, therapistNotesSpec, therapyScopeOf } from './therapist-notes.store.ts';
