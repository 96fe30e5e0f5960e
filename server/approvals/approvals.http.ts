/** The HTTP routes of what waits for a second person: a table. */
import { approvalRoutes } from '../../shared/protocol/http/approvals.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { Approvals } from './approvals.ts';

export function createApprovalRoutes(approvals: Approvals): RouteTable {
  const held = heldByStaff(({ params }: { params: { approvalId: string } }, who) =>
    approvals.relations(params.approvalId, who),
  );
  return [
    handle(approvalRoutes.list, {
      handler: asStaff((_input, who) => approvals.list(who)),
    }),
    handle(approvalRoutes.open, {
      held,
      handler: asStaff(({ params }, who) => approvals.open(params.approvalId, who)),
    }),
    handle(approvalRoutes.decide, {
      held,
      handler: asStaff(({ params, body }, who) =>
        approvals.decide({ ...params, move: body.decision, answer: body.answer }, who),
      ),
    }),
    handle(approvalRoutes.withdraw, {
      held,
      handler: asStaff(({ params }, who) => approvals.decide({ ...params, move: 'withdraw', answer: null }, who)),
    }),
  ];
}
