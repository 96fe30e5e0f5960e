import { useState } from 'react';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { type NotesBefore, readNotesBefore, refusalWords } from './return-calls.ts';

/** Folded until somebody unfolds them, which is recorded (H13). */
export function NotesBeforePart({ returned: { returnId } }: { readonly returned: Returned }) {
  const [read, setRead] = useState<NotesBefore | null>(null);
  const unfold = async () => {
    const reply = await readNotesBefore(returnId);
    if (reply.ok) setRead(reply.value);
    else notify('problem', refusalWords(reply.error));
  };
  if (read === null)
    return (
      <div className={style.actions}>
        <Button size="small" aria-expanded={false} onClick={() => void unfold()}>
          {say('return.notes')}
        </Button>
      </div>
    );
  return (
    <section className={style.opened} aria-label={say('return.notes')}>
      {read.notes.length === 0 ? <p className={style.quiet}>{say('return.no_notes')}</p> : null}
      <ul>
        {read.notes.map(({ noteId, author, text, at }) => (
          <li key={noteId}>
            <strong>{author.name}</strong> {dayAndTime(at)}
            <p>
              <bdi dir="auto">{text}</bdi>
            </p>
          </li>
        ))}
      </ul>
      <div className={style.actions}>
        <Button size="small" aria-expanded onClick={() => setRead(null)}>
          {say('record.fold')}
        </Button>
      </div>
    </section>
  );
}
