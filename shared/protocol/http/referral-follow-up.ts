/** What staff do about referrals that did not go, and about those that nobody has said they have. */
import { z } from 'zod';
import { CHASE_HOWS, CHASE_OUTCOMES, CHASE_STEPS } from '../../domain/chase-ladder.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { REFERRAL_STATES, REFERRAL_WAITS, referral } from '../desk.ts';
import { route } from './define.ts';

/** Whom to ring by name. */
const rings = z.object({ who: z.string(), number: z.string() });

const about = {
  referralId: id,
  /** Short, to be read out on the telephone. */
  reference: z.string(),
  conversationId: id.nullable(),
  caseId: id.nullable(),
  recipientId: id,
  recipientName: z.string(),
  rings: rings.nullable(),
};

export const undeliverable = z
  .object({
    ...about,
    /** What is sent again: the referral, or what is to be said about it since. */
    deliveryId: id,
    /**
     * `recall`: the person has taken their consent back, and the partner may not know. `notice`: an e-mail that says that there
     * is something; that itself has arrived.
     */
    kind: z.enum(['referral', 'recall', 'pause', 'resume', 'notice']),
    state: z.enum(REFERRAL_STATES),
    since: time,
    reason: code,
    /** The reason and what to do about it, for staff. */
    sentence: z.string(),
  })
  .meta({ id: 'UndeliverableReferral' });
export type Undeliverable = z.infer<typeof undeliverable>;

export const heldReferral = z
  .object({ ...about, since: time, why: z.enum(REFERRAL_WAITS) })
  .meta({ id: 'HeldReferral' });
export type HeldReferral = z.infer<typeof heldReferral>;

export const unanswered = z
  .object({
    ...about,
    sentAt: time,
    step: z.enum(CHASE_STEPS),
    dueAt: time,
    overdue: z.boolean(),
    /** How often somebody has asked. */
    asked: z.number().int(),
  })
  .meta({ id: 'UnansweredReferral' });
export type Unanswered = z.infer<typeof unanswered>;

const chase = z.object({
  at: time,
  by: id,
  step: z.enum(CHASE_STEPS),
  how: z.enum(CHASE_HOWS),
  outcome: z.enum(CHASE_OUTCOMES),
  said: z.string(),
});

export const chaseView = z
  .object({
    ...about,
    state: z.enum(REFERRAL_STATES),
    sentAt: time.nullable(),
    /** Null: nobody is waited for any more. */
    next: z.object({ step: z.enum(CHASE_STEPS), dueAt: time }).nullable(),
    /** What to say on the telephone; it names nobody. */
    script: z.string(),
    chases: z.array(chase),
  })
  .meta({ id: 'ReferralChase' });
export type ChaseView = z.infer<typeof chaseView>;

const params = z.strictObject({ referralId: id });

export const followUpRoutes = {
  undeliverable: route({
    method: 'GET',
    path: '/referrals/undeliverable',
    summary: 'Referrals and recalls that could not be delivered, longest first, each with the reason in words (C2)',
    allow: 'referral.undeliverable',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ referrals: z.array(undeliverable) }),
    errors: [],
  }),
  held: route({
    method: 'GET',
    path: '/referrals/held',
    summary: 'Referrals that wait for a decision whether they leave, oldest first, each with why it waits (H3)',
    allow: 'referral.release',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ referrals: z.array(heldReferral) }),
    errors: [],
  }),
  keep: route({
    method: 'POST',
    path: '/referrals/:referralId/keep',
    summary: 'A held referral does not leave, with the reason; it is stopped for good (H3)',
    allow: 'referral.release',
    params,
    query: empty,
    body: z.strictObject({ reason: text(1_000) }),
    output: z.object({ referral }),
    errors: ['not_found', 'conflict'],
  }),
  retry: route({
    method: 'POST',
    path: '/referrals/:referralId/retry',
    summary: 'Send one again under the same Idempotency-Key, if the consent is still in force (C1, C2)',
    allow: 'referral.retry',
    params,
    query: empty,
    body: z.strictObject({ deliveryId: id }),
    output: z.object({ referral }),
    errors: ['not_found', 'conflict', 'consent_missing'],
  }),
  unanswered: route({
    method: 'GET',
    path: '/referrals/unanswered',
    summary:
      'Referrals that a partner has not said it has, soonest due first: yours, or all for who answers for them (D2)',
    allow: 'referral.unanswered',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ referrals: z.array(unanswered) }),
    errors: [],
  }),
  readChase: route({
    method: 'GET',
    path: '/referrals/:referralId/chase',
    summary: 'Whom to ring about one, what to say, and who asked before',
    allow: 'referral.chase',
    params,
    query: empty,
    body: empty,
    output: z.object({ chase: chaseView }),
    errors: ['not_found'],
  }),
  chase: route({
    method: 'POST',
    path: '/referrals/:referralId/chase',
    summary:
      'Somebody asked the partner: how, and what came of it. That they have it, said by telephone, acknowledges it',
    allow: 'referral.chase',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      how: z.enum(CHASE_HOWS),
      outcome: z.enum(CHASE_OUTCOMES, 'Say what came of it.'),
      /** With whom, and what they said. Nothing about the person is needed. */
      said: text(1_000),
    }),
    output: z.object({ chase: chaseView }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
