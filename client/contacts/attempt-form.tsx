import { useRef, useState } from 'react';
import type { AttemptOutcome } from '../../shared/domain/contact-attempts.ts';
import type { ContactPurpose } from '../../shared/domain/safe-contact.ts';
import { useLive } from '../app/store.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { addAttempt } from './contact-calls.ts';
import style from './contacts.module.css';

const SPOKEN: readonly AttemptOutcome[] = [
  ...(['spoke', 'agreed_callback', 'no_answer_no_message', 'declined', 'wrong_number'] as const),
  ...(['answered_by_other', 'unsafe_stopped'] as const),
];

/** What can come of each use. A message is left only by the use that asked for it. */
const OUTCOMES: Readonly<Record<ContactPurpose, readonly AttemptOutcome[]>> = {
  ...{ call: SPOKEN, check: SPOKEN, voicemail: ['vague_voicemail_left', ...SPOKEN] },
  ...{ text: ['text_sent', 'wrong_number', 'unsafe_stopped'], email: ['email_sent', 'unsafe_stopped'] },
  ...{ post: ['letter_sent'], show: [] },
};

/** After these nobody tries again before somebody else has looked. */
const STOPPING: readonly string[] = ['answered_by_other', 'unsafe_stopped'];

interface AttemptProps {
  readonly caseId: string;
  readonly contactId: string;
  readonly purpose: ContactPurpose;
  readonly callbackId: string | null;
  readonly onSaved: () => Promise<void>;
}

export function AttemptForm({ caseId, contactId, purpose, callbackId, onSaved }: AttemptProps) {
  const offset = useLive((live) => live.clockOffsetMs);
  // When it was opened is when it was tried: saving comes after the talk.
  const at = useRef(new Date(Date.now() + offset).toISOString()).current;
  const [outcome, setOutcome] = useState<AttemptOutcome | null>(null);
  const [doubtful, setDoubtful] = useState(false);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const said = { contactId, doubtful, at, note: note.trim() === '' ? null : note, callbackId };
  const clientId = useClientId([said, outcome]);
  const save = async () => {
    if (outcome === null) return setProblem(say('attempt.missing'));
    const reply = await addAttempt(caseId, { clientId, outcome, ...said });
    if (!reply.ok) return setProblem(issueOf(reply.error) ?? sentenceOf(reply.error));
    notify('done', say('attempt.saved'));
    await onSaved();
  };
  const stops = doubtful || (outcome !== null && STOPPING.includes(outcome));
  return (
    <div className={style.attempt}>
      <Choices
        legend={say('use.what_came')}
        options={OUTCOMES[purpose].map((code) => ({ code, label: sayCode('attempt', code) }))}
        chosen={outcome === null ? [] : [outcome]}
        beside
        onChange={([code]) => setOutcome(OUTCOMES[purpose].find((each) => each === code) ?? null)}
      />
      <label className={style.flag}>
        <input type="checkbox" checked={doubtful} onChange={(event) => setDoubtful(event.target.checked)} />
        {say('attempt.doubtful')}
      </label>
      <p role="status" className={stops ? style.warning : undefined}>
        {stops ? say('attempt.stops') : null}
      </p>
      <NoteArea
        label={say('attempt.note')}
        hint={say('section.facts_hint')}
        dir="auto"
        rows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <Button look="main" className={style.save} onClick={() => void save()}>
        {say('attempt.save')}
      </Button>
    </div>
  );
}

/** The sentence of the one thing that is wrong, where the server names it. */
function issueOf(error: { readonly details?: { readonly issues?: readonly { message: string }[] } }): string | null {
  return error.details?.issues?.[0]?.message ?? null;
}
