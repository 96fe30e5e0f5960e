import { useState } from 'react';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { say } from '../ui/words.ts';
import { BookForm } from './book-form.tsx';
import { CallbackItem } from './callback-item.tsx';
import type { CaseContacts } from './case-contacts.ts';
import style from './contacts.module.css';

interface CallbacksProps {
  readonly view: CaseView;
  readonly contacts: readonly SafeContact[];
  readonly callbacks: readonly Callback[];
  readonly wanted: CaseContacts['suggestions'][number] | null;
  readonly onChanged: () => Promise<void>;
}

/** Call-backs of the case, each inside the safe times of its contact. */
export function Callbacks({ view, contacts, callbacks, wanted, onChanged }: CallbacksProps) {
  const [booking, setBooking] = useState(wanted !== null);
  const [moving, setMoving] = useState<Callback | null>(null);
  const usable = contacts.filter(({ retiredAt }) => retiredAt === null);
  const done = async () => {
    setBooking(false);
    setMoving(null);
    await onChanged();
  };
  return (
    <section className={style.card} aria-labelledby="callbacks-title">
      <header className={style.head}>
        <h2 id="callbacks-title">{say('callbacks.title')}</h2>
        {booking || usable.length === 0 || view.row.state !== 'open' ? null : (
          <Button size="small" onClick={() => setBooking(true)}>
            {say('section.add_group', { label: say('callbacks.book') })}
          </Button>
        )}
      </header>
      {booking ? (
        <BookForm
          {...{ view, wanted }}
          contacts={usable}
          callback={null}
          onDone={done}
          onBack={() => setBooking(false)}
        />
      ) : null}
      {callbacks.length === 0 && !booking ? <p className={style.quiet}>{say('callbacks.none')}</p> : null}
      <ul className={style.callbacks}>
        {callbacks.map((callback) => (
          <li key={callback.callbackId}>
            <CallbackItem
              callback={callback}
              contact={contacts.find(({ contactId }) => contactId === callback.contactId) ?? null}
              onMove={() => setMoving(callback)}
              onChanged={onChanged}
            />
          </li>
        ))}
      </ul>
      {moving === null ? null : (
        <Dialog title={say('callbacks.move_title')} onClose={() => setMoving(null)}>
          <BookForm
            {...{ view }}
            contacts={usable}
            wanted={null}
            callback={moving}
            onDone={done}
            onBack={() => setMoving(null)}
          />
        </Dialog>
      )}
    </section>
  );
}
