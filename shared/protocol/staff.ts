/** The staff table: what an agent's desk may ask, and what it is told. */
import { z } from 'zod';
import type { EmergencyField } from '../domain/emergency.ts';
import { clientId, code, empty, id, language, milliseconds, seq, text, time } from './common.ts';
import { NON_DATA, openingItem, RISKS, staffConversation, visitorPresence } from './conversation.ts';
import { command } from './define.ts';
import { agent, alert, availability, emergencyKind, note, offer, referral, wallboard } from './desk.ts';
import { entry } from './entry.ts';
import { ageBand } from './pre-chat.ts';

const posted = z.object({ seq: z.number().int(), at: time });
const conversation = z.object({ conversation: staffConversation });
const page = z.object({ conversation: staffConversation, entries: z.array(entry), more: z.boolean() });
export const openedConversation = page.extend({ notes: z.array(note) });

const said = <F extends EmergencyField>(field: F, maxUnits: number) =>
  z.strictObject({ field: z.literal(field), was: text(maxUnits).nullable(), now: text(maxUnits).nullable() });
const yesOrNo = z.enum(['yes', 'no']).nullable();

const emergencyChange = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('step'), code, was: time.nullable(), now: z.boolean() }),
  z.strictObject({ field: z.literal('calledAt'), was: time.nullable(), now: time.nullable() }),
  z.strictObject({ field: z.literal('toldPerson'), was: yesOrNo, now: yesOrNo }),
  said('calledBy', 100),
  said('incidentNumber', 100),
  said('place', 500),
  said('name', 200),
  said('phone', 100),
  said('children', 500),
]);

const fact = z.string().nullable();
const knownFacts = z.object({ place: fact, name: fact, phone: fact, children: fact });

export const END_BY_STAFF = ['completed', 'visitor_gone', 'abuse', 'test', 'other'] as const;

export const staffCommands = {
  'desk:open': command(
    'desk.open',
    empty,
    z.object({
      agent,
      offers: z.array(offer),
      conversations: z.array(staffConversation),
      alerts: z.array(alert),
      serverTime: time,
    }),
  ),
  'availability:set': command(
    'availability.set',
    z.strictObject({ availability, capacity: z.number().int().min(1).max(20).optional() }),
    z.object({ availability, capacity: z.number().int(), load: z.number().int() }),
  ),
  'pause:end': command('availability.set', empty, z.object({ agent })),
  /** Who of the team is at work, to pass a conversation on to; names as staff know them. */
  'colleagues:list': command(
    'desk.open',
    empty,
    z.object({ agents: z.array(z.object({ agentId: id, name: z.string(), availability })) }),
  ),
  'offer:accept': command('offer.answer', z.strictObject({ conversationId: id, offerId: id }), page),
  'offer:decline': command(
    'offer.answer',
    z.strictObject({
      conversationId: id,
      offerId: id,
      reason: z.enum(['busy', 'conflict_of_interest', 'skill', 'other']).optional(),
    }),
    empty,
  ),
  'conversation:open': command(
    'conversation.read',
    z.strictObject({ conversationId: id, afterSeq: seq.optional() }),
    openedConversation,
  ),
  'message:send': command(
    'conversation.write',
    z.strictObject({ clientId, conversationId: id, text: text() }),
    posted,
    'message',
  ),
  'typing:set': command(
    'conversation.write',
    z.strictObject({ conversationId: id, typing: z.boolean() }),
    empty,
    'typing',
  ),
  'entries:read': command('conversation.write', z.strictObject({ conversationId: id, seq }), empty),
  'consent:ask': command(
    'consent.ask',
    z.strictObject({
      clientId,
      conversationId: id,
      wordingVersion: code,
      language: language.optional(),
      recipients: z
        .array(
          z.strictObject({
            recipientId: id,
            purpose: text(1000),
            items: z
              .array(z.strictObject({ itemId: id, value: text(2000) }))
              .min(1)
              .max(30),
          }),
        )
        .min(1)
        .max(5),
    }),
    z.object({ requestId: id, seq: z.number().int(), at: time }),
  ),
  'sharing:tell': command(
    'sharing.tell',
    z.strictObject({
      clientId,
      conversationId: id,
      wordingVersion: code,
      language: language.optional(),
      recipientName: text(200),
    }),
    z.object({ requestId: id, seq: z.number().int(), at: time }),
  ),
  'referral:create': command(
    'referral.create',
    z.strictObject({
      clientId,
      conversationId: id,
      requestId: id,
      recipientId: id,
      /** The person asks that it leaves without the wait in which they can think again (H3). */
      atOnce: z.boolean().optional(),
    }),
    z.object({ referral }),
  ),
  'referral:list': command(
    'conversation.read',
    z.strictObject({ conversationId: id }),
    z.object({ referrals: z.array(referral) }),
  ),
  'conversation:transfer': command(
    'conversation.transfer',
    z.strictObject({
      clientId,
      conversationId: id,
      to: z.union([z.strictObject({ agentId: id }), z.strictObject({ queueId: id })]),
      note: text(2000),
      warm: z.boolean().optional(),
    }),
    posted,
  ),
  'conversation:leave': command('conversation.write', z.strictObject({ clientId, conversationId: id }), posted),
  'conversation:end': command(
    'conversation.end',
    z.strictObject({ clientId, conversationId: id, reason: z.enum(END_BY_STAFF) }),
    posted,
  ),
  'wrap-up:save': command(
    'wrap_up.save',
    z.strictObject({
      conversationId: id,
      outcomes: z.array(code).max(20),
      crimeTypes: z.array(code).max(40),
      risk: z.enum(RISKS),
      nonData: z.enum(NON_DATA).optional(),
      done: z.boolean(),
    }),
    conversation,
  ),
  'opening:tick': command(
    'conversation.write',
    z.strictObject({ conversationId: id, item: openingItem, done: z.boolean() }),
    conversation,
  ),
  'age:set': command('conversation.write', z.strictObject({ clientId, conversationId: id, ageBand }), conversation),
  'competence:note': command(
    'conversation.write',
    z.strictObject({ clientId, conversationId: id, text: text(8000) }),
    z.object({ noteId: id, at: time }),
  ),
  'emergency:raise': command(
    'emergency.raise',
    z.strictObject({ clientId, conversationId: id, kind: emergencyKind }),
    z.object({ alert }),
  ),
  /** Each change says what its writer saw before: what a colleague noted meanwhile is never undone. */
  'emergency:update': command(
    'emergency.raise',
    z.strictObject({ clientId, alertId: id, changes: z.array(emergencyChange).min(1).max(20) }),
    z.object({ alert }),
  ),
  /** What is known of the person; who read it is recorded first (A2). */
  'emergency:open': command('emergency.raise', z.strictObject({ alertId: id }), z.object({ alert, known: knownFacts })),
  'note:add': command(
    'note.add',
    z.strictObject({ clientId, conversationId: id, text: text(8000) }),
    z.object({ noteId: id, at: time }),
  ),
} as const;
export type StaffCommands = typeof staffCommands;

export const staffEvents = {
  'offer:made': z.object({ offer }),
  'offer:withdrawn': z.object({
    offerId: id,
    conversationId: id,
    reason: z.enum(['expired', 'visitor_left', 'taken', 'availability']),
  }),
  'agent:changed': z.object({ agent }),
  'note:added': z.object({ conversationId: id, note }),
  'visitor:presence': z.object({ conversationId: id, presence: visitorPresence, since: time }),
  'referral:changed': z.object({ referral }),
  'alert:raised': z.object({ alert }),
  /** Something is due, overdue or done: `GET /reminders` says what. */
  'reminders:changed': z.object({}),
  /** To who is kept out of a case that they may have open: what is shown is to be asked for again. */
  'cases:changed': z.object({}),
  /** To a partner's account: something of theirs changed; `GET /portal/referrals` says what. */
  'portal:changed': z.object({}),
  'wallboard:changed': z.object({ wallboard }),
  'conversation:entry': z.object({ conversationId: id, entry }),
  'conversation:changed': z.object({ conversationId: id, conversation: staffConversation }),
  'conversation:closed': z.object({ conversationId: id }),
  'typing:changed': z.object({ conversationId: id, typing: z.boolean() }),
  'entries:read': z.object({ conversationId: id, by: z.enum(['visitor', 'agent']), seq: z.number().int() }),
  'session:ended': z.object({ reason: z.string() }),
  'server:draining': z.object({ reconnectInMs: milliseconds }),
  'protocol:error': z.object({ code: z.string(), message: z.string() }),
} as const;
export type StaffEvents = typeof staffEvents;
