import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say } from '../ui/words.ts';
import { retireContact } from './contact-calls.ts';
import { titleOf } from './gate-words.ts';

interface RetireProps {
  readonly contact: SafeContact;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

export function RetireDialog({ contact, onClose, onDone }: RetireProps) {
  const retire = async (reason: string): Promise<string | null> => {
    const reply = await retireContact(contact.caseId, contact.contactId, { revision: contact.revision, reason });
    if (!reply.ok) {
      const moved = ['changed_meanwhile', 'retired'].includes(reply.error.details?.reason ?? '');
      if (moved) await onDone();
      return moved ? say('contacts.moved') : sentenceOf(reply.error);
    }
    const count = reply.value.callbacks.length;
    notify('done', say('contacts.retired_done'));
    if (count > 0) notify('problem', say('contacts.callbacks_gone', { count }));
    await onDone();
    return null;
  };
  return (
    <ReasonDialog
      title={titleOf(contact)}
      label={say('contacts.retire_why')}
      submit={say('contacts.retire_submit')}
      max={500}
      onClose={onClose}
      onSay={retire}
    />
  );
}
