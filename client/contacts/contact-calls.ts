// What the pages ask of contacts, attempts and call-backs.
import type { StopDecision } from '../../shared/domain/contact-attempts.ts';
import type { ContactPurpose } from '../../shared/domain/safe-contact.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { Callback, callbackRoutes } from '../../shared/protocol/http/callbacks.ts';
import type { contactAttemptRoutes } from '../../shared/protocol/http/contact-attempts.ts';
import type { contactRoutes } from '../../shared/protocol/http/contacts.ts';
import type { RouteSpec } from '../../shared/protocol/http/define.ts';
import { ask } from '../connection/http.ts';
import type { InputOfRoute, ValueOf } from '../connection/protocol.ts';
import type { Values } from '../records/field.ts';

type Contacts = typeof contactRoutes;
type Attempts = typeof contactAttemptRoutes;
type Callbacks = typeof callbackRoutes;
type Answer<R extends RouteSpec> = Promise<Reply<ValueOf<R>>>;

export type Revealed = ValueOf<Contacts['reveal']>;
export type AttemptInput = InputOfRoute<Attempts['add']>;
export type Booking = InputOfRoute<Callbacks['book']>;

const of = (caseId: string, rest: string): string => `/cases/${encodeURIComponent(caseId)}/${rest}`;

export const listContacts = (caseId: string): Answer<Contacts['list']> => ask('GET', of(caseId, 'contacts'));

export const addContact = (caseId: string, contact: Values): Answer<Contacts['add']> =>
  ask('POST', of(caseId, 'contacts'), contact);

export const changeContact = (caseId: string, contactId: string, contact: Values): Answer<Contacts['change']> =>
  ask('PUT', of(caseId, `contacts/${contactId}`), contact);

export const retireContact = (
  caseId: string,
  contactId: string,
  why: { readonly revision: number; readonly reason: string },
): Answer<Contacts['retire']> => ask('POST', of(caseId, `contacts/${contactId}/retire`), why);

/** Through the gate, and on record, each time. */
export const revealContact = (caseId: string, contactId: string, purpose: ContactPurpose): Answer<Contacts['reveal']> =>
  ask('POST', of(caseId, `contacts/${contactId}/reveal`), { purpose });

export const listAttempts = (caseId: string): Answer<Attempts['list']> => ask('GET', of(caseId, 'contact-attempts'));

export const addAttempt = (caseId: string, attempt: AttemptInput): Answer<Attempts['add']> =>
  ask('POST', of(caseId, 'contact-attempts'), attempt);

export const listStops = (): Answer<Attempts['stops']> => ask('GET', '/contact-stops');

export const reviewStop = (
  caseId: string,
  stopId: string,
  review: { readonly decision: StopDecision; readonly reason: string },
): Answer<Attempts['review']> => ask('POST', of(caseId, `contact-stops/${stopId}/review`), review);

export const callbacksOf = (caseId: string): Answer<Callbacks['ofCase']> => ask('GET', of(caseId, 'callbacks'));

export const bookCallback = (caseId: string, booking: Booking): Answer<Callbacks['book']> =>
  ask('POST', of(caseId, 'callbacks'), booking);

export const moveCallback = (
  caseId: string,
  callbackId: string,
  booking: InputOfRoute<Callbacks['move']>,
): Answer<Callbacks['move']> => ask('PUT', of(caseId, `callbacks/${callbackId}`), booking);

export const cancelCallback = (
  caseId: string,
  callbackId: string,
  why: { readonly revision: number; readonly reason: string },
): Answer<Callbacks['cancel']> => ask('POST', of(caseId, `callbacks/${callbackId}/cancel`), why);

/** All of them, page after page: none that is due is left out of sight. */
export async function callbacksOfMine(): Answer<Callbacks['today']> {
  const all: Callback[] = [];
  for (let next: string | null = ''; ; ) {
    const reply: Awaited<Answer<Callbacks['today']>> = await ask(
      'GET',
      `/callbacks?who=mine${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`,
    );
    if (!reply.ok) return reply;
    all.push(...reply.value.callbacks);
    next = reply.value.next;
    if (next === null) return { ok: true, value: { callbacks: all, next } };
  }
}
