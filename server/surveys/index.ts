export { answerSurvey } from './answer-survey.ts';
export { surveyFor } from './survey.ts';
export { createSurveysStore, surveysSpec } from './surveys.store.ts';
