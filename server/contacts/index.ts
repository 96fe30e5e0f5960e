// The only door to safe contact: contacts behind the gate, call-backs inside safe times, attempts and what stops them.
export { addContact } from './add-contact.ts';
export { attemptsSpec, createAttemptsStore, stopsSpec } from './attempts.store.ts';
export { callbacksSpec, createCallbacksStore } from './callbacks.store.ts';
export { createContactRoutes } from './contacts.http.ts';
export { contactsSpec, contactVersionsSpec, createContactsStore } from './contacts.store.ts';
export { createContactFollower } from './follow-case.ts';
export { createHeldDetails } from './held-details.ts';
