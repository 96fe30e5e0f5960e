/** The HTTP routes of what joins cases and keeps them apart: a table. */
import type { Relation } from '../../shared/domain/permissions.ts';
import { caseRelationRoutes } from '../../shared/protocol/http/case-relations.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import { signedIn } from '../platform/signed-in.ts';
import { excludeWorker, listConflicts } from './exclude-worker.ts';
import { findDuplicates } from './find-duplicates.ts';
import { linkCases, listLinks, unlinkCases } from './link-cases.ts';
import { type MergeDeps, proposeMerge, unmerge } from './merge-case.ts';
import { relationsById } from './reach-case.ts';

export function createCaseRelationRoutes(deps: MergeDeps): RouteTable {
  const held = async ({ params }: { params: { caseId: string } }, { session }: HttpCaller): Promise<Relation[]> =>
    session ? relationsById(deps, session, params.caseId) : [];
  return [
    handle(caseRelationRoutes.duplicates, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => findDuplicates(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.merge, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => proposeMerge(deps, { ...params, ...body }, who)),
    }),
    handle(caseRelationRoutes.unmerge, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => unmerge(deps, { ...params, ...body }, who)),
    }),
    handle(caseRelationRoutes.links, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => listLinks(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.link, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => linkCases(deps, { ...params, ...body }, who)),
    }),
    handle(caseRelationRoutes.unlink, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => unlinkCases(deps, params, who)),
    }),
    handle(caseRelationRoutes.conflicts, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => listConflicts(deps, params.caseId, who)),
    }),
    handle(caseRelationRoutes.exclude, {
      held,
      handler: ({ params, body }, caller) =>
        signedIn(caller, (who) => excludeWorker(deps, { ...params, ...body }, who)),
    }),
  ];
}
