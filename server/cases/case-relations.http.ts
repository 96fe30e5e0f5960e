/** The HTTP routes of what joins cases and keeps them apart: a table. */
import { caseRelationRoutes } from '../../shared/protocol/http/case-relations.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { excludeWorker, listConflicts } from './exclude-worker.ts';
import { findDuplicates } from './find-duplicates.ts';
import { heldOfCase } from './held-of-case.ts';
import { keepNumbersBehind } from './keep-numbers-behind.ts';
import { listExclusions, proposeLetIn } from './let-in.ts';
import { linkCases, listLinks, unlinkCases } from './link-cases.ts';
import { type MergeDeps, proposeMerge } from './merge-case.ts';
import { unmerge } from './unmerge-case.ts';

export function createCaseRelationRoutes(deps: MergeDeps): RouteTable {
  const held = heldOfCase(deps);
  return [
    handle(caseRelationRoutes.duplicates, {
      held,
      handler: asStaff(({ params }, who) => findDuplicates(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.merge, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => proposeMerge(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseRelationRoutes.unmerge, {
      held,
      handler: asStaff(keepNumbersBehind(deps, ({ params, body }, who) => unmerge(deps, { ...params, ...body }, who))),
    }),
    handle(caseRelationRoutes.links, {
      held,
      handler: asStaff(({ params }, who) => listLinks(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.link, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => linkCases(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseRelationRoutes.unlink, {
      held,
      handler: asStaff(({ params }, who) => unlinkCases(deps, params, who)),
    }),
    handle(caseRelationRoutes.conflicts, {
      held,
      handler: asStaff(({ params }, who) => listConflicts(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.exclusions, {
      held,
      handler: asStaff(({ params }, who) => listExclusions(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.letIn, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => proposeLetIn(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseRelationRoutes.exclude, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => excludeWorker(deps, { ...params, ...body }, who)),
      ),
    }),
  ];
}
