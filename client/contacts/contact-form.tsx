import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { addContact, changeContact, listContacts } from './contact-calls.ts';
import { blankContact, bodyOf, contactAsSent, faultsOfContact, formFields } from './contact-fields.ts';
import { titleOf } from './gate-words.ts';

interface FormProps {
  readonly caseId: string;
  readonly contact: SafeContact | null;
  readonly onDone: () => void;
  readonly onSaved: () => Promise<void>;
}

/** A way to reach them, new or as it stands; under the revision that was read. */
export function ContactForm({ caseId, contact, onDone, onSaved }: FormProps) {
  const body = contact === null ? blankContact() : bodyOf(contact);
  return (
    <KeptForm
      draftKey={`contact ${caseId} ${contact?.contactId ?? 'new'}`}
      title={contact === null ? say('contacts.new') : titleOf(contact)}
      start={{ body, revision: contact?.revision ?? 0 }}
      access={(_, clientId) => accessTo({ caseId, contact, clientId, onSaved })}
      onLeave={onDone}
    />
  );
}

type AccessTo = Omit<FormProps, 'onDone'> & { readonly clientId: string };

function accessTo({ caseId, contact, clientId, onSaved }: AccessTo): RecordAccess {
  return {
    fields: formFields(contact !== null),
    faults: (body, today) => faultsOfContact(body, { before: contact, today }),
    send: async (body, revision) => {
      const sent = contactAsSent(body, contact !== null);
      if (contact === null) {
        const added = await addContact(caseId, { ...sent, clientId });
        if (added.ok) await onSaved();
        return added;
      }
      const changed = await changeContact(contact.caseId, contact.contactId, { ...sent, revision });
      if (!changed.ok) return changed;
      const count = changed.value.callbacks.length;
      if (count > 0) notify('problem', say('contacts.callbacks_gone', { count }));
      await onSaved();
      return changed;
    },
    newest: async () => {
      const reply = await listContacts(caseId);
      const found = reply.ok
        ? reply.value.contacts.find(({ contactId }) => contactId === contact?.contactId)
        : undefined;
      return found === undefined ? null : { body: bodyOf(found), revision: found.revision, by: found.changedBy.name };
    },
    refusal: ({ code, details }) => {
      if (details?.reason === 'retired') return say('contacts.moved');
      return code === 'not_found' ? say('section.gone') : null;
    },
  };
}
