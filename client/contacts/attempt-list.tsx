import type { ContactAttempt } from '../../shared/protocol/http/contact-attempts.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import type { CaseContacts } from './case-contacts.ts';
import style from './contacts.module.css';
import { titleOf } from './gate-words.ts';

interface ListProps extends Pick<CaseContacts, 'attempts' | 'suggestions' | 'contacts'> {
  /** Null where nothing can be booked any more. */
  readonly onSuggestion: ((suggestion: CaseContacts['suggestions'][number]) => void) | null;
}

/** What was tried, and when nobody has tried yet: another part of the week finds somebody at home (H17). */
export function AttemptList({ attempts, suggestions, contacts, onSuggestion }: ListProps) {
  return (
    <section className={style.card} aria-labelledby="attempts-title">
      <h2 id="attempts-title">{say('attempts.title')}</h2>
      {onSuggestion === null || suggestions.length === 0 ? null : (
        <div className={style.suggested}>
          <p className={style.quiet}>{say('attempts.suggested')}</p>
          {suggestions.map((suggestion) => (
            <Button key={suggestion.at} size="small" onClick={() => onSuggestion(suggestion)}>
              {say('attempts.suggest', { when: dayAndTime(suggestion.at) })}
              <span className="visually-hidden">: {nameOf(contacts, suggestion.contactId)}</span>
            </Button>
          ))}
        </div>
      )}
      {attempts.length === 0 ? <p className={style.quiet}>{say('attempts.none')}</p> : null}
      <ol className={style.attempts}>
        {attempts.map((attempt) => (
          <AttemptItem key={attempt.attemptId} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function nameOf(contacts: readonly SafeContact[], contactId: string): string {
  const found = contacts.find((contact) => contact.contactId === contactId);
  return found === undefined ? '' : titleOf(found);
}

function AttemptItem({ attempt }: { readonly attempt: ContactAttempt }) {
  const { channel, at, by, outcome, doubtful, note, gate } = attempt;
  return (
    <li>
      <p>
        <strong>{sayCode('attempt', outcome)}</strong>
        {doubtful ? ` (${say('attempts.doubtful')})` : null}
      </p>
      <p className={style.quiet}>
        {say('attempts.line', { channel: sayCode('contact_channel', channel), when: dayAndTime(at), name: by.name })}
      </p>
      {gate === 'allowed' ? null : <p className={style.warning}>{say('attempts.against_gate')}</p>}
      {note === null ? null : (
        <p>
          <bdi dir="auto">{note}</bdi>
        </p>
      )}
    </li>
  );
}
