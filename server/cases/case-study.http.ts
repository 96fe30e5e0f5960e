/** The HTTP routes of the consent to a case study: a table. */
import { caseStudyRoutes } from '../../shared/protocol/http/case-study.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { type CaseStudyDeps, readCaseStudy, recordCaseStudy, withdrawCaseStudy } from './case-study.ts';
import { heldOfCase } from './held-of-case.ts';
import { keepNumbersBehind } from './keep-numbers-behind.ts';

export function createCaseStudyRoutes(deps: CaseStudyDeps): RouteTable {
  const held = heldOfCase(deps);
  return [
    handle(caseStudyRoutes.list, {
      held,
      handler: asStaff(({ params }, who) => readCaseStudy(deps, params.caseId, who)),
    }),
    handle(caseStudyRoutes.record, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => recordCaseStudy(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseStudyRoutes.withdraw, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => withdrawCaseStudy(deps, { ...params, ...body }, who)),
      ),
    }),
  ];
}
