/** The HTTP routes of assessments and their tools: a table. Relations are asked by each use case, which has the subject in hand. */
import { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { toolRoutes } from '../../shared/protocol/http/tools.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { AssessmentsDeps } from './deps.ts';
import { finishAssessment } from './finish-assessment.ts';
import { tryTool } from './judge-tool.ts';
import { listTools, loadTool, readTool, retireTool } from './load-tool.ts';
import { notePoliceGrade } from './note-police-grade.ts';
import { listAssessments, openAssessment } from './read-assessment.ts';
import { saveAnswers } from './save-answers.ts';
import { setLevel } from './set-level.ts';
import { startAssessment } from './start-assessment.ts';

export function createAssessmentRoutes(deps: AssessmentsDeps): RouteTable {
  return [
    handle(assessmentRoutes.list, {
      handler: asStaff(({ query }, who) => {
        const asked = { conversationId: query.conversationId ?? null, caseId: query.caseId ?? null };
        return listAssessments(deps, asked, who);
      }),
    }),
    handle(assessmentRoutes.start, {
      handler: asStaff(({ body }, who) => startAssessment(deps, body, who)),
    }),
    handle(assessmentRoutes.open, {
      handler: asStaff(({ params }, who) => openAssessment(deps, params.assessmentId, who)),
    }),
    handle(assessmentRoutes.answer, {
      handler: asStaff(({ params, body }, who) => saveAnswers(deps, { ...params, ...body }, who)),
    }),
    handle(assessmentRoutes.finish, {
      handler: asStaff(({ params, body }, who) => finishAssessment(deps, { ...params, ...body }, who)),
    }),
    handle(assessmentRoutes.level, {
      handler: asStaff(({ params, body }, who) => setLevel(deps, { ...params, ...body }, who)),
    }),
    handle(assessmentRoutes.policeGrade, {
      handler: asStaff(({ params, body }, who) => notePoliceGrade(deps, { ...params, ...body }, who)),
    }),
    handle(toolRoutes.list, { handler: () => listTools(deps) }),
    handle(toolRoutes.read, { handler: ({ params }) => readTool(deps, params) }),
    handle(toolRoutes.check, { handler: ({ body }) => tryTool(deps, body.definition) }),
    handle(toolRoutes.load, {
      handler: asStaff(({ body }, who) => loadTool(deps, body.definition, who)),
    }),
    handle(toolRoutes.retire, {
      handler: asStaff(({ params }, who) => retireTool(deps, params, who)),
    }),
  ];
}
