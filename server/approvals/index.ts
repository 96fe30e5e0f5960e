// The only door to decisions of two people: a duty proposes, somebody else decides, the effect follows at once.
export { createApprovalRoutes } from './approvals.http.ts';
export { approvalsSpec, createApprovalsStore } from './approvals.store.ts';
export {
  type ApprovalEffects,
  type Approvals,
  createApprovals,
  type Decision,
} from './approvals.ts';
