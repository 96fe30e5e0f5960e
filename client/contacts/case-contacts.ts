// Everything about reaching the person of one case, while a page shows it: contacts behind the gate, attempts, call-backs.
import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { ContactAttempt, ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { callbacksOf, listAttempts, listContacts } from './contact-calls.ts';

export interface CaseContacts {
  readonly contacts: readonly SafeContact[];
  readonly stop: ContactStop | null;
  readonly attempts: readonly ContactAttempt[];
  readonly suggestions: readonly { readonly contactId: string; readonly at: string }[];
  readonly callbacks: readonly Callback[];
}

export interface Loaded {
  readonly loaded: CaseContacts | null;
  readonly error: WireError | null;
  readonly reload: () => Promise<void>;
}

export function useCaseContacts(caseId: string): Loaded {
  const [loaded, setLoaded] = useState<CaseContacts | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [newest] = useState(newestOnly);
  const reload = useCallback(async () => {
    const replies = await newest.ask('contacts', () =>
      Promise.all([listContacts(caseId), listAttempts(caseId), callbacksOf(caseId)]),
    );
    if (replies === null) return;
    const [contacts, attempts, callbacks] = replies;
    if (!contacts.ok) return setError(contacts.error);
    if (!attempts.ok) return setError(attempts.error);
    if (!callbacks.ok) return setError(callbacks.error);
    setError(null);
    setLoaded({ ...contacts.value, ...attempts.value, ...callbacks.value });
  }, [newest, caseId]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { loaded, error, reload };
}

/** Contacts alone, for the short card beside a conversation. */
export function useContacts(caseId: string) {
  const [contacts, setContacts] = useState<readonly SafeContact[] | null>(null);
  const [stop, setStop] = useState<ContactStop | null>(null);
  useEffect(() => {
    let here = true;
    void listContacts(caseId).then((reply) => {
      if (!here || !reply.ok) return;
      setContacts(reply.value.contacts);
      setStop(reply.value.stop);
    });
    return () => {
      here = false;
    };
  }, [caseId]);
  return { contacts, stop };
}
