/** The visitor's table: everything the widget may ask, and everything it is told. */
import { z } from 'zod';
import { clientId, empty, id, language, milliseconds, seq, text, time } from './common.ts';
import { queuePlace, visitorConversation } from './conversation.ts';
import { command } from './define.ts';
import { consentAnswer, entry } from './entry.ts';
import { preChatInput } from './pre-chat.ts';
import { service } from './service.ts';

const posted = z.object({ seq: z.number().int(), at: time });
const page = z.object({ conversation: visitorConversation, entries: z.array(entry), more: z.boolean() });

export const visitorCommands = {
  'conversation:request': command(
    'conversation.request',
    z.strictObject({
      clientId,
      language: language.optional(),
      queueId: id.optional(),
      preChat: preChatInput.optional(),
    }),
    z.object({ conversation: visitorConversation, entries: z.array(entry), token: z.string() }),
  ),
  'conversation:resume': command('conversation.own', z.strictObject({ afterSeq: seq }), page),
  'message:send': command('conversation.own', z.strictObject({ clientId, text: text() }), posted, 'message'),
  'pre-chat:answer': command(
    'conversation.own',
    z.strictObject({ preChat: preChatInput }),
    z.object({ conversation: visitorConversation }),
  ),
  'typing:set': command('conversation.own', z.strictObject({ typing: z.boolean() }), empty, 'typing'),
  'entries:read': command('conversation.own', z.strictObject({ seq }), empty),
  'consent:answer': command(
    'conversation.own',
    z.strictObject({ clientId, requestId: id, answers: z.array(consentAnswer).min(1).max(20) }),
    posted,
  ),
  'consent:withdraw': command(
    'conversation.own',
    z.strictObject({ clientId, requestId: id, recipientId: id }),
    z.object({ seq: z.number().int(), at: time, effect: z.enum(['stopped', 'recalled']) }),
  ),
  'sharing:answer': command(
    'conversation.own',
    z.strictObject({
      clientId,
      requestId: id,
      agrees: z.enum(['yes', 'no']).nullable(),
      text: text().optional(),
    }),
    posted,
  ),
  'conversation:leave': command(
    'conversation.own',
    z.strictObject({ clientId, reason: z.enum(['ended', 'exit']) }),
    empty,
  ),
  'survey:answer': command(
    'conversation.own',
    z.strictObject({
      clientId,
      answers: z.record(id, z.union([z.number().int().min(1).max(5), text(2000), z.null()])),
    }),
    empty,
  ),
} as const;
export type VisitorCommands = typeof visitorCommands;

export const visitorEvents = {
  'conversation:entry': z.object({ entry }),
  'conversation:changed': z.object({ conversation: visitorConversation }),
  'queue:moved': queuePlace,
  'typing:changed': z.object({ typing: z.boolean() }),
  'entries:read': z.object({ seq: z.number().int() }),
  'service:changed': service,
  'connection:replaced': z.object({}),
  'server:draining': z.object({ reconnectInMs: milliseconds }),
  'protocol:error': z.object({ code: z.string(), message: z.string() }),
} as const;
export type VisitorEvents = typeof visitorEvents;
