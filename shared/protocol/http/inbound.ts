/** What people left in the message form, for the staff who answer it: a list without contents, and each opened by itself. */
import { z } from 'zod';
import { INBOUND_OUTCOMES, INBOUND_STATES } from '../../domain/inbound-message-state.ts';
import { empty, id, time } from '../common.ts';
import { route } from './define.ts';

export const inboundMessage = z
  .object({
    messageId: id,
    receivedAt: time,
    wantsCallback: z.boolean(),
    /** Whether the contact that was left may be used; `none` was left. */
    contact: z.enum(['safe', 'unsafe', 'unknown', 'none']),
    state: z.enum(INBOUND_STATES),
    takenBy: z.object({ agentId: id, name: z.string() }).nullable(),
    outcome: z.enum(INBOUND_OUTCOMES).nullable(),
  })
  .meta({ id: 'InboundMessage' });
export type InboundMessage = z.infer<typeof inboundMessage>;

/** The safe-contact gate: the value, or why nobody is shown it. */
const contact = z.discriminatedUnion('shown', [
  z.object({
    shown: z.literal(true),
    kind: z.enum(['phone', 'email']),
    value: z.string(),
    when: z.string().nullable(),
  }),
  z.object({
    shown: z.literal(false),
    reason: z.enum(['none_left', 'somebody_else_sees']),
    /** In the person's own words. */
    whoElseSees: z.string().nullable(),
  }),
]);

export const inboundContents = z
  .object({
    name: z.string().nullable(),
    message: z.string(),
    /** When the person would like to be called. */
    callback: z.string().nullable(),
    contact,
    /** A number or an address stands in the words, where nobody was asked whether it is safe. */
    contactInWords: z.boolean(),
  })
  .meta({ id: 'InboundContents' });
export type InboundContents = z.infer<typeof inboundContents>;

const params = z.strictObject({ messageId: id });

export const inboundRoutes = {
  list: route({
    method: 'GET',
    path: '/inbound',
    summary: 'Messages that still need a person, newest last, without what they say',
    allow: 'inbound.read',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ messages: z.array(inboundMessage), openTotal: z.number().int() }),
    errors: [],
  }),
  open: route({
    method: 'POST',
    path: '/inbound/:messageId/open',
    summary: 'Read one; who read it is recorded before it is shown (A2)',
    allow: 'inbound.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ message: inboundMessage, contents: inboundContents }),
    errors: ['not_found'],
  }),
  take: route({
    method: 'POST',
    path: '/inbound/:messageId/take',
    summary: 'Take one by name; a conflict says who has it (`takenBy`)',
    allow: 'inbound.handle',
    params,
    query: empty,
    /** Who has it now, where a lead takes it over from them. */
    body: z.strictObject({ from: id.optional() }),
    output: z.object({ message: inboundMessage }),
    errors: ['not_found', 'conflict'],
  }),
  done: route({
    method: 'POST',
    path: '/inbound/:messageId/done',
    summary: 'Say what came of one that you have taken',
    allow: 'inbound.handle',
    params,
    query: empty,
    body: z.strictObject({ outcome: z.enum(INBOUND_OUTCOMES) }),
    output: z.object({ message: inboundMessage }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
