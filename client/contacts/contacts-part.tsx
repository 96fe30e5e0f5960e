import { useState } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { holdsSomething, useDraft } from '../records/drafts.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { AttemptList } from './attempt-list.tsx';
import { Callbacks } from './callbacks.tsx';
import { useCaseContacts } from './case-contacts.ts';
import { ContactCard } from './contact-card.tsx';
import { ContactForm } from './contact-form.tsx';
import style from './contacts.module.css';
import { StopCard } from './stop-card.tsx';

/** How the person may be reached: the stop first, then each way behind its gate, call-backs, and what was tried. */
export function ContactsPart({ view }: { readonly view: CaseView }) {
  const { caseId, state } = view.row;
  const { loaded, error, reload } = useCaseContacts(caseId);
  const begun = useDraft(`contact ${caseId} new`);
  // What was begun elsewhere, or left half written, is open when the part is.
  const [adding, setAdding] = useState(begun !== null && holdsSomething(begun));
  /** A time that was suggested, to be booked. */
  const [wanted, setWanted] = useState<{ readonly contactId: string; readonly at: string } | null>(null);
  if (loaded === null) {
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.card}>
        <Problem>{`${say('contacts.failed')} ${sentenceOf(error)}`}</Problem>
        <Button size="small" onClick={() => void reload()}>
          {say('again')}
        </Button>
      </div>
    );
  }
  const open = state === 'open';
  const { contacts, stop } = loaded;
  return (
    <>
      {stop === null || stop.review !== null ? null : <StopCard stop={stop} onReviewed={() => void reload()} />}
      <section className={style.card} aria-labelledby="contacts-title">
        <header className={style.head}>
          <h2 id="contacts-title">{say('contacts.title')}</h2>
          {adding || state === 'merged' ? null : (
            <Button size="small" onClick={() => setAdding(true)}>
              {say('section.add_group', { label: say('contacts.add') })}
            </Button>
          )}
          <p className={style.quiet}>{say('contacts.text')}</p>
        </header>
        {adding ? (
          <ContactForm caseId={caseId} contact={null} onDone={() => setAdding(false)} onSaved={reload} />
        ) : null}
        {contacts.length === 0 && !adding ? <p className={style.quiet}>{say('contacts.none')}</p> : null}
        <ul className={style.contacts}>
          {contacts.map((contact) => (
            <li key={contact.contactId}>
              <ContactCard caseId={caseId} contact={contact} open={open} onChanged={reload} />
            </li>
          ))}
        </ul>
      </section>
      <Callbacks
        key={wanted?.at ?? 'none'}
        {...{ view, contacts, wanted }}
        callbacks={loaded.callbacks}
        onChanged={async () => {
          setWanted(null);
          await reload();
        }}
      />
      <AttemptList {...loaded} onSuggestion={open ? setWanted : null} />
    </>
  );
}
