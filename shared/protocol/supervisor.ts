/** What supervisors and leads may ask besides the staff table; same namespace, same events. */
import { z } from 'zod';
import { clientId, empty, id, text, time } from './common.ts';
import { priority, staffConversation } from './conversation.ts';
import { command } from './define.ts';
import { alert, wallboard } from './desk.ts';
import { openedConversation } from './staff.ts';

const conversation = z.object({ conversation: staffConversation });
const intervention = { clientId, conversationId: id, reason: text(500) };

export const supervisorCommands = {
  'wallboard:watch': command('wallboard.watch', empty, z.object({ wallboard })),
  'conversation:watch': command(
    'conversation.watch',
    z.strictObject({ conversationId: id, watching: z.boolean() }),
    openedConversation,
  ),
  'conversation:whisper': command(
    'conversation.watch',
    z.strictObject({ clientId, conversationId: id, text: text(8000) }),
    z.object({ noteId: id, at: time }),
  ),
  'conversation:take-over': command('conversation.intervene', z.strictObject(intervention), conversation),
  'conversation:assign': command(
    'conversation.intervene',
    z.strictObject({ ...intervention, agentId: id }),
    conversation,
  ),
  /** Back to the queue with the place it had, so that another colleague is offered it. */
  'conversation:return': command('conversation.intervene', z.strictObject(intervention), conversation),
  'conversation:prioritise': command(
    'conversation.intervene',
    z.strictObject({ ...intervention, priority }),
    conversation,
  ),
  'competence:release': command('competence.release', z.strictObject({ conversationId: id }), conversation),
  'alert:acknowledge': command('alert.acknowledge', z.strictObject({ alertId: id }), z.object({ alert })),
  /** A lead agrees that the conversation of an emergency may end. */
  'emergency:agree': command('emergency.agree', z.strictObject({ alertId: id }), z.object({ alert })),
  'entry:redact': command(
    'entry.redact',
    z.strictObject({ clientId, conversationId: id, seq: z.number().int().min(1), reason: text(500) }),
    z.object({ seq: z.number().int(), at: time }),
  ),
} as const;
export type SupervisorCommands = typeof supervisorCommands;
