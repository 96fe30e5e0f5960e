import { useEffect, useState } from 'react';
import type { ContactPurpose } from '../../shared/domain/safe-contact.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { asValues } from '../records/field.ts';
import { RecordRead } from '../records/record-read.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { AttemptForm } from './attempt-form.tsx';
import { type Revealed, revealContact } from './contact-calls.ts';
import { CARD_FIELDS } from './contact-fields.ts';
import style from './contacts.module.css';
import { refusalWords, titleOf } from './gate-words.ts';

interface UseProps {
  readonly caseId: string;
  readonly contact: Pick<SafeContact, 'contactId' | 'channel' | 'holder'>;
  readonly purpose: ContactPurpose;
  /** The call-back that is kept by this. */
  readonly callbackId?: string;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

/** The card first, then the number, then what came of it. Each opening goes through the gate and is recorded. */
export function UseDialog({ caseId, contact, purpose, callbackId, onClose, onDone }: UseProps) {
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { contactId } = contact;
  useEffect(() => {
    let here = true;
    void revealContact(caseId, contactId, purpose).then((reply) => {
      if (!here) return;
      if (reply.ok) setRevealed(reply.value);
      else setProblem(refusalWords(reply.error.details) ?? sentenceOf(reply.error));
    });
    return () => {
      here = false;
    };
  }, [caseId, contactId, purpose]);
  const saved = async () => {
    onClose();
    await onDone();
  };
  return (
    <Dialog title={say('use.title', { use: sayCode('use', purpose) })} onClose={onClose}>
      <p className={style.quiet}>{titleOf(contact)}</p>
      <Problem>{problem}</Problem>
      {revealed === null ? null : (
        <>
          <ReadFirst card={revealed.card} check={purpose === 'check'} />
          <p className={style.value}>
            <span className={style.quiet}>{say('use.then')}</span>
            <strong>{revealed.value}</strong>
          </p>
          <AttemptForm {...{ caseId, contactId, purpose, onSaved: saved }} callbackId={callbackId ?? null} />
        </>
      )}
      <DialogActions>
        <Button onClick={onClose}>{say('use.not_used')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function ReadFirst({ card, check }: { readonly card: Revealed['card']; readonly check: boolean }) {
  return (
    <section className={style.first} aria-label={say('use.read_first')}>
      <h3>
        <Icon name="eye" />
        {say('use.read_first')}
      </h3>
      {check ? <p className={style.warning}>{say('use.check_text')}</p> : null}
      {card.allowedUntil === null ? null : <p>{say('gate.allowed_until', { when: dayAndTime(card.allowedUntil) })}</p>}
      <RecordRead missing="contacts.not_asked" fields={CARD_FIELDS} body={asValues(card)} />
    </section>
  );
}
