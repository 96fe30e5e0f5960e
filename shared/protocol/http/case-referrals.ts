/** Referrals of a case: made from what the person agreed to, followed to their end, and told to the person when they ask. */
import { z } from 'zod';
import { PERSON_CHECKS } from '../../domain/written-consent.ts';
import { clientId, empty, id, time } from '../common.ts';
import { referralState, referralWait } from '../desk.ts';
import { casePerson } from './cases.ts';
import { consentIdParam } from './consents.ts';
import { route } from './define.ts';

const step = z.object({
  state: referralState,
  at: time,
  /** Who moved it: the person themselves, this service by itself, the partner, or a member of staff by name. */
  by: z.enum(['person', 'service', 'partner', 'staff']),
  name: z.string().nullable(),
});

export const caseReferral = z
  .object({
    referralId: id,
    /** Short, for the telephone; the partner has the same. */
    reference: z.string(),
    recipientId: id,
    recipientName: z.string(),
    consentId: consentIdParam,
    caseId: id.nullable(),
    conversationId: id.nullable(),
    state: referralState,
    history: z.array(step),
    /** Who has its case, else who made it. */
    owner: casePerson.nullable(),
    items: z.array(z.object({ itemId: id, label: z.string() })),
    waits: referralWait.nullable(),
    /** Why it did not go, and what to do about it, as a sentence. */
    failure: z.string().nullable(),
    createdAt: time,
    sentAt: time.nullable(),
    acknowledgedAt: time.nullable(),
    partnerReference: z.string().nullable(),
  })
  .meta({ id: 'CaseReferral' });
export type CaseReferral = z.infer<typeof caseReferral>;

export const told = z.object({
  referralId: id,
  recipientName: z.string(),
  state: referralState,
  /** When it left; null: nothing has. */
  sentAt: time.nullable(),
  /** What the other service was told, to the letter; nothing while nothing has left. */
  sent: z.array(z.object({ itemId: id, label: z.string(), value: z.string() })),
  answeredAt: time.nullable(),
  /** Where they take it on or put it on their waiting list; null where they said no more than that. */
  takenOn: z
    .object({
      worker: z.string().nullable(),
      startsOn: z.string().nullable(),
      weeks: z.number().nullable(),
      reviewOn: z.string().nullable(),
    })
    .nullable()
    .optional(),
  /** When it came to stand as it does. */
  since: time,
});
export type ToldReferral = z.infer<typeof told>;

const params = z.strictObject({ caseId: id });

export const caseReferralRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/referrals',
    summary: 'The referrals of a person: those made in their chats and in their cases, newest first',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ referrals: z.array(caseReferral) }),
    errors: ['not_found'],
  }),
  make: route({
    method: 'POST',
    path: '/cases/:caseId/referrals',
    summary: 'Make the referral that they agreed to; held for a while before it leaves, unless they ask for it at once',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      consentId: consentIdParam,
      /** The person wants no wait. */
      atOnce: z.boolean().optional(),
    }),
    output: z.object({ referral: caseReferral }),
    errors: ['not_found', 'conflict', 'consent_missing', 'unavailable'],
  }),
  tell: route({
    method: 'POST',
    path: '/cases/:caseId/referrals/tell',
    summary:
      'What the person can be told of what was shared and what came back, once they showed who they are; recorded',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, check: z.enum(PERSON_CHECKS, 'Say how they showed who they are.') }),
    output: z.object({ referrals: z.array(told), checkedAt: time }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
