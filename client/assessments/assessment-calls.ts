// What filling in tools asks of the server.
import type { RiskLevel, StandingLevel } from '../../shared/domain/risk-level.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { assessmentRoutes, NewAssessment } from '../../shared/protocol/http/assessments.ts';
import type { caseLevelRoutes } from '../../shared/protocol/http/case-level.ts';
import type { toolRoutes } from '../../shared/protocol/http/tools.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import type { Batch } from './filling.ts';
import type { Subject } from './subject.ts';

type Routes = typeof assessmentRoutes;
type Answer<R extends keyof Routes> = Promise<Reply<ValueOf<Routes[R]>>>;

const pathOf = (assessmentId: string, step = ''): string => `/assessments/${encodeURIComponent(assessmentId)}${step}`;

export const listAssessments = (subject: Subject): Answer<'list'> =>
  ask('GET', `/assessments?${new URLSearchParams({ ...subject })}`);

export const listTools = (): Promise<Reply<ValueOf<(typeof toolRoutes)['list']>>> => ask('GET', '/tools');

export const startAssessment = (input: NewAssessment): Answer<'start'> => ask('POST', '/assessments', input);

export const openAssessment = (assessmentId: string): Answer<'open'> => ask('GET', pathOf(assessmentId));

export const saveAnswers = (assessmentId: string, batch: Batch): Answer<'answer'> =>
  ask('POST', pathOf(assessmentId, '/answers'), batch);

export const finishAssessment = (assessmentId: string, revision: number): Answer<'finish'> =>
  ask('POST', pathOf(assessmentId, '/finish'), { revision });

export interface LevelInput {
  readonly clientId: string;
  readonly from: StandingLevel;
  readonly to: RiskLevel;
  readonly reason: string;
}

export const setLevel = (assessmentId: string, input: LevelInput): Answer<'level'> =>
  ask('POST', pathOf(assessmentId, '/level'), input);

type OfCase = typeof caseLevelRoutes;

const levelPath = (caseId: string): string => `/cases/${encodeURIComponent(caseId)}/level`;

export const readCaseLevel = (caseId: string): Promise<Reply<ValueOf<OfCase['read']>>> => ask('GET', levelPath(caseId));

export const setCaseLevel = (caseId: string, input: LevelInput): Promise<Reply<ValueOf<OfCase['set']>>> =>
  ask('POST', levelPath(caseId), input);

export interface PoliceGradeInput {
  readonly clientId: string;
  readonly tool: string;
  readonly grade: string;
  readonly gradedOn: string;
}

export const notePoliceGrade = (assessmentId: string, input: PoliceGradeInput): Answer<'policeGrade'> =>
  ask('POST', pathOf(assessmentId, '/police-grades'), input);
