import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { WORDS_MAX } from './answer-words-field.tsx';
import { saveNow } from './save-as-you-go.ts';
import { NOTE_KEY } from './topic-keys.ts';
import style from './topic-row.module.css';

interface NoteProps {
  readonly assessmentId: string;
  readonly labelId: string;
  readonly note: string | null;
  readonly open: boolean;
  readonly mayWrite: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onWrite: (note: string | null) => void;
}

/** What goes with an answer: from whom, for whom, since when. One that is there is always shown. */
export function TopicNote({ assessmentId, labelId, note, open, mayWrite, onOpen, onWrite }: NoteProps) {
  if (!mayWrite) {
    return note === null ? null : (
      <p className={style.noted}>
        <bdi dir="auto">{note}</bdi>
      </p>
    );
  }
  if (note === null && !open) {
    return (
      <Button
        look="plain"
        size="small"
        className={style.addNote}
        keyHint={NOTE_KEY}
        aria-keyshortcuts={NOTE_KEY}
        onClick={() => onOpen(true)}
      >
        {say('topic.add_note')}
      </Button>
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
      // Opened by a person who is about to write.
      // biome-ignore lint/a11y/noAutofocus: it opens by a press or a key and nothing else
      autoFocus={open && note === null}
      value={note ?? ''}
      onChange={({ target: { value } }) => onWrite(value.trim() === '' ? null : value)}
      onBlur={() => {
        void saveNow(assessmentId);
        if (note === null) onOpen(false);
      }}
    />
  );
}
