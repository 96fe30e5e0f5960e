/** Somebody came back with a reference and six words: the worker checks them, sees what may be told, and writes down what was. */
import { z } from 'zod';
import { TELLING_REASONS, TELLING_VERDICTS, TOLD_OUTCOMES } from '../../domain/telling.ts';
import { clientId, empty, id, time } from '../common.ts';
import { note } from '../desk.ts';
import { told } from './case-referrals.ts';
import { route } from './define.ts';
import { givenPhrase } from './returning.ts';

const person = z.object({ agentId: id, name: z.string() });

export const returned = z
  .object({
    returnId: id,
    checkedBy: person,
    checkedAt: time,
    /** Until then it opens something to who checked. */
    openUntil: time,
    /** The chat in which they came back; null: by telephone. */
    conversationId: id.nullable(),
    /** What the words stand for. */
    of: z.enum(['case', 'conversation']),
    /** On which day they were given. */
    givenAt: time,
    /** Where this reader may read the case of the person. */
    caseId: id.nullable(),
    telling: z.object({ verdict: z.enum(TELLING_VERDICTS), reasons: z.array(z.enum(TELLING_REASONS)) }),
    releasedBy: person.nullable(),
    /** Whether this reader may have it shown now. */
    mayOpen: z.boolean(),
    told: z.object({ outcome: z.enum(TOLD_OUTCOMES), at: time, by: z.string() }).nullable(),
    /** Who took the notes of the earlier conversation along into this one, and when. */
    linked: z.object({ at: time, by: z.string() }).nullable(),
    /** Whether this reader may unfold the notes of the earlier conversation. */
    mayReadNotes: z.boolean(),
  })
  .meta({ id: 'Returned' });
export type Returned = z.infer<typeof returned>;

export const checkInput = z.strictObject({
  clientId,
  reference: z.string().max(64),
  phrase: z.string().max(400),
  /** The chat in which they are; null: they are on the telephone. */
  conversationId: id.nullable(),
});
export type CheckInput = z.infer<typeof checkInput>;

const params = z.strictObject({ returnId: id });
const changed = z.object({ returned });

export const returnRoutes = {
  check: route({
    method: 'POST',
    path: '/returns',
    summary:
      'Check a reference and six words that somebody gave; right ones work once. Wrong ones do not fit, and nothing more is said',
    allow: 'return.use',
    params: empty,
    query: empty,
    body: checkInput,
    output: z.object({ fits: z.boolean(), returned: returned.nullable() }),
    errors: ['not_found', 'conflict', 'rate_limited', 'unavailable'],
  }),
  list: route({
    method: 'GET',
    path: '/returns',
    summary: 'Of one chat; without it those that the reader has open, and for leads those that wait for one',
    allow: 'return.use',
    params: empty,
    query: z.strictObject({ conversationId: id.optional() }),
    body: empty,
    output: z.object({ returns: z.array(returned) }),
    errors: ['not_found'],
  }),
  open: route({
    method: 'POST',
    path: '/returns/:returnId/open',
    summary: 'What they can be told of what was shared and what came back; recorded each time',
    allow: 'return.use',
    params,
    query: empty,
    body: z.strictObject({
      safeNow: z.literal(true, 'Ask them first whether it is safe to hear or read this now.'),
    }),
    output: z.object({ referrals: z.array(told) }),
    errors: ['not_found', 'conflict'],
  }),
  told: route({
    method: 'POST',
    path: '/returns/:returnId/told',
    summary: 'Write down whether they were told',
    allow: 'return.use',
    params,
    query: empty,
    body: z.strictObject({ outcome: z.enum(TOLD_OUTCOMES, 'Say whether they were told.') }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  release: route({
    method: 'POST',
    path: '/returns/:returnId/release',
    summary: 'A lead lets somebody be told where a lead looks first',
    allow: 'return.release',
    params,
    query: empty,
    body: empty,
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  renew: route({
    method: 'POST',
    path: '/returns/:returnId/phrase',
    summary: 'Other words in place of those that were used, if they ask for them; shown once',
    allow: 'return.use',
    params,
    query: empty,
    body: z.strictObject({ clientId, asked: z.boolean(), insists: z.boolean(), inChat: z.boolean() }),
    output: givenPhrase,
    errors: ['not_found', 'conflict'],
  }),
  stop: route({
    method: 'POST',
    path: '/returns/:returnId/stop',
    summary: 'They ask that sharing stops: what has not left waits, and a person decides, as by the page',
    allow: 'return.use',
    params,
    query: empty,
    body: empty,
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  notes: route({
    method: 'POST',
    path: '/returns/:returnId/notes',
    summary: 'Unfold the notes of the earlier conversation; recorded each time',
    allow: 'return.use',
    params,
    query: empty,
    body: empty,
    output: z.object({ notes: z.array(note) }),
    errors: ['not_found'],
  }),
  link: route({
    method: 'POST',
    path: '/returns/:returnId/link',
    summary: 'Take the notes of the earlier conversation along into this one, for whoever has it after',
    allow: 'return.use',
    params,
    query: empty,
    body: empty,
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
} as const;
