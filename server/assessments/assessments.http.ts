/** The HTTP routes of assessments and their tools: a table. Relations are asked by each use case, which has the subject in hand. */
import { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { toolRoutes } from '../../shared/protocol/http/tools.ts';
import { fail, type Result } from '../../shared/result.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { finishAssessment } from './finish-assessment.ts';
import { listTools, loadTool, readTool, retireTool } from './load-tool.ts';
import { notePoliceGrade } from './note-police-grade.ts';
import { listAssessments, openAssessment } from './read-assessment.ts';
import { saveAnswers } from './save-answers.ts';
import { setLevel } from './set-level.ts';
import { startAssessment } from './start-assessment.ts';

export function createAssessmentRoutes(deps: AssessmentsDeps): RouteTable {
  const as = <T>(
    { session }: HttpCaller,
    work: (caller: AssessmentCaller) => Promise<Result<T>>,
  ): Promise<Result<T>> => (session ? work(session) : Promise.resolve(fail('unauthenticated')));
  return [
    handle(assessmentRoutes.list, {
      handler: ({ query }, caller) => {
        const asked = { conversationId: query.conversationId ?? null, caseId: query.caseId ?? null };
        return as(caller, (who) => listAssessments(deps, asked, who));
      },
    }),
    handle(assessmentRoutes.start, {
      handler: ({ body }, caller) => as(caller, (who) => startAssessment(deps, body, who)),
    }),
    handle(assessmentRoutes.open, {
      handler: ({ params }, caller) => as(caller, (who) => openAssessment(deps, params.assessmentId, who)),
    }),
    handle(assessmentRoutes.answer, {
      handler: ({ params, body }, caller) => as(caller, (who) => saveAnswers(deps, { ...params, ...body }, who)),
    }),
    handle(assessmentRoutes.finish, {
      handler: ({ params, body }, caller) => as(caller, (who) => finishAssessment(deps, { ...params, ...body }, who)),
    }),
    handle(assessmentRoutes.level, {
      handler: ({ params, body }, caller) => as(caller, (who) => setLevel(deps, { ...params, ...body }, who)),
    }),
    handle(assessmentRoutes.policeGrade, {
      handler: ({ params, body }, caller) => as(caller, (who) => notePoliceGrade(deps, { ...params, ...body }, who)),
    }),
    handle(toolRoutes.list, { handler: () => listTools(deps) }),
    handle(toolRoutes.read, { handler: ({ params }) => readTool(deps, params) }),
    handle(toolRoutes.load, {
      handler: ({ body }, caller) => as(caller, (who) => loadTool(deps, body.definition, who)),
    }),
    handle(toolRoutes.retire, {
      handler: ({ params }, caller) => as(caller, (who) => retireTool(deps, params, who)),
    }),
  ];
}
