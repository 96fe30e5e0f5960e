// The only door to cases: made with agreement, kept in sections, listed by what is due, changed by one transaction each.
export { adoptAge } from './adopt-age.ts';
export { type AgeFollowing, ageDutyOf } from './age-duties.ts';
export { WORKS_ON_CASES } from './allocate-case.ts';
export { createBlindIndex, matchOf } from './blind-index.ts';
export { type CaseChange, type CaseDoc, type CasePerson, type ReferredAs, scopeOf } from './case.ts';
export { createCaseClockRoutes } from './case-clocks.http.ts';
export {
  acknowledgementOf,
  chaseDueOf,
  withAcknowledgementClock,
  withClockStopped,
  withContactClock,
  withFirstContact,
} from './case-clocks.ts';
export { ageSourceOf } from './case-codes.ts';
export { type CaseEraser, eraseByCase } from './case-eraser.store.ts';
export { createCaseRelationRoutes } from './case-relations.http.ts';
export { createCaseStudyRoutes } from './case-study.http.ts';
export { caseStudySpec, createCaseStudyStore } from './case-study.store.ts';
export { createCaseViewRoutes } from './case-views.http.ts';
export { createCaseRoutes } from './cases.http.ts';
export { CaseMoved, casesSpec, createCasesStore } from './cases.store.ts';
export { type CaseWork, changeCase, changeCaseIn, changedMeanwhile } from './change-case.ts';
export { hasConflict, withKeys } from './conflict-check.ts';
export type {
  CaseCaller,
  CaseFollower,
  CaseMoment,
  CasesDeps,
  ConversationsPort,
  StaffMember,
  StaffPort,
} from './deps.ts';
export { withDue, withWait } from './due.ts';
export { emptySection } from './empty-section.ts';
export { caseEventsSpec, createCaseEventsStore } from './events.store.ts';
export { casesThatStay, caseThatStays, familiesOf, familyOf, mergedInto, partsOf } from './family.ts';
export { followCase } from './follow-case.ts';
export { fundingOfCase } from './funding.store.ts';
export { givenTo } from './give-case.ts';
export { heldOfCase } from './held-of-case.ts';
export { keepNumbersBehind } from './keep-numbers-behind.ts';
export { caseKeptUntil } from './kept-until.ts';
export { letInEffects } from './let-in.ts';
export { caseLinksSpec, createCaseLinksStore } from './links.store.ts';
export { makeCase } from './make-case.ts';
export { mergeEffects } from './merge-case.ts';
export { openCase } from './open-case.ts';
export { pagesOfCases } from './pages-of-cases.ts';
export { changeRiskIn, levelOf, riskLookedAtIn, riskOfPerson } from './person-risk.ts';
export { presentClocks } from './present-clock.ts';
export { purgeCases } from './purge-cases.ts';
export { mayReadCase, reachCase, relationsById, relationsToCase } from './reach-case.ts';
export { saveSection } from './save-section.ts';
export { withRisk } from './section-dues.ts';
export { createSectionsStore, sectionsSpec, sectionVersionsSpec } from './sections.store.ts';
export { changedBesideIn, settledInFamily } from './settle-in-family.ts';
export { turnAges } from './turn-ages.ts';
export { createSavedViewsStore, savedViewsSpec } from './views.store.ts';
