/** What a person of a case agreed to share: written down by staff where there is no chat, listed, taken back. */
import { z } from 'zod';
import { CONSENT_RELEASES } from '../../domain/consent.ts';
import { CONSENT_STANDINGS, TAKEN_BACK_CHECKS, TAKEN_BACK_WAYS, WRITTEN_WAYS } from '../../domain/written-consent.ts';
import { clientId, code, empty, id, language, text, time } from '../common.ts';
import { consentDecision } from '../entry.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';
import { recipient, wordingView } from './referrals.ts';

/** Of a request and a recipient, so longer than other ids. */
export const consentIdParam = z
  .string()
  .min(1)
  .max(160)
  .regex(/^[A-Za-z0-9_.:-]+$/);

const observed = z.strictObject({
  seemedAble: z.boolean(),
  noPressureSeen: z.boolean(),
  note: text(2_000).nullable(),
});

export const caseConsent = z
  .object({
    consentId: consentIdParam,
    /** Where it was written down; null where it was answered in a chat of this person. */
    caseId: id.nullable(),
    conversationId: id.nullable(),
    recipientId: id,
    recipientName: z.string(),
    purpose: z.string(),
    decision: consentDecision,
    standing: z.enum(CONSENT_STANDINGS),
    method: z.enum(['chat_typed', ...WRITTEN_WAYS]),
    /** What they were asked about; a value only of what they agreed to. */
    items: z.array(
      z.object({
        itemId: id,
        label: z.string(),
        agreed: z.boolean(),
        sensitive: z.boolean(),
        value: z.string().nullable(),
      }),
    ),
    wording: z.object({ version: code, language, text: z.string() }),
    givenAt: time,
    reviewAt: time,
    /** Asking again is due. */
    reviewNear: z.boolean(),
    writtenBy: casePerson.nullable(),
    /** Only of what staff wrote down. */
    evidence: z.string().nullable(),
    observed: z
      .object({ seemedAble: z.boolean(), noPressureSeen: z.boolean(), note: z.string().nullable() })
      .nullable(),
    competenceNote: z.string().nullable(),
    /** Where a safeguarding lead has to look before it holds. */
    release: z.enum(CONSENT_RELEASES).nullable(),
    withdrawn: z
      .object({
        at: time,
        /** `chat`, or how staff learnt of it. */
        how: code,
        /** How staff knew that it was them; null in the chat, and where it was not kept yet. */
        check: code.nullable(),
        by: casePerson.nullable(),
        said: z.string().nullable(),
      })
      .nullable(),
    referralId: id.nullable(),
  })
  .meta({ id: 'CaseConsent' });
export type CaseConsent = z.infer<typeof caseConsent>;

const params = z.strictObject({ caseId: id });

/** One recipient at a time; every item a yes or a no (H3). */
export const writtenConsent = z.strictObject({
  clientId,
  recipientId: id,
  /** A purpose of the recipient, by its id or its text. */
  purpose: text(500),
  decision: consentDecision,
  items: z
    .array(
      z.strictObject({
        itemId: id,
        agreed: z.boolean(),
        /** As it was read out; of what they said no to, none is kept. */
        value: text(2_000).nullable(),
      }),
    )
    .max(60),
  wordingVersion: code,
  language,
  method: z.enum(WRITTEN_WAYS, 'Say how they answered.'),
  /** Their words, or where the paper is. */
  evidence: text(2_000),
  saidAt: time,
  observed,
  /** Under 16: how they understand what is asked. */
  competenceNote: text(2_000).nullable(),
});
export type WrittenConsent = z.infer<typeof writtenConsent>;

export const consentRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/consents',
    summary:
      'What the person agreed to share, in chats and as staff wrote it down, newest first; and what they can be asked',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({
      consents: z.array(caseConsent),
      recipients: z.array(recipient),
      /** Approved, for their age, to be read out. */
      wordings: z.array(wordingView),
      asking: z.object({
        /** They are in a chat: they answer there, for themselves. */
        chatOpen: z.boolean(),
        competenceNeeded: z.boolean(),
        /** A yes of this age waits for a safeguarding lead. */
        releaseNeeded: z.boolean(),
      }),
    }),
    errors: ['not_found'],
  }),
  write: route({
    method: 'POST',
    path: '/cases/:caseId/consents',
    summary:
      'Write down what they agreed to by telephone, on paper or face to face; the newest word about this recipient. Refused while they are in a chat',
    allow: 'case.write',
    params,
    query: empty,
    body: writtenConsent,
    output: z.object({ consent: caseConsent }),
    errors: ['not_found', 'conflict'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/cases/:caseId/consents/:consentId/withdraw',
    summary: 'They take it back: nothing more is sent, and what was sent is recalled',
    allow: 'case.write',
    params: z.strictObject({ caseId: id, consentId: consentIdParam }),
    query: empty,
    body: z.strictObject({
      clientId,
      how: z.enum(TAKEN_BACK_WAYS, 'Say how they told us.'),
      check: z.enum(TAKEN_BACK_CHECKS, 'Say how they showed who they are, or that nobody checked.'),
      said: text(2_000),
    }),
    output: z.object({ consent: caseConsent, effect: z.enum(['stopped', 'recalled']) }),
    errors: ['not_found', 'conflict', 'consent_missing'],
  }),
} as const;
