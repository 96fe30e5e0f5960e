import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { WORDS_MAX } from './answer-words-field.tsx';
import { saveNow } from './save-as-you-go.ts';
import { NOTE_KEY } from './topic-keys.ts';
import style from './topic-row.module.css';

export function AddNote({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <Button
      look="plain"
      size="small"
      className={style.addNote}
      keyHint={NOTE_KEY}
      aria-keyshortcuts={NOTE_KEY}
      onClick={onAdd}
    >
      {say('topic.add_note')}
    </Button>
  );
}

interface NoteProps {
  readonly assessmentId: string;
  readonly labelId: string;
  readonly note: string | null;
  readonly mayWrite: boolean;
  readonly onWrite: (note: string | null) => void;
  readonly onLeave: () => void;
}

/** What goes with an answer: from whom, for whom, since when. One that is there is always shown. */
export function TopicNote({ assessmentId, labelId, note, mayWrite, onWrite, onLeave }: NoteProps) {
  if (!mayWrite) {
    return (
      <p className={style.noted}>
        <bdi dir="auto">{note}</bdi>
      </p>
    );
  }
  return (
    <textarea
      className={style.note}
      rows={2}
      dir="auto"
      aria-label={say('topic.note')}
      aria-describedby={labelId}
      placeholder={say('topic.note')}
      maxLength={WORDS_MAX}
      // Without words it stands here only because somebody has just asked to write.
      // biome-ignore lint/a11y/noAutofocus: it opens by a press or a key and nothing else
      autoFocus={note === null}
      value={note ?? ''}
      onChange={({ target: { value } }) => onWrite(value.trim() === '' ? null : value)}
      onBlur={() => {
        onLeave();
        void saveNow(assessmentId);
      }}
    />
  );
}
