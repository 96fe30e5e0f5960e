/** What waits for a second person: one tray, oldest first; what is proposed is read when it is opened. */
import { z } from 'zod';
import { APPROVAL_KINDS, APPROVAL_STATES } from '../../domain/two-person.ts';
import { code, empty, id, text, time } from '../common.ts';
import { route } from './define.ts';

const person = z.object({ agentId: id, name: z.string() });

export const approval = z
  .object({
    approvalId: id,
    kind: z.enum(APPROVAL_KINDS),
    state: z.enum(APPROVAL_STATES),
    /** The record that would change. */
    subject: z.object({ kind: code, id }),
    /** The reference of its case, where it has one. */
    caseReference: z.string().nullable(),
    /** Done already, since it could not wait: what is asked for is the look afterwards. */
    after: z.boolean(),
    proposedBy: person,
    proposedAt: time,
    dueAt: time.nullable(),
    decidedBy: person.nullable(),
    decidedAt: time.nullable(),
    /** Whether the caller may decide: somebody else proposed it, and it is theirs by role. */
    yours: z.boolean(),
  })
  .meta({ id: 'Approval' });
export type Approval = z.infer<typeof approval>;

/** A fact the second person decides by: a code for its name, and what it says. */
export const approvalFact = z.object({ name: code, value: z.string() });
export type ApprovalFact = z.infer<typeof approvalFact>;

const contents = z.object({
  approval,
  reason: z.string(),
  facts: z.array(approvalFact),
  /** What the one who decided wrote. */
  answer: z.string().nullable(),
});
export type ApprovalContents = z.infer<typeof contents>;

const params = z.strictObject({ approvalId: id });
const changed = z.object({ approval });

export const approvalRoutes = {
  list: route({
    method: 'GET',
    path: '/approvals',
    summary: 'What waits for a second person and is yours to decide, or was proposed by you; oldest first',
    allow: 'approval.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ approvals: z.array(approval) }),
    errors: [],
  }),
  open: route({
    method: 'POST',
    path: '/approvals/:approvalId/open',
    summary: 'Read what is proposed and why; who read it is recorded first (A2)',
    allow: 'approval.read',
    params,
    query: empty,
    body: empty,
    output: contents,
    errors: ['not_found'],
  }),
  decide: route({
    method: 'POST',
    path: '/approvals/:approvalId/decide',
    summary: 'Approve or refuse what somebody else proposed; takes effect at once',
    allow: 'approval.decide',
    params,
    query: empty,
    body: z.strictObject({ decision: z.enum(['approve', 'refuse']), answer: text(2_000) }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/approvals/:approvalId/withdraw',
    summary: 'Take back what you proposed',
    allow: 'approval.read',
    params,
    query: empty,
    body: empty,
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
} as const;
