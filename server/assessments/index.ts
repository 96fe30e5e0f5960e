// The only door to assessments: tools as data, filled in topic by topic, with a level of risk that nobody lowers alone.
export { createAssessmentRoutes } from './assessments.http.ts';
export {
  assessmentChangesSpec,
  assessmentsSpec,
  createAssessmentsStore,
  eraseAssessments,
} from './assessments.store.ts';
export type { AssessmentsDeps, CasesPort, ConversationsPort } from './deps.ts';
export { joinCaseIn } from './join-case.ts';
export { lowerIn } from './set-level.ts';
export { toolWarnings } from './tool-warnings.ts';
export { createLoadedToolsStore, loadedToolsSpec } from './tools.store.ts';
