import { useId, useState } from 'react';
import type { ContactPurpose } from '../../shared/domain/safe-contact.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { asValues } from '../records/field.ts';
import { RecordRead } from '../records/record-read.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import { CARD_FIELDS } from './contact-fields.ts';
import { ContactForm } from './contact-form.tsx';
import style from './contacts.module.css';
import { gateWords, titleOf } from './gate-words.ts';
import { RetireDialog } from './retire-dialog.tsx';
import { UseDialog } from './use-dialog.tsx';

interface CardProps {
  readonly caseId: string;
  readonly contact: SafeContact;
  /** A case that is closed is not rung. */
  readonly open: boolean;
  readonly onChanged: () => Promise<void>;
}

const SIGN: Readonly<Record<SafeContact['channel'], IconName>> = {
  ...{ phone: 'phone', text: 'note', email: 'send', post: 'note', app: 'phone', other: 'person' },
};

/** One way to reach them: whether it is safe now, what to know before it is used, and the uses that the gate lets through. */
export function ContactCard({ caseId, contact, open, onChanged }: CardProps) {
  const [editing, setEditing] = useState(false);
  const [use, setUse] = useState<ContactPurpose | null>(null);
  const [retiring, setRetiring] = useState(false);
  const titleId = useId();
  const title = titleOf(contact);
  const retired = contact.retiredAt !== null;
  if (editing) {
    return <ContactForm caseId={caseId} contact={contact} onDone={() => setEditing(false)} onSaved={onChanged} />;
  }
  return (
    <article className={style.contact} aria-labelledby={titleId} data-verdict={contact.gate.verdict}>
      <header>
        <h3 id={titleId}>
          <Icon name={SIGN[contact.channel]} />
          {title}
        </h3>
        {contact.preferred ? <span className={style.mark}>{say('contacts.preferred')}</span> : null}
        <p className={style.gate}>
          <Icon name={contact.gate.verdict === 'allowed' ? 'check' : 'lock'} size={14} />
          {gateWords(contact.gate)}
        </p>
      </header>
      <RecordRead missing="contacts.not_asked" fields={CARD_FIELDS} body={asValues(contact)} />
      <Checked contact={contact} />
      {open && !retired ? <Uses contact={contact} onUse={setUse} /> : null}
      {retired ? null : (
        <footer className={style.actions}>
          <Button size="small" aria-label={say('contacts.edit_this', { title })} onClick={() => setEditing(true)}>
            {say('contacts.edit')}
          </Button>
          <Button look="plain" size="small" onClick={() => setRetiring(true)}>
            {say('contacts.retire')}
          </Button>
        </footer>
      )}
      {use === null ? null : (
        <UseDialog
          caseId={contact.caseId}
          contact={contact}
          purpose={use}
          onClose={() => setUse(null)}
          onDone={onChanged}
        />
      )}
      {retiring ? <RetireDialog contact={contact} onClose={() => setRetiring(false)} onDone={onChanged} /> : null}
    </article>
  );
}

function Checked({ contact: { lastChecked } }: { readonly contact: SafeContact }) {
  return (
    <p className={style.quiet}>
      {lastChecked === null
        ? say('contacts.never_checked')
        : say('contacts.checked', { name: lastChecked.by.name, when: dayAndTime(lastChecked.at) })}
    </p>
  );
}

/** What the gate does not let through is there, cannot be pressed, and says why. */
function Uses({ contact, onUse }: { readonly contact: SafeContact; readonly onUse: (use: ContactPurpose) => void }) {
  const uses = contact.uses.filter(({ purpose }) => purpose !== 'show');
  const allowed = uses.filter(({ verdict }) => verdict === 'allowed');
  const barred = uses.filter(({ verdict }) => verdict !== 'allowed');
  // What holds for the contact as a whole stands above already.
  const others = barred.filter((judgement) => gateWords(judgement) !== gateWords(contact.gate));
  return (
    <div className={style.uses}>
      {allowed.map(({ purpose }) => (
        <Button key={purpose} size="small" look={purpose === 'check' ? 'usual' : 'main'} onClick={() => onUse(purpose)}>
          {sayCode('use', purpose)}
        </Button>
      ))}
      <ul className={style.barred}>
        {others.map(({ purpose, ...judgement }) => (
          <li key={purpose}>
            <Icon name="lock" size={13} />
            {say('use.not', { use: sayCode('use', purpose), why: gateWords(judgement) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
