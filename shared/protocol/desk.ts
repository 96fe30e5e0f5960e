/** What staff see besides conversations: agents, offers, notes, alerts, referrals, the wallboard. */
import { z } from 'zod';
import { CONTACT_KINDS } from '../domain/duty-list.ts';
import { EMERGENCY_KINDS } from '../domain/emergency.ts';
import { code, id, language, milliseconds, time } from './common.ts';
import { conversationState, priority, visitorPresence } from './conversation.ts';
import { preChat } from './pre-chat.ts';

export const ROLES = [
  'agent',
  'supervisor',
  'safeguarding_lead',
  'coordinator',
  'data_protection',
  'administrator',
  'commissioner',
  'partner',
] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

export const AVAILABILITIES = ['available', 'break', 'offline'] as const;
export const availability = z.enum(AVAILABILITIES);
export type Availability = z.infer<typeof availability>;

export const agent = z.object({
  agentId: id,
  name: z.string(),
  role,
  teamId: id,
  availability,
  capacity: z.number().int(),
  maximumCapacity: z.number().int(),
  load: z.number().int(),
  presence: z.enum(['connected', 'away']),
  since: time,
  pausedUntil: time.nullable(),
});
export type Agent = z.infer<typeof agent>;

export const reason = z.object({ code, detail: z.string().optional() });
export type Reason = z.infer<typeof reason>;

export const offer = z.object({
  offerId: id,
  conversationId: id,
  queueId: id,
  expiresAt: time,
  expiresInMs: milliseconds,
  waitedMs: milliseconds,
  priority,
  language,
  reasons: z.array(reason),
  preChat: preChat.nullable(),
});
export type Offer = z.infer<typeof offer>;

export const note = z.object({
  noteId: id,
  kind: z.enum(['note', 'whisper']),
  author: z.object({ agentId: id, name: z.string() }),
  text: z.string(),
  at: time,
});
export type Note = z.infer<typeof note>;

export const emergencyKind = z.enum(EMERGENCY_KINDS);

/** How far calling somebody on call has come. `ring`: no channel of theirs can be called without a person. */
export const CALL_STATES = ['calling', 'called', 'not_reached', 'ring'] as const;

export type CallState = (typeof CALL_STATES)[number];

const onCallPerson = z.object({
  dutyId: id,
  name: z.string(),
  channel: z.enum(CONTACT_KINDS),
  state: z.enum(CALL_STATES),
});

export const alert = z.object({
  alertId: id,
  /** `emergency`, or what the system noticed: `nobody_left`, `danger_waiting`, `watched_words`, `agent_lost`, … */
  kind: code,
  raisedAt: time,
  conversationId: id.optional(),
  /** Of a case rather than a conversation. */
  caseId: id.optional(),
  agentId: id.optional(),
  acknowledgedBy: z.object({ agentId: id, name: z.string() }).nullable(),
  /** Over: nobody needs to look any more, and desks put it away. */
  closedAt: time.nullable(),
  /** Nobody took it in time: since when the lead on call is called, and how that goes; nobody in it is nobody on call. */
  onCall: z.object({ since: time, people: z.array(onCallPerson) }).optional(),
  emergency: z
    .object({
      kind: emergencyKind,
      calledAt: time.nullable(),
      calledBy: z.string().nullable(),
      incidentNumber: z.string().nullable(),
      toldPerson: z.enum(['yes', 'no']).nullable(),
      steps: z.array(z.object({ code, at: time, by: z.string() })),
      /** The lead who agreed that the conversation may end; until then only a lead ends it. */
      agreed: z.object({ name: z.string(), at: time }).nullable(),
    })
    .optional(),
});
export type Alert = z.infer<typeof alert>;

export const REFERRAL_STATES = [
  'draft',
  'consent_pending',
  'held',
  'ready',
  'sending',
  'sent',
  'acknowledged',
  'accepted',
  'declined',
  'waiting_list',
  'completed',
  'withdrawn',
  'recalled',
  'returned_needs_info',
  'undeliverable',
] as const;
export const referralState = z.enum(REFERRAL_STATES);
export type ReferralState = z.infer<typeof referralState>;

/**
 * Why a referral has not left, or why its partner was told to wait: the person may think again until a time; they left soon after
 * the yes; their age locks the card; it came back with a backup; somebody asked by reference and phrase that sharing stops.
 */
export const REFERRAL_WAITS = [
  ...(['think_again', 'left_after_yes', 'age', 'restored', 'asked_to_stop', 'decision'] as const),
] as const;
export const referralWait = z.object({ why: z.enum(REFERRAL_WAITS), until: time.nullable() });
export type ReferralWait = z.infer<typeof referralWait>;

export const referral = z.object({
  referralId: id,
  /** Null where it was made from a consent that staff wrote down for a case. */
  conversationId: id.nullable(),
  /** The question it comes from: one recipient may be asked about more than once. */
  requestId: id,
  recipientId: id,
  state: referralState,
  itemIds: z.array(id),
  sentAt: time.nullable(),
  acknowledgedAt: time.nullable(),
  /** Left out where it waits for nothing. */
  waits: referralWait.optional(),
  /** It was taken back, and the partner says that it has stopped and deleted what it got. */
  stopConfirmedAt: time.nullable().optional(),
});
export type Referral = z.infer<typeof referral>;

export const wallboard = z.object({
  at: time,
  revision: z.number().int(),
  waitingTotal: z.number().int(),
  longestSince: time.nullable(),
  waiting: z.array(
    z.object({
      conversationId: id,
      queueId: id,
      priority,
      state: conversationState,
      enqueuedAt: time,
      visitorPresence,
    }),
  ),
  bands: z.array(z.object({ priority, waiting: z.number().int(), longestSince: time.nullable() })),
  today: z.object({
    requested: z.number().int(),
    accepted: z.number().int(),
    averageWaitMs: milliseconds.nullable(),
    medianWaitMs: milliseconds.nullable(),
    p90WaitMs: milliseconds.nullable(),
    longestWaitMs: milliseconds.nullable(),
    withinTarget: z.object({ count: z.number().int(), of: z.number().int(), targetMs: milliseconds }).nullable(),
    abandoned: z.number().int(),
    exited: z.number().int(),
  }),
  agents: z.array(agent),
});
export type Wallboard = z.infer<typeof wallboard>;
