/** Who may send us referrals, and the keys that open the door to them. */
import { z } from 'zod';
import { SENDER_KINDS, SENDER_SCOPES } from '../../domain/inbound-senders.ts';
import { clientId, empty, id, text, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

export const inboundSender = z
  .object({
    senderId: id,
    name: z.string(),
    kind: z.enum(SENDER_KINDS),
    /** How the columns of their files are read was said once. */
    knowsColumns: z.boolean(),
    madeAt: time,
    keys: z.array(
      z.object({
        keyId: id,
        scopes: z.array(z.enum(SENDER_SCOPES)),
        perMinute: z.number().int(),
        madeAt: time,
        madeBy: casePerson,
        revokedAt: time.nullable(),
        /** When it last opened the door, to the minute; null: never. */
        usedAt: time.nullable(),
      }),
    ),
  })
  .meta({ id: 'InboundSender' });
export type InboundSender = z.infer<typeof inboundSender>;

const RATE = 'Write a whole number from 1 to 6000.';
const params = z.strictObject({ senderId: id });

export const inboundSenderRoutes = {
  list: route({
    method: 'GET',
    path: '/inbound/senders',
    summary: 'Who may send us referrals; of their keys what may be known',
    allow: 'inbound_sender.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ senders: z.array(inboundSender) }),
    errors: [],
  }),
  add: route({
    method: 'POST',
    path: '/inbound/senders',
    summary: 'Add an organisation that sends us referrals',
    allow: 'inbound_sender.set',
    params: empty,
    query: empty,
    body: z.strictObject({ clientId, name: text(200), kind: z.enum(SENDER_KINDS) }),
    output: z.object({ sender: inboundSender }),
    errors: ['conflict'],
  }),
  addKey: route({
    method: 'POST',
    path: '/inbound/senders/:senderId/keys',
    summary: 'Make a key for a sender. It is shown in this answer and never again',
    allow: 'inbound_sender.set',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      scopes: z.array(z.enum(SENDER_SCOPES)).min(1).max(5).default(['referrals:send']),
      perMinute: z.number(RATE).int(RATE).min(1, RATE).max(6_000, RATE).default(60),
    }),
    output: z.object({ sender: inboundSender, keyId: id, key: z.string() }),
    errors: ['not_found', 'conflict'],
  }),
  revokeKey: route({
    method: 'POST',
    path: '/inbound/senders/:senderId/keys/:keyId/revoke',
    summary: 'Take a key back: from now on it opens nothing',
    allow: 'inbound_sender.set',
    params: z.strictObject({ senderId: id, keyId: id }),
    query: empty,
    body: empty,
    output: z.object({ sender: inboundSender }),
    errors: ['not_found'],
  }),
} as const;
