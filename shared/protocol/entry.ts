/** The shape of one item of a conversation's log, and of what its kinds carry. */
import { z } from 'zod';
import { code, id, language, time } from './common.ts';

export const consentItem = z.object({
  itemId: id,
  label: z.string(),
  value: z.string(),
  needed: z.boolean(),
  because: z.string().optional(),
  sensitive: z.boolean(),
});
export const consentRecipient = z.object({
  recipientId: id,
  name: z.string(),
  purpose: z.string(),
  /** How to reach it: shown once the person asked for just that. */
  details: z.string().optional(),
  items: z.array(consentItem),
});
export type ConsentItem = z.infer<typeof consentItem>;
export type ConsentRecipient = z.infer<typeof consentRecipient>;

export const consentDecision = z.enum(['given', 'details_only', 'declined']);
export const consentAnswer = z.strictObject({
  recipientId: id,
  decision: consentDecision,
  items: z.array(id).max(60),
});
export type ConsentAnswer = z.infer<typeof consentAnswer>;

export const entryAuthor = z.object({
  role: z.enum(['visitor', 'agent', 'supervisor', 'system']),
  name: z.string().optional(),
  agentId: id.optional(),
});
export type EntryAuthor = z.infer<typeof entryAuthor>;
export type AuthorRole = EntryAuthor['role'];

export const END_REASONS = ['ended', 'exit', 'left_queue', 'lost', 'service'] as const;
export const endedData = z.object({ by: z.enum(['visitor', 'agent', 'system']), reason: z.enum(END_REASONS) });
export type EndedData = z.infer<typeof endedData>;

const base = {
  conversationId: id,
  seq: z.number().int().min(1),
  at: time,
  author: entryAuthor,
  clientId: z.string().optional(),
};

export const entry = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('message'), text: z.string() }),
  z.object({ ...base, kind: z.literal('joined'), data: z.object({ name: z.string() }) }),
  z.object({ ...base, kind: z.literal('left'), data: z.object({ name: z.string() }) }),
  z.object({ ...base, kind: z.literal('transferred'), data: z.object({ to: z.string() }) }),
  z.object({
    ...base,
    kind: z.literal('consent_asked'),
    data: z.object({
      requestId: id,
      wordingVersion: code,
      language: language.optional(),
      wording: z.string(),
      recipients: z.array(consentRecipient),
    }),
  }),
  z.object({
    ...base,
    kind: z.literal('consent_answered'),
    data: z.object({ requestId: id, answers: z.array(consentAnswer) }),
  }),
  z.object({
    ...base,
    kind: z.literal('consent_withdrawn'),
    data: z.object({
      requestId: id,
      recipientId: id,
      /** `recalled`: they have it, and are told to stop. Left out where it was taken back outside the chat. */
      effect: z.enum(['stopped', 'recalled']).optional(),
    }),
  }),
  z.object({
    ...base,
    kind: z.literal('sharing_told'),
    data: z.object({ requestId: id, wordingVersion: code, wording: z.string(), recipientName: z.string() }),
  }),
  z.object({
    ...base,
    kind: z.literal('sharing_answered'),
    data: z.object({ requestId: id, agrees: z.enum(['yes', 'no']).nullable(), text: z.string().optional() }),
  }),
  z.object({ ...base, kind: z.literal('redacted'), data: z.object({ seq: z.number().int().min(1) }) }),
  z.object({ ...base, kind: z.literal('ended'), data: endedData }),
]);
export type Entry = z.infer<typeof entry>;
export type EntryKind = Entry['kind'];
