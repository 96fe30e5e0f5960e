/** How a person may be reached safely: each contact behind the gate, shown and used only where they said that it is safe. */
import { z } from 'zod';
import { CONTACT_PURPOSES } from '../../domain/safe-contact.ts';
import { clientId, empty, id, text, time } from '../common.ts';
import { contactJudgement, contactTerms } from '../contact-terms.ts';
import { callback } from './callbacks.ts';
import { casePerson } from './cases.ts';
import { contactStop } from './contact-attempts.ts';
import { route } from './define.ts';

export const safeContact = contactTerms
  .extend({
    contactId: id,
    /** Where it stands: this case, or one that became part of it. */
    caseId: id,
    revision: z.number().int(),
    retiredAt: time.nullable(),
    lastChecked: z.object({ at: time, by: casePerson }).nullable(),
    changedAt: time,
    changedBy: casePerson,
    /** For showing it, now. */
    gate: contactJudgement,
    /** Only where the gate allows showing it. */
    value: z.string().nullable(),
    /** Each way to use it that fits its channel, judged now. */
    uses: z.array(contactJudgement.extend({ purpose: z.enum(CONTACT_PURPOSES) })),
  })
  .meta({ id: 'SafeContact' });
export type SafeContact = z.infer<typeof safeContact>;

/** Above every contact that is used, and read first. */
export const safeContactCard = contactTerms
  .pick({
    ...{ channel: true, holder: true, said: true, deviceSeenBy: true, codeWord: true, voicemail: true },
    ...{ anyTime: true, safeTimes: true, neverTimes: true, textOk: true, senderNameOk: true, sharedAccount: true },
    ...{ itemisedBill: true, interpreterGender: true, askFor: true, alternative: true },
  })
  .extend({
    lastChecked: z.object({ at: time, by: casePerson }).nullable(),
    /** Until when it may be used from now on; null where no end is known. */
    allowedUntil: time.nullable(),
  })
  .meta({ id: 'SafeContactCard' });
export type SafeContactCard = z.infer<typeof safeContactCard>;

const params = z.strictObject({ caseId: id });
const ofContact = z.strictObject({ caseId: id, contactId: id });
const value = text(300);

export const contactRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/contacts',
    summary: 'The contacts of a case; a value only where the gate allows it, else why not. There is no "show anyway"',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ contacts: z.array(safeContact), stop: contactStop.nullable() }),
    errors: ['not_found'],
  }),
  add: route({
    method: 'POST',
    path: '/cases/:caseId/contacts',
    summary: 'Add a way to reach the person, with what they said about it',
    allow: 'case.write',
    params,
    query: empty,
    body: contactTerms.extend({ clientId, value }),
    output: z.object({ contact: safeContact, conflict: z.boolean() }),
    errors: ['not_found', 'conflict'],
  }),
  change: route({
    method: 'PUT',
    path: '/cases/:caseId/contacts/:contactId',
    summary: 'Change what is known of a contact under the revision that was read; without `value` that stays',
    allow: 'case.write',
    params: ofContact,
    query: empty,
    body: contactTerms.extend({
      revision: z.number().int(),
      value: value.optional(),
      /** It was asked again just now. */
      checked: z.boolean(),
    }),
    output: z.object({
      contact: safeContact,
      conflict: z.boolean(),
      /** Call-backs that no longer stand at a safe time: each needs another. */
      callbacks: z.array(callback),
    }),
    errors: ['not_found', 'conflict'],
  }),
  retire: route({
    method: 'POST',
    path: '/cases/:caseId/contacts/:contactId/retire',
    summary: 'No longer theirs, or no longer to be used; nothing is found by it from then on',
    allow: 'case.write',
    params: ofContact,
    query: empty,
    body: z.strictObject({ revision: z.number().int(), reason: text(500) }),
    output: z.object({ contact: safeContact, callbacks: z.array(callback) }),
    errors: ['not_found', 'conflict'],
  }),
  reveal: route({
    method: 'POST',
    path: '/cases/:caseId/contacts/:contactId/reveal',
    summary: 'The value for one use, after the gate and after it is on record (A2); the safe-contact card comes first',
    allow: 'case.write',
    params: ofContact,
    query: empty,
    body: z.strictObject({ purpose: z.enum(CONTACT_PURPOSES) }),
    output: z.object({ card: safeContactCard, value: z.string() }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
