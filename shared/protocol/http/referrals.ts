/** Who a person can be referred to, a held referral let go, and the message form for when nobody can answer. */
import { z } from 'zod';
import { clientId, empty, id, text } from '../common.ts';
import { referral } from '../desk.ts';
import { partnerCard } from '../partner-card.ts';
import { route } from './define.ts';

export const recipientItem = z.object({
  itemId: id,
  label: z.string(),
  needed: z.boolean(),
  because: z.string().optional(),
  sensitive: z.boolean(),
});

export const recipient = z
  .object({
    recipientId: id,
    name: z.string(),
    kind: z.string(),
    /** The first of `purposes`. */
    purpose: z.string(),
    purposes: z.array(z.object({ purposeId: id, text: z.string() })),
    /** Shown to staff as such; nothing can be sent to it. */
    unverified: z.boolean(),
    /** Whether consent can be asked for it today. */
    usable: z.boolean(),
    /** What "Just give me their details" shows. */
    details: z.string(),
    items: z.array(recipientItem),
    /** What they say of themselves; null where nobody wrote it down yet. */
    card: partnerCard.nullable(),
  })
  .meta({ id: 'Recipient' });
export type RecipientView = z.infer<typeof recipient>;

export const wordingView = z
  .object({
    wordingVersion: z.string(),
    language: z.string(),
    kind: z.enum(['ask', 'tell']),
    audience: z.string(),
    text: z.string(),
  })
  .meta({ id: 'Wording' });

/** Somebody who could not be answered says how they may safely be reached; a person answers, never the system (V2). */
export const messageForm = z.strictObject({
  clientId,
  message: text(),
  name: text(200).optional(),
  safeContact: z
    .strictObject({
      kind: z.enum(['phone', 'email']),
      value: text(320),
      when: text(500).optional(),
      whoElseSees: text(500).optional(),
    })
    .optional(),
  callback: z.strictObject({ when: text(500) }).optional(),
});
export type MessageForm = z.infer<typeof messageForm>;

export const referralRoutes = {
  recipients: route({
    method: 'GET',
    path: '/recipients',
    summary: 'Who the person of this conversation can be referred to, and the approved wordings for their age',
    allow: 'recipients.read',
    params: empty,
    query: z.strictObject({ conversationId: id }),
    body: empty,
    output: z.object({ recipients: z.array(recipient), wordings: z.array(wordingView) }),
    errors: ['not_found'],
  }),
  release: route({
    method: 'POST',
    path: '/referrals/:referralId/release',
    summary: 'Let a held referral go',
    allow: 'referral.release',
    params: z.strictObject({ referralId: id }),
    query: empty,
    body: z.strictObject({
      /** The person asks that it leaves at once; without that, what they can still think again about is not let go. */
      atOnce: z.boolean().default(false),
    }),
    output: z.object({ referral }),
    errors: ['not_found', 'conflict'],
  }),
  message: route({
    method: 'POST',
    path: '/messages',
    summary: 'Leave a message; the answer is the same whatever was sent before (V3)',
    allow: 'message_form.send',
    params: empty,
    query: empty,
    body: messageForm,
    output: empty,
    errors: ['rate_limited', 'too_large'],
  }),
} as const;
