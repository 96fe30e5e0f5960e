import type { ChangeRow } from '../../shared/protocol/http/registers.ts';
import { dayInWords } from '../ui/dates.ts';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';

/** What was changed because of this entry. */
export function ChangesFor({ changes }: { readonly changes: readonly ChangeRow[] }) {
  if (changes.length === 0) return null;
  return (
    <section>
      <h4>{say('change.made')}</h4>
      <ul className={style.table}>
        {changes.map(({ entryId, state, owner, dueOn, over }) => (
          <li key={entryId} className={style.row}>
            <span>
              {owner?.name ?? ''}
              {dueOn === null ? null : <small>{say('record.due', { day: dayInWords(dueOn) })}</small>}
            </span>
            <ul className={style.marks}>
              {over ? <li data-tone="danger">{say('record.late')}</li> : null}
              <li data-tone={state === 'done' ? 'good' : undefined}>{sayCode('change_state', state)}</li>
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
