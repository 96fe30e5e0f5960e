import { Link } from 'react-router';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { DueMark } from '../cases/due-mark.tsx';
import { say } from '../ui/words.ts';
import { mostUrgentFirst } from './order.ts';
import { addressOf } from './place-of.ts';
import style from './work.module.css';

interface ListProps {
  readonly reminders: readonly Reminder[];
  readonly label: string;
  /** Whose each is, where they are those of others. */
  readonly named?: boolean;
}

/** One row for each, which leads to where it is done: nothing is put away here that was not done. */
export function ReminderList({ reminders, label, named = false }: ListProps) {
  return (
    <ul className={style.rows} aria-label={label}>
      {mostUrgentFirst(reminders).map((reminder) => (
        <li key={reminder.reminderId}>
          <Link to={addressOf(reminder)} className={style.row} data-row="">
            <DueMark due={{ kind: reminder.kind, at: reminder.dueAt }} />
            <span className={style.reference}>{reminder.reference}</span>
            {reminder.coveringFor === null ? null : (
              <span>{say('work.covering', { name: reminder.coveringFor.name })}</span>
            )}
            {named ? <span>{reminder.assignee?.name ?? say('work.of_nobody')}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
