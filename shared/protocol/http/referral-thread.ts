/** The service's side of a referral that is with a partner: what the partner said, an answer to it, and the partners' cards. */
import { z } from 'zod';
import { clientId, empty, id, text, time } from '../common.ts';
import { referralState } from '../desk.ts';
import { partnerCard } from '../partner-card.ts';
import { route } from './define.ts';
import { cardToWrite, threadMessage } from './portal.ts';

const params = z.strictObject({ referralId: id });

const thread = z.object({
  referralId: id,
  reference: z.string(),
  recipientName: z.string(),
  state: referralState,
  stopConfirmedAt: time.nullable(),
  /** Whether something can be said to the partner now. */
  open: z.boolean(),
  messages: z.array(threadMessage),
});
export type ReferralThread = z.infer<typeof thread>;

const cardOf = z.object({ recipientId: id, name: z.string(), usable: z.boolean(), card: partnerCard.nullable() });
export type PartnerWithCard = z.infer<typeof cardOf>;

export const referralThreadRoutes = {
  read: route({
    method: 'POST',
    path: '/referrals/:referralId/thread/open',
    summary: 'What was written about this referral since it left; who read it is recorded before it is shown (A2)',
    allow: 'referral_thread.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ thread }),
    errors: ['not_found'],
  }),
  answer: route({
    method: 'POST',
    path: '/referrals/:referralId/answers',
    summary: 'Answer what the partner asked; refused where it holds a way to reach somebody, which takes a new consent',
    allow: 'referral_thread.answer',
    params,
    query: empty,
    body: z.strictObject({ clientId, text: text(2_000) }),
    output: z.object({ thread }),
    errors: ['not_found', 'conflict'],
  }),
  cards: route({
    method: 'GET',
    path: '/partner-cards',
    summary: 'What each partner says of itself',
    allow: 'partner_card.read',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ partners: z.array(cardOf) }),
    errors: [],
  }),
  setCard: route({
    method: 'PUT',
    path: '/partner-cards/:recipientId',
    summary: 'Change what is said of a partner, as it told us',
    allow: 'partner_card.set',
    params: z.strictObject({ recipientId: id }),
    query: empty,
    body: cardToWrite,
    output: z.object({ card: partnerCard.nullable() }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
