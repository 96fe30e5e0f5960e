/** The HTTP routes of qualifications: a table. */
import { qualificationRoutes } from '../../shared/protocol/http/qualifications.ts';
import { fail } from '../../shared/result.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import {
  addQualification,
  endQualification,
  listQualifications,
  openQualification,
  type QualificationsDeps,
} from './qualifications.ts';

export function createQualificationRoutes(deps: QualificationsDeps): RouteTable {
  return [
    handle(qualificationRoutes.list, {
      handler: async (_input, { session }) => (session ? listQualifications(deps, session) : fail('unauthenticated')),
    }),
    handle(qualificationRoutes.add, {
      handler: async ({ body }, { session }) =>
        session ? addQualification(deps, body, session) : fail('unauthenticated'),
    }),
    handle(qualificationRoutes.open, {
      held: async ({ params }, { session }) => {
        const doc = session ? await deps.qualifications.find(params.qualificationId) : null;
        return doc && doc.agentId === session?.agentId ? ['own'] : [];
      },
      handler: async ({ params }, { session }) =>
        session ? openQualification(deps, params.qualificationId, session) : fail('unauthenticated'),
    }),
    handle(qualificationRoutes.end, {
      handler: async ({ params, body }, { session }) =>
        session ? endQualification(deps, { ...params, ...body }, session) : fail('unauthenticated'),
    }),
  ];
}
