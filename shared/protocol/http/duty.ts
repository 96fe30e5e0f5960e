/** The duty list: who is the lead on call, from when until when, and how they are reached. */
import { z } from 'zod';
import { CONTACT_KINDS } from '../../domain/duty-list.ts';
import { clientId, empty, id, time } from '../common.ts';
import { role } from '../desk.ts';
import { route } from './define.ts';

const contactKind = z.enum(CONTACT_KINDS);

const onCall = z.object({ dutyId: id, agentId: id, name: z.string(), from: time, until: time });
export type OnCall = z.infer<typeof onCall>;

export const dutyTurn = onCall
  .extend({
    /** In the order in which they are tried. What they are is shown only to who opens them. */
    channels: z.array(contactKind),
    setBy: z.object({ agentId: id, name: z.string() }),
  })
  .meta({ id: 'DutyTurn' });
export type DutyTurnView = z.infer<typeof dutyTurn>;

const span = z.object({ from: time, until: time });

const phone = z
  .string()
  .max(40)
  .regex(/^\+?[0-9][0-9 ()-]{5,}$/, 'Write the number with digits, such as 01632 960123.');
const webhook = z.url({ protocol: /^https?$/, message: 'Write the whole address, beginning with https://.' }).max(500);
export const dutyContact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phone'), value: phone }),
  z.strictObject({ kind: z.literal('webhook'), value: webhook }),
  z.strictObject({ kind: z.literal('email'), value: z.email('Write a whole e-mail address.').max(254) }),
]);
export type DutyContact = z.infer<typeof dutyContact>;

const params = z.strictObject({ dutyId: id });

export const dutyRoutes = {
  now: route({
    method: 'GET',
    path: '/duty/now',
    summary: 'Who is the lead on call at this moment; nobody is an answer, too',
    allow: 'duty.read',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ onCall: z.array(onCall), nextFrom: time.nullable() }),
    errors: [],
  }),
  list: route({
    method: 'GET',
    path: '/duty',
    summary: 'Turns from now on, with the gaps and overlaps of the next 14 days, and who may be put on the list',
    allow: 'duty.set',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({
      turns: z.array(dutyTurn),
      gaps: z.array(span),
      overlaps: z.array(span),
      leads: z.array(z.object({ agentId: id, name: z.string(), role })),
      /** Channels that this installation can call by itself; for the others a person has to. */
      reachable: z.array(contactKind),
    }),
    errors: [],
  }),
  add: route({
    method: 'POST',
    path: '/duty',
    summary: 'Put a lead on call; overlaps and gaps are allowed and shown',
    allow: 'duty.set',
    params: empty,
    query: empty,
    body: z.strictObject({
      clientId,
      agentId: id,
      from: time,
      until: time,
      contacts: z
        .array(dutyContact)
        .min(1, 'Say how they are reached: a phone number, a webhook or an e-mail address.')
        .max(3, 'Three ways are enough. Leave out the rest.'),
    }),
    output: z.object({ turn: dutyTurn }),
    errors: ['not_found', 'conflict'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/duty/:dutyId',
    summary: 'Take a turn off the list, at once',
    allow: 'duty.set',
    params,
    query: empty,
    body: empty,
    output: null,
    errors: ['not_found'],
  }),
  contacts: route({
    method: 'POST',
    path: '/duty/:dutyId/open',
    summary: 'How the lead on call is reached; who looked is recorded first. Whoever sets the list sees any turn',
    allow: 'duty.read',
    params,
    query: empty,
    body: empty,
    output: z.object({
      contacts: z.array(
        z.object({
          kind: contactKind,
          value: z.string(),
          /** What the receiver checks our signature with; for whoever sets the list. */
          secret: z.string().optional(),
        }),
      ),
    }),
    errors: ['not_found'],
  }),
} as const;
