/** The HTTP routes of what waits for a second person: a table. */
import { approvalRoutes } from '../../shared/protocol/http/approvals.ts';
import { fail } from '../../shared/result.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { Approvals } from './approvals.ts';

export function createApprovalRoutes(approvals: Approvals): RouteTable {
  return [
    handle(approvalRoutes.list, {
      handler: async (_input, { session }) => (session ? approvals.list(session) : fail('unauthenticated')),
    }),
    handle(approvalRoutes.open, {
      handler: async ({ params }, { session }) =>
        session ? approvals.open(params.approvalId, session) : fail('unauthenticated'),
    }),
    handle(approvalRoutes.decide, {
      handler: async ({ params, body }, { session }) =>
        session
          ? approvals.decide({ ...params, move: body.decision, answer: body.answer }, session)
          : fail('unauthenticated'),
    }),
    handle(approvalRoutes.withdraw, {
      handler: async ({ params }, { session }) =>
        session ? approvals.decide({ ...params, move: 'withdraw', answer: null }, session) : fail('unauthenticated'),
    }),
  ];
}
