// The only door to cases: made with agreement, kept in sections, listed by what is due, changed by one transaction each.
export { adoptAge } from './adopt-age.ts';
export { createBlindIndex } from './blind-index.ts';
export { type CaseDoc, type CasePerson, scopeOf } from './case.ts';
export { createCaseRelationRoutes } from './case-relations.http.ts';
export { createCaseViewRoutes } from './case-views.http.ts';
export { createCaseRoutes } from './cases.http.ts';
export { CaseMoved, casesSpec, createCasesStore } from './cases.store.ts';
export { changeCase, changeCaseIn } from './change-case.ts';
export type { CaseCaller, CasesDeps, ConversationsPort } from './deps.ts';
export { withDue, withWait } from './due.ts';
export { caseEventsSpec, createCaseEventsStore } from './events.store.ts';
export { caseKeptUntil } from './kept-until.ts';
export { caseLinksSpec, createCaseLinksStore } from './links.store.ts';
export { mergeEffects } from './merge-case.ts';
export { reachCase, relationsById } from './reach-case.ts';
export { withRisk } from './section-dues.ts';
export { createSectionsStore, sectionsSpec, sectionVersionsSpec } from './sections.store.ts';
export { createSavedViewsStore, savedViewsSpec } from './views.store.ts';
