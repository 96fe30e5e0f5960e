import { useState } from 'react';
import { useLive } from '../app/store.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { useServerNow } from '../ui/clock.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { freshNotes } from './fresh.ts';
import style from './notes-panel.module.css';

/** Who reads along, and what a supervisor whispers, shows at once beside the chat, never inside the composer (V5). */
export function FreshNotes({ thread }: { readonly thread: Thread }) {
  const me = useLive((live) => live.account?.agentId);
  const now = useServerNow();
  const [since] = useState(() => new Date(now).toISOString());
  const [seen, setSeen] = useState(0);
  const fresh = freshNotes(thread.notes, me, since, seen);
  return (
    <div className={style.fresh} role="status">
      {fresh.map((note) => (
        <p key={note.noteId} className={style.note} data-kind="whisper">
          <Icon name={note.kind === 'whisper' ? 'note' : 'eye'} size={14} /> <strong>{note.author.name}:</strong>{' '}
          <bdi dir="auto" className={style.text}>
            {note.text}
          </bdi>
        </p>
      ))}
      {fresh.length > 0 ? (
        <Button look="plain" size="small" onClick={() => setSeen(seen + fresh.length)}>
          {say('notes.seen')}
        </Button>
      ) : null}
    </div>
  );
}
