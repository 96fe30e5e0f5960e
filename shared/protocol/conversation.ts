/** A conversation as the visitor and as staff see it. */
import { z } from 'zod';
import { code, id, language, milliseconds, time } from './common.ts';
import { preChat } from './pre-chat.ts';

export const PRIORITIES = ['danger', 'self_harm', 'young', 'returned', 'normal'] as const;
export const priority = z.enum(PRIORITIES);
export type Priority = z.infer<typeof priority>;

export const CONVERSATION_STATES = ['waiting', 'offered', 'active', 'wrap_up', 'closed'] as const;
export const conversationState = z.enum(CONVERSATION_STATES);
export type ConversationState = z.infer<typeof conversationState>;

export const surveyQuestion = z.object({ questionId: id, text: z.string(), kind: z.enum(['scale', 'text']) });
export type SurveyQuestion = z.infer<typeof surveyQuestion>;

export const estimate = z.object({ lowMs: milliseconds, highMs: milliseconds }).nullable();
export type Estimate = z.infer<typeof estimate>;

/**
 * `held`: the place shown is kept although others are helped first now. `longer`: the end of the first range that was given
 * has passed. `nobody_suited`: nobody on duty can do what this person needs, a language or a skill.
 */
export const queuePlace = z.object({
  position: z.number().int(),
  estimate,
  notices: z.array(z.enum(['held', 'longer', 'nobody_suited'])).optional(),
});
export type QueuePlace = z.infer<typeof queuePlace>;

export const visitorConversation = z.object({
  conversationId: id,
  revision: z.number().int(),
  state: z.enum(['waiting', 'active', 'ended']),
  lastSeq: z.number().int(),
  agent: z.object({ name: z.string(), presence: z.enum(['connected', 'away']) }).nullable(),
  queue: queuePlace.nullable(),
  reads: z.object({ agent: z.number().int() }),
  createdAt: time,
  endedAt: time.nullable(),
  survey: z.object({ questions: z.array(surveyQuestion) }).nullable(),
});
export type VisitorConversation = z.infer<typeof visitorConversation>;

export const RISKS = ['none', 'standard', 'medium', 'high', 'not_assessed'] as const;
export const NON_DATA = ['silent', 'test', 'hoax', 'wrong_service'] as const;
export const wrapUp = z.object({
  outcomes: z.array(code),
  crimeTypes: z.array(code),
  risk: z.enum(RISKS),
  nonData: z.enum(NON_DATA).optional(),
  done: z.boolean(),
});
export type WrapUp = z.infer<typeof wrapUp>;

export const OPENING_ITEMS = ['safe_now', 'anyone_near', 'word_to_leave', 'if_we_lose_touch'] as const;
export const openingItem = z.enum(OPENING_ITEMS);
export type OpeningItem = z.infer<typeof openingItem>;

export const VISITOR_PRESENCES = ['connected', 'away', 'lost', 'left'] as const;
export const visitorPresence = z.enum(VISITOR_PRESENCES);
export type VisitorPresence = z.infer<typeof visitorPresence>;

const named = z.object({ agentId: id, name: z.string() });

export const staffConversation = z.object({
  conversationId: id,
  revision: z.number().int(),
  state: conversationState,
  channel: code,
  queueId: id,
  priority,
  enqueuedAt: time,
  acceptedAt: time.nullable(),
  endedAt: time.nullable(),
  endReason: z.string().nullable(),
  lastSeq: z.number().int(),
  holder: named.nullable(),
  consulting: z.array(named),
  visitor: z.object({ presence: visitorPresence, since: time, language }),
  reads: z.object({ visitor: z.number().int(), agent: z.number().int() }),
  preChat: preChat.nullable(),
  wrapUp: wrapUp.nullable(),
  ageBand: z.string().nullable(),
  riskFlag: z.boolean(),
  /** The note on how a child understands what is asked; left out where none was saved (H10). */
  competenceNoteId: id.optional(),
  /** The case that it belongs to. */
  caseId: id.nullable(),
  opening: z.array(openingItem),
});
export type StaffConversation = z.infer<typeof staffConversation>;
