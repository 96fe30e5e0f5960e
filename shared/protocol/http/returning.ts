/** Coming back by a reference and six words: giving them, and deciding what somebody asked for with them. */
import { z } from 'zod';
import { WITHDRAWAL_CHECKS, WITHDRAWAL_STATES } from '../../domain/withdrawal-request.ts';
import { clientId, empty, id, text, time } from '../common.ts';
import { REFERRAL_STATES } from '../desk.ts';
import { route } from './define.ts';

const person = z.object({ agentId: id, name: z.string() });

export const withdrawalRequest = z
  .object({
    requestId: id,
    caseId: id.nullable(),
    caseReference: z.string().nullable(),
    conversationId: id.nullable(),
    state: z.enum(WITHDRAWAL_STATES),
    /** A lead decides. */
    highRisk: z.boolean(),
    receivedAt: time,
    dueAt: time,
    takenBy: person.nullable(),
    decidedBy: person.nullable(),
    decidedAt: time.nullable(),
    check: z.enum(WITHDRAWAL_CHECKS).nullable(),
    /** Of a chat without a case, for who has taken it: how they said that it is safe to reach them, in their own words. */
    safeContact: z.string().nullable().optional(),
    /** What it stopped or paused. */
    stopped: z.array(z.object({ referralId: id, recipientName: z.string(), state: z.enum(REFERRAL_STATES) })),
  })
  .meta({ id: 'WithdrawalRequest' });
export type WithdrawalRequestView = z.infer<typeof withdrawalRequest>;

export const givePhraseInput = z
  .strictObject({
    clientId,
    caseId: id.optional(),
    conversationId: id.optional(),
    /** They asked themselves whether they can come back. */
    asked: z.boolean(),
    /** They were warned that whoever finds it can use it, and want it. */
    insists: z.boolean(),
    /** Also as a line in the chat, if they asked for that. */
    inChat: z.boolean(),
  })
  .refine(({ caseId, conversationId }) => (caseId === undefined) !== (conversationId === undefined), {
    message: 'Name a case or a conversation, not both.',
    path: ['caseId'],
  });
export type GivePhrase = z.infer<typeof givePhraseInput>;

export const givenPhrase = z.object({
  reference: z.string(),
  words: z.array(z.string()),
  /** The page on which they are used. */
  address: z.string(),
  expiresAt: time,
  shownInChat: z.boolean(),
});
export type GivenPhrase = z.infer<typeof givenPhrase>;

const params = z.strictObject({ requestId: id });

export const returningRoutes = {
  give: route({
    method: 'POST',
    path: '/return-phrases',
    summary:
      'Give a reference and six words to somebody who asked to come back; shown once. `warn_first` says what to warn of (`warnings`)',
    allow: 'phrase.give',
    params: empty,
    query: empty,
    body: givePhraseInput,
    output: givenPhrase,
    errors: ['not_found', 'conflict'],
  }),
  list: route({
    method: 'GET',
    path: '/withdrawal-requests',
    summary: 'What somebody asked for by reference and phrase and nobody has decided yet, the most urgent first',
    allow: 'withdrawal.use',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ requests: z.array(withdrawalRequest) }),
    errors: [],
  }),
  take: route({
    method: 'POST',
    path: '/withdrawal-requests/:requestId/take',
    summary: 'Take one by name; a conflict says who has it (`takenBy`)',
    allow: 'withdrawal.use',
    params,
    query: empty,
    /** Who has it now, where a lead takes it over from them. */
    body: z.strictObject({ from: id.optional() }),
    output: z.object({ request: withdrawalRequest }),
    errors: ['not_found', 'conflict'],
  }),
  decide: route({
    method: 'POST',
    path: '/withdrawal-requests/:requestId/decide',
    summary: 'Say whether it was them: what was shared is taken back, or goes on. Of high risk a lead decides',
    allow: 'withdrawal.use',
    params,
    query: empty,
    body: z.strictObject({
      decision: z.enum(['withdrawn', 'continued']),
      check: z.enum(WITHDRAWAL_CHECKS),
      reason: text(2_000),
    }),
    output: z.object({ request: withdrawalRequest }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
