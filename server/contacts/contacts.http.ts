/** The HTTP routes of safe contact: a table. Relations are asked by each use case, which has the case in hand. */

import { callbackRoutes } from '../../shared/protocol/http/callbacks.ts';
import { contactAttemptRoutes } from '../../shared/protocol/http/contact-attempts.ts';
import { contactRoutes } from '../../shared/protocol/http/contacts.ts';
import { heldOfCase } from '../cases/index.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { addContact } from './add-contact.ts';
import { bookCallback, moveCallback } from './book-callback.ts';
import { changeContact, retireContact } from './change-contact.ts';
import type { ContactsDeps } from './deps.ts';
import { callbacksOfCase, callbacksToday } from './list-callbacks.ts';
import { readAttempts } from './read-attempts.ts';
import { listContacts, revealContact } from './read-contacts.ts';
import { recordAttempt } from './record-attempt.ts';
import { cancelCallback } from './settle-callback.ts';
import { listStops, reviewStop } from './stop-attempts.ts';

export function createContactRoutes(deps: ContactsDeps): RouteTable {
  const held = heldOfCase(deps.cases);
  return [
    handle(contactRoutes.list, {
      held,
      handler: asStaff(({ params }, who) => listContacts(deps, params.caseId, who)),
    }),
    handle(contactRoutes.add, {
      held,
      handler: asStaff(({ params, body }, who) => addContact(deps, { ...params, ...body }, who)),
    }),
    handle(contactRoutes.change, {
      held,
      handler: asStaff(({ params, body }, who) => changeContact(deps, { ...params, ...body }, who)),
    }),
    handle(contactRoutes.retire, {
      held,
      handler: asStaff(({ params, body }, who) => retireContact(deps, { ...params, ...body }, who)),
    }),
    handle(contactRoutes.reveal, {
      held,
      handler: asStaff(({ params, body }, who) => revealContact(deps, { ...params, ...body }, who)),
    }),
    handle(contactAttemptRoutes.list, {
      held,
      handler: asStaff(({ params }, who) => readAttempts(deps, params.caseId, who)),
    }),
    handle(contactAttemptRoutes.add, {
      held,
      handler: asStaff(({ params, body }, who) => recordAttempt(deps, { ...params, ...body }, who)),
    }),
    handle(contactAttemptRoutes.stops, { handler: asStaff((_input, who) => listStops(deps, who)) }),
    handle(contactAttemptRoutes.review, {
      held,
      handler: asStaff(({ params, body }, who) => reviewStop(deps, { ...params, ...body }, who)),
    }),
    handle(callbackRoutes.ofCase, {
      held,
      handler: asStaff(({ params }, who) => callbacksOfCase(deps, params.caseId, who)),
    }),
    handle(callbackRoutes.book, {
      held,
      handler: asStaff(({ params, body }, who) => bookCallback(deps, { ...params, ...body }, who)),
    }),
    handle(callbackRoutes.move, {
      held,
      handler: asStaff(({ params, body }, who) => moveCallback(deps, { ...params, ...body }, who)),
    }),
    handle(callbackRoutes.cancel, {
      held,
      handler: asStaff(({ params, body }, who) => cancelCallback(deps, { ...params, ...body }, who)),
    }),
    handle(callbackRoutes.today, { handler: asStaff(({ query }, who) => callbacksToday(deps, query, who)) }),
  ];
}
