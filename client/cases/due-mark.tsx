import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { useServerNow } from '../ui/clock.ts';
import { Icon } from '../ui/icon.tsx';
import { sayCode } from '../ui/words.ts';
import { dueStateOf, dueWords } from './due.ts';
import style from './due-mark.module.css';

/** What is due, and when: what is overdue is said in words and a sign, not by colour alone. */
export function DueMark({ due }: { readonly due: NonNullable<CaseRow['nextDue']> }) {
  const now = useServerNow();
  const state = dueStateOf(due.at, now);
  return (
    <span className={style.due} data-state={state}>
      <span>{sayCode('due_kind', due.kind)}</span>
      <time dateTime={due.at}>
        {state === 'overdue' ? <Icon name="alert" size={13} /> : null}
        {dueWords(due.at, now)}
      </time>
    </span>
  );
}
