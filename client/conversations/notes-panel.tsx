import { type FormEvent, useId, useRef, useState } from 'react';
import { NOTE_MAX_UNITS, textFault } from '../../shared/domain/message-limits.ts';
import { useFormDraft } from '../app/form-drafts.ts';
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
  const { conversationId } = thread.conversation;
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
      <NoteForm key={conversationId} conversationId={conversationId} whispers={whispers} />
    </div>
  );
}

function NoteForm({ conversationId, whispers }: { readonly conversationId: string; readonly whispers: boolean }) {
  // Kept while another tab or conversation is looked at, as every draft is.
  const { draft, begin, drop, dropSent } = useFormDraft<{ readonly text: string }>(`chat note ${conversationId}`);
  const text = draft?.text ?? '';
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const fits = textFault(text, NOTE_MAX_UNITS) === null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!fits || busy) return;
    setBusy(true);
    const saved = await addNote(conversationId, text, whispers ? 'whisper' : 'note');
    setBusy(false);
    const hadFocus = document.activeElement === button.current;
    // Nothing is left to save, and a button that cannot be pressed loses the focus.
    if (saved && dropSent(draft) && hadFocus) field.current?.focus();
  };
  const write = (to: string) => (to === '' ? drop() : begin({ text: to }));
  return (
    <form className={style.form} onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>{say(whispers ? 'notes.write_whisper' : 'notes.write')}</label>
      <textarea ref={field} id={id} rows={4} dir="auto" value={text} onChange={(event) => write(event.target.value)} />
      <Button ref={button} size="small" type="submit" disabled={!fits} aria-busy={busy}>
        {say(whispers ? 'notes.send_whisper' : 'notes.save')}
      </Button>
    </form>
  );
}
