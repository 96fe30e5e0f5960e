/** What somebody thinks of the service, sent from the chat window: without a name, a conversation or an open chat. */
import { z } from 'zod';
import { COMPLAINT_KINDS } from '../../domain/complaint.ts';
import { clientId, empty, text } from '../common.ts';
import { route } from './define.ts';

export const feedbackForm = z.strictObject({
  clientId,
  kind: z.enum(COMPLAINT_KINDS),
  text: text(),
  /** Where they may be answered, by a person and never by the system (V2). */
  safeContact: z
    .strictObject({
      kind: z.enum(['phone', 'email']),
      value: text(320),
      when: text(500).optional(),
      whoElseSees: text(500).optional(),
    })
    .optional(),
});
export type FeedbackForm = z.infer<typeof feedbackForm>;

export const feedbackRoutes = {
  send: route({
    method: 'POST',
    path: '/visitor/feedback',
    summary: 'Send a complaint or a thank you; the answer is the same whatever was sent before (V3)',
    allow: 'feedback.send',
    params: empty,
    query: empty,
    body: feedbackForm,
    output: empty,
    errors: ['rate_limited', 'too_large'],
  }),
} as const;
