/** The HTTP routes of qualifications: a table. */
import { qualificationRoutes } from '../../shared/protocol/http/qualifications.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
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
      handler: asStaff((_input, who) => listQualifications(deps, who)),
    }),
    handle(qualificationRoutes.add, {
      handler: asStaff(({ body }, who) => addQualification(deps, body, who)),
    }),
    handle(qualificationRoutes.open, {
      held: heldByStaff(async ({ params }, { agentId }) => {
        const doc = await deps.qualifications.find(params.qualificationId);
        return doc?.agentId === agentId ? ['own'] : [];
      }),
      handler: asStaff(({ params }, who) => openQualification(deps, params.qualificationId, who)),
    }),
    handle(qualificationRoutes.end, {
      handler: asStaff(({ params, body }, who) => endQualification(deps, { ...params, ...body }, who)),
    }),
  ];
}
