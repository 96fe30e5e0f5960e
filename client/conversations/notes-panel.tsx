import { type FormEvent, useId, useState } from 'react';
import { NOTE_MAX_UNITS, textFault } from '../../shared/domain/message-limits.ts';
import { useMay } from '../app/session.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { say } from '../ui/words.ts';
import { addNote } from './note.ts';
import style from './notes-panel.module.css';
import type { Standing } from './standing.ts';

/** Staff notes stand apart from the log, in another colour; the visitor never sees them, but a court may (H12). */
export function NotesPanel({ thread, standing }: { readonly thread: Thread; readonly standing: Standing }) {
  const whispers = useMay('conversation.watch') && !standing.holds && !standing.consults;
  return (
    <div className={style.notes}>
      <p className={style.hint}>{say(whispers ? 'notes.whisper_hint' : 'notes.hint')}</p>
      <ul className={style.list} aria-label={say('tab.notes')}>
        {thread.notes.map((note) => (
          <li key={note.noteId} className={style.note} data-kind={note.kind}>
            <p className={style.meta}>
              <strong>{note.author.name}</strong>
              {note.kind === 'whisper' ? <span>{say('notes.whisper')}</span> : null}
              <time dateTime={note.at}>{timeOfDay(note.at)}</time>
            </p>
            <p className={style.text}>
              <bdi dir="auto">{note.text}</bdi>
            </p>
          </li>
        ))}
      </ul>
      {thread.notes.length === 0 ? <p className={style.hint}>{say('notes.none')}</p> : null}
      <NoteForm conversationId={thread.conversation.conversationId} whispers={whispers} />
    </div>
  );
}

function NoteForm({ conversationId, whispers }: { readonly conversationId: string; readonly whispers: boolean }) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const fits = textFault(text, NOTE_MAX_UNITS) === null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!fits) return;
    setBusy(true);
    const saved = await addNote(conversationId, text, whispers ? 'whisper' : 'note');
    setBusy(false);
    if (saved) setText('');
  };
  return (
    <form className={style.form} onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>{say(whispers ? 'notes.write_whisper' : 'notes.write')}</label>
      <textarea id={id} rows={4} dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
      <Button size="small" type="submit" disabled={!fits || busy}>
        {say(whispers ? 'notes.send_whisper' : 'notes.save')}
      </Button>
    </form>
  );
}
