/** What came back from partners and was not seen to yet, and each yes from which nothing was made (D2, C1). */
import { z } from 'zod';
import { empty, id, text, time } from '../common.ts';
import { REFERRAL_STATES } from '../desk.ts';
import { consentIdParam } from './consents.ts';
import { route } from './define.ts';

/** What a partner says, other than that they have it. */
export const CAME_BACK_STATES = [
  ...(['accepted', 'declined', 'waiting_list', 'completed', 'returned_needs_info'] as const),
] as const;

const of = { conversationId: id.nullable(), caseId: id.nullable(), recipientId: id, recipientName: z.string() };

export const cameBack = z
  .object({
    ...of,
    referralId: id,
    reference: z.string(),
    state: z.enum(REFERRAL_STATES),
    since: time,
    /** How far it had come when it was read: to be sent along by who has seen to it. */
    steps: z.number().int(),
  })
  .meta({ id: 'CameBackReferral' });
export type CameBack = z.infer<typeof cameBack>;

export const notMade = z
  .object({
    ...of,
    consentId: consentIdParam,
    requestId: id,
    givenAt: time,
    askedBy: z.object({ agentId: id, name: z.string() }),
    /** They had the talk, and make the referral in it; one that is part of a case is made there. */
    mayMake: z.boolean(),
  })
  .meta({ id: 'ConsentWithoutReferral' });
export type NotMade = z.infer<typeof notMade>;

export const referralAnswerRoutes = {
  cameBack: route({
    method: 'GET',
    path: '/referrals/came-back',
    summary:
      'What partners answered and nobody has seen to, newest first: of yours; a no and a question also for who answers for them',
    allow: 'referral.unanswered',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ referrals: z.array(cameBack) }),
    errors: [],
  }),
  seen: route({
    method: 'POST',
    path: '/referrals/:referralId/seen',
    summary: 'Somebody has seen to what a partner answered: it is listed again only when they say more',
    allow: 'referral.chase',
    params: z.strictObject({ referralId: id }),
    query: empty,
    body: z.strictObject({ steps: z.number().int().min(1) }),
    output: z.object({}),
    errors: ['not_found', 'conflict'],
  }),
  notMade: route({
    method: 'GET',
    path: '/referrals/not-made',
    summary: 'Each yes that is in force, whose talk is over, and from which no referral was made; newest first (C1)',
    allow: 'referral.unanswered',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ consents: z.array(notMade) }),
    errors: [],
  }),
  leave: route({
    method: 'POST',
    path: '/consents/:consentId/leave',
    summary: 'No referral is made from a yes after all, with the reason; it is listed no more',
    allow: 'referral.chase',
    params: z.strictObject({ consentId: consentIdParam }),
    query: empty,
    body: z.strictObject({ reason: text(1_000) }),
    output: z.object({}),
    errors: ['not_found', 'conflict'],
  }),
} as const;
