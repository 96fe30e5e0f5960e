/** Sharing without consent: proposed, approved by another, made; the log of each person, with the *Tell* cards beside it. */
import { z } from 'zod';
import {
  DISCLOSURE_APPROVALS,
  DISCLOSURE_RECIPIENTS,
  DISCLOSURE_STATES,
  DISCLOSURE_TOLD,
  WHY_NOT_TOLD,
} from '../../domain/disclosure.ts';
import { DISCLOSURE_REASONS } from '../../reference/disclosure.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { recordStep } from './concerns.ts';
import { route } from './define.ts';

const person = z.object({ agentId: id, name: z.string() });

export const disclosureRow = z
  .object({
    disclosureId: id,
    revision: z.number().int(),
    state: z.enum(DISCLOSURE_STATES),
    approval: z.enum(DISCLOSURE_APPROVALS),
    /** Made and not approved: chased until another has looked. */
    flagged: z.boolean(),
    emergency: z.boolean(),
    reason: z.enum(DISCLOSURE_REASONS),
    lawfulBasis: code,
    specialCategory: code,
    recipient: z.enum(DISCLOSURE_RECIPIENTS),
    told: z.enum(DISCLOSURE_TOLD),
    whyNotTold: z.enum(WHY_NOT_TOLD).nullable(),
    proposedAt: time,
    proposedBy: person,
    decidedBy: person.nullable(),
    sharedAt: time.nullable(),
    sharedBy: person.nullable(),
    hasOutcome: z.boolean(),
    conversationId: id.nullable(),
    caseId: id.nullable(),
    concernId: id.nullable(),
    approvalId: id,
  })
  .meta({ id: 'Disclosure' });
export type DisclosureRow = z.infer<typeof disclosureRow>;

/** A *Tell* card: that we may share was said, and what was answered. It gates nothing, whatever it says (H2). */
export const toldCard = z
  .object({
    requestId: id,
    conversationId: id,
    toldAt: time,
    toldBy: person,
    recipientName: z.string(),
    answeredAt: time.nullable(),
    agrees: z.enum(['yes', 'no']).nullable(),
    /** A disclosure names it. */
    disclosed: z.boolean(),
  })
  .meta({ id: 'ToldCard' });
export type ToldCard = z.infer<typeof toldCard>;

const words = text(4_000);

export const disclosureForm = z.strictObject({
  conversationId: id.nullable(),
  caseId: id.nullable(),
  concernId: id.nullable(),
  /** The emergency it was made in. */
  alertId: id.nullable(),
  /** It could not wait: made already, approved afterwards. */
  emergency: z.boolean(),
  madeAt: time.nullable(),
  reason: z.enum(DISCLOSURE_REASONS, 'Choose why it is shared.'),
  lawfulBasis: code,
  specialCategory: code,
  recipient: z.enum(DISCLOSURE_RECIPIENTS, 'Choose who it goes to.'),
  /** Who exactly: the force and the call handler, the team, the person. */
  recipientName: text(300),
  what: words,
  why: words,
  told: z.enum(DISCLOSURE_TOLD, 'Say whether the person was told.'),
  whyNotTold: z.enum(WHY_NOT_TOLD).nullable(),
  /** *Tell* cards that said so. */
  toldCardIds: z.array(id).max(20),
});
export type DisclosureForm = z.infer<typeof disclosureForm>;

const params = z.strictObject({ disclosureId: id });
const changed = z.object({ disclosure: disclosureRow });
const write = { clientId, revision: z.number().int().min(1) };

const disclosureStep = z.discriminatedUnion('kind', [
  z.strictObject({ ...write, kind: z.literal('make'), sharedAt: time, text: words.nullable() }),
  z.strictObject({ ...write, kind: z.literal('outcome'), text: words }),
  z.strictObject({ ...write, kind: z.literal('told_later'), text: words.nullable() }),
]);
export type DisclosureStep = z.infer<typeof disclosureStep>;

export const disclosureRoutes = {
  list: route({
    method: 'GET',
    path: '/disclosures',
    summary: 'The disclosure log: of one person, or those that are yours to see; without what was shared',
    allow: 'disclosure.list',
    params: empty,
    query: z.strictObject({ caseId: id.optional(), conversationId: id.optional() }),
    body: empty,
    output: z.object({ disclosures: z.array(disclosureRow), told: z.array(toldCard) }),
    errors: ['not_found'],
  }),
  draft: route({
    method: 'POST',
    path: '/disclosures/draft',
    summary: 'What an emergency already says of a disclosure, for a person to check; who read it is recorded',
    allow: 'disclosure.propose',
    params: empty,
    query: empty,
    body: z.strictObject({ alertId: id }),
    output: z.object({
      draft: disclosureForm.extend({
        reason: z.enum(DISCLOSURE_REASONS).nullable(),
        lawfulBasis: code.nullable(),
        specialCategory: code.nullable(),
        recipientName: z.string(),
        what: z.string(),
        why: z.string(),
        told: z.enum(DISCLOSURE_TOLD).nullable(),
      }),
    }),
    errors: ['not_found'],
  }),
  propose: route({
    method: 'POST',
    path: '/disclosures',
    summary: 'Propose to share without consent, or record what could not wait; a second person decides',
    allow: 'disclosure.propose',
    params: empty,
    query: empty,
    body: disclosureForm.extend({ clientId }).strict(),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  open: route({
    method: 'POST',
    path: '/disclosures/:disclosureId/open',
    summary: 'Read one whole; who read it is recorded first (A2)',
    allow: 'disclosure.read',
    params,
    query: empty,
    body: empty,
    output: z.object({
      disclosure: disclosureRow,
      recipientName: z.string(),
      what: z.string(),
      why: z.string(),
      toldCardIds: z.array(id),
      steps: z.array(recordStep),
    }),
    errors: ['not_found'],
  }),
  step: route({
    method: 'POST',
    path: '/disclosures/:disclosureId/steps',
    summary: 'Record that it was shared (once approved), that the person was told since, or what came of it',
    allow: 'disclosure.write',
    params,
    query: empty,
    body: disclosureStep,
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
} as const;
