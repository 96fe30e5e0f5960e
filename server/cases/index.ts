// The only door to cases: made with agreement, kept in sections, listed by what is due, changed by one transaction each.
export { WORKS_ON_CASES } from './allocate-case.ts';
export { createBlindIndex, matchOf } from './blind-index.ts';
export { type CaseChange, type CaseDoc, type CasePerson, scopeOf } from './case.ts';
export { asCaseStaff, heldOfCase } from './case-routes.ts';
export { createCaseRoutes } from './cases.http.ts';
export { CaseMoved, casesSpec, createCasesStore, withDue, withWait } from './cases.store.ts';
export { changeCase, changeCaseIn, changedMeanwhile } from './change-case.ts';
export { keysChange } from './conflict-check.ts';
export type { CaseCaller, CaseFollower, CaseMoment, CasesDeps, ConversationsPort } from './deps.ts';
export { caseEventsSpec, createCaseEventsStore } from './events.store.ts';
export { caseKeptUntil } from './kept-until.ts';
export { mayReadCase, reachCase, relationsToCase } from './reach-case.ts';
export { createSectionsStore, sectionsSpec, sectionVersionsSpec } from './sections.store.ts';
