/** What the use cases of safe contact need of the world; put together once, in compose-cases.ts. */
import type { CasesDeps } from '../cases/index.ts';
import type { Remind } from '../reminders/index.ts';
import type { AttemptsStore } from './attempts.store.ts';
import type { CallbacksStore } from './callbacks.store.ts';
import type { ContactsStore } from './contacts.store.ts';

export interface ContactsDeps {
  readonly cases: CasesDeps;
  readonly contacts: ContactsStore;
  readonly attempts: AttemptsStore;
  readonly callbacks: CallbacksStore;
  readonly remind: Remind;
}
