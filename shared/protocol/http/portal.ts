/** The portal of a partner: what was sent to it, what it answers, and its card. Another partner's does not exist here. */
import { z } from 'zod';
import { PARTNER_SEES, WITHHELD } from '../../domain/partner-sees.ts';
import { PARTNER_ANSWERS } from '../../domain/portal-moves.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { partnerCard, partnerCardBody } from '../partner-card.ts';
import { route } from './define.ts';

export const portalReferral = z
  .object({
    referralId: id,
    /** For the telephone; the same on everything about one referral. */
    reference: z.string(),
    state: z.enum(PARTNER_SEES),
    /** What an answer says that its writer has seen. */
    revision: z.number().int(),
    receivedAt: time,
    changedAt: time,
    /** When the partner said that it has stopped and deleted what it got. */
    stopConfirmedAt: time.nullable(),
    /** We are asking the person whether they want this: contact nobody but us about it meanwhile. */
    paused: z.boolean(),
    /** Their question has an answer, and it is their turn. */
    answered: z.boolean(),
  })
  .meta({ id: 'PortalReferral' });
export type PortalReferral = z.infer<typeof portalReferral>;

export const threadMessage = z
  .object({
    messageId: id,
    kind: z.enum([...PARTNER_ANSWERS, 'reply']),
    from: z.enum(['partner', 'service']),
    /** The chosen first name of whoever wrote it. */
    name: z.string(),
    at: time,
    /** Reason, outcome, weeks, days: what is no words. */
    codes: z.record(z.string(), z.string()),
    text: z.string().nullable(),
    /** The partner's worker or team that takes it. */
    worker: z.string().nullable(),
  })
  .meta({ id: 'ReferralMessage' });
export type ThreadMessage = z.infer<typeof threadMessage>;

/** The sealed copy of what left, as it left. */
export const portalContents = z.object({
  service: z.string(),
  sentAt: time,
  purpose: z.string(),
  items: z.array(z.object({ itemId: id, label: z.string(), value: z.string() })),
  consent: z.object({ wordingVersion: z.string(), givenAt: time, language: z.string() }),
});
export type PortalContents = z.infer<typeof portalContents>;

const opened = z.object({
  referral: portalReferral,
  /** Null where it is withheld, or where there is no copy any more. */
  contents: portalContents.nullable(),
  withheld: z.enum(WITHHELD).nullable(),
  thread: z.array(threadMessage),
});
export type PortalOpened = z.infer<typeof opened>;

const words = text(2_000);
const WEEKS_AT_MOST = 260;
const IN_WEEKS = 'Write whole weeks, such as 6.';
const write = { clientId, revision: z.number().int().min(0) };

export const portalAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ ...write, kind: z.literal('acknowledge') }),
  z.strictObject({ ...write, kind: z.literal('accept'), worker: text(200), startsOn: day.nullable() }),
  z.strictObject({ ...write, kind: z.literal('decline'), reason: code, text: words.nullable() }),
  z.strictObject({
    ...{ ...write, kind: z.literal('waiting_list'), reviewOn: day },
    weeks: z.number({ error: IN_WEEKS }).int(IN_WEEKS).min(0, IN_WEEKS).max(WEEKS_AT_MOST, IN_WEEKS),
  }),
  z.strictObject({ ...write, kind: z.literal('question'), text: words }),
  z.strictObject({ ...write, kind: z.literal('outcome'), outcome: code, text: words.nullable() }),
  z.strictObject({ ...write, kind: z.literal('stopped') }),
]);
export type PortalAnswer = z.infer<typeof portalAnswer>;

const params = z.strictObject({ referralId: id });
/** `withheld`: why the contents are no longer theirs to see, from this answer on. */
const answered = z.object({
  ...{ referral: portalReferral, thread: z.array(threadMessage) },
  withheld: z.enum(WITHHELD).nullable(),
});
const card = z.object({ card: partnerCard.nullable() });

/** `revision` 0: there is no card yet. */
export const cardToWrite = partnerCardBody.extend({ revision: z.number().int().min(0) });
export type CardToWrite = z.infer<typeof cardToWrite>;

export const portalRoutes = {
  list: route({
    method: 'GET',
    path: '/portal/referrals',
    summary: 'What was sent to this partner, newest first, without anything about a person',
    allow: 'portal.list',
    params: empty,
    query: z.strictObject({ state: z.enum(PARTNER_SEES).optional(), before: z.string().max(100).optional() }),
    body: empty,
    output: z.object({
      partner: z.object({ recipientId: id, name: z.string() }),
      /** Whom they ring about one; null where the service has named nobody. */
      desk: z.object({ who: z.string(), number: z.string() }).nullable(),
      referrals: z.array(portalReferral),
      counts: z.partialRecord(z.enum(PARTNER_SEES), z.number().int()),
      /** Where the next page begins. */
      next: z.string().nullable(),
    }),
    errors: ['not_found'],
  }),
  open: route({
    method: 'POST',
    path: '/portal/referrals/:referralId/open',
    summary: 'Read one exactly as it was sent; who read it is recorded before it is shown (A2)',
    allow: 'portal.read',
    params,
    query: empty,
    body: empty,
    output: opened,
    errors: ['not_found'],
  }),
  answer: route({
    method: 'POST',
    path: '/portal/referrals/:referralId/answers',
    summary: 'Say what becomes of one; what was taken back can only be confirmed as stopped and deleted',
    allow: 'portal.answer',
    params,
    query: empty,
    body: portalAnswer,
    output: answered,
    errors: ['not_found', 'conflict'],
  }),
  card: route({
    method: 'GET',
    path: '/portal/card',
    summary: 'What this partner says of itself',
    allow: 'portal.card',
    params: empty,
    query: empty,
    body: empty,
    output: card,
    errors: ['not_found'],
  }),
  setCard: route({
    method: 'PUT',
    path: '/portal/card',
    summary: 'Say whom this partner is for, how long people wait, and until when it takes nobody',
    allow: 'portal.card',
    params: empty,
    query: empty,
    body: cardToWrite,
    output: card,
    errors: ['not_found', 'conflict'],
  }),
} as const;
