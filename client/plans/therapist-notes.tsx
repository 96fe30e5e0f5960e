import { useState } from 'react';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import type { TherapistNote } from '../../shared/protocol/http/therapy.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type PlansPage, plansKey } from './case-plans.ts';
import { HandOver } from './hand-over.tsx';
import { addTherapistNote, therapistNotes } from './plan-calls.ts';
import style from './plans.module.css';
import type { Therapy } from './therapy-fields.ts';

interface NotesProps {
  readonly page: PlansPage;
  readonly plan: Plan;
  readonly open: boolean;
  readonly notes: NonNullable<Therapy['notes']>;
  readonly sessions: Therapy['sessions']['list'];
}

/** The therapist's own: shown when they open it, gone from the page when they fold it, and there for nobody else (E7). */
export function TherapistNotes({ page, plan, open, notes, sessions }: NotesProps) {
  const [shown, setShown] = useState<readonly TherapistNote[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = async () => {
    if (shown !== null) return setShown(null);
    const reply = await therapistNotes(plan);
    setProblem(reply.ok ? null : sentenceOf(reply.error));
    if (reply.ok) setShown(reply.value.notes);
  };
  const { count, lastAt } = notes;
  return (
    <section className={style.notes} aria-label={say('therapist_notes.title')}>
      <div className={style.head}>
        <h5>
          <Icon name="lock" size={14} />
          {say('therapist_notes.title')}
        </h5>
        <span className={style.quiet}>
          {lastAt === null
            ? say('therapist_notes.none')
            : say('therapist_notes.count', { count, when: dayAndTime(lastAt) })}
        </span>
        <Button size="small" aria-expanded={shown !== null} onClick={() => void show()}>
          {say(shown === null ? 'therapist_notes.show' : 'therapist_notes.hide')}
        </Button>
        {open ? <HandOver {...{ page, plan }} /> : null}
      </div>
      <Problem>{problem}</Problem>
      {shown === null ? null : (
        <>
          <ol className={style.list} aria-label={say('therapist_notes.title')}>
            {shown.map((note) => (
              <li key={note.noteId}>
                <p className={style.quiet}>
                  {note.by.name}, <time dateTime={note.at}>{dayAndTime(note.at)}</time>
                </p>
                <p className={style.note}>
                  <bdi dir="auto">{note.text}</bdi>
                </p>
              </li>
            ))}
          </ol>
          {open ? (
            <WriteNote
              {...{ page, plan, sessions }}
              onAdded={async (note) => {
                setShown((before) => [note, ...(before ?? [])]);
                await page.reload();
              }}
            />
          ) : null}
        </>
      )}
    </section>
  );
}

interface NoteForm {
  readonly text: string | null;
  readonly sessionId: string | null;
}
const written = describe<NoteForm>();
const BLANK = asValues({ text: null, sessionId: null });

interface FormProps extends Pick<NotesProps, 'plan' | 'sessions' | 'page'> {
  readonly onAdded: (note: TherapistNote) => Promise<void>;
}

function WriteNote({ page, plan, sessions, onAdded }: FormProps) {
  const [writing, setWriting] = useState(false);
  if (!writing) {
    return (
      <Button size="small" className={style.write} onClick={() => setWriting(true)}>
        {say('section.add_group', { label: say('therapist_notes.begin') })}
      </Button>
    );
  }
  const of = sessions.map((each) => ({ code: each.sessionId, label: dayAndTime(each.at) }));
  const fields: readonly Field[] = [
    written.long('text', 'therapist_notes.write', { hint: 'therapist_notes.hint', max: 8_000 }),
    written.choice('sessionId', 'therapist_notes.session', { choices: of }, { none: 'therapist_notes.no_session' }),
  ];
  const access = (_: Values, clientId: string): RecordAccess => ({
    fields,
    faults: ({ text }) => (String(text ?? '').trim() === '' ? { text: say('section.needed') } : {}),
    send: async ({ text, sessionId }) => {
      const said = { text: String(text), sessionId: sessionId === null ? null : String(sessionId) };
      const reply = await addTherapistNote(plan, { clientId, ...said });
      if (reply.ok) await onAdded(reply.value.note);
      return reply;
    },
    newest: async () => null,
  });
  return (
    <KeptForm
      draftKey={plansKey(page.view.row.caseId, `${plan.planId} therapist note`)}
      title={say('therapist_notes.new')}
      start={{ body: BLANK, revision: 0 }}
      access={access}
      submit={say('therapist_notes.add')}
      done={say('therapist_notes.saved')}
      onLeave={() => setWriting(false)}
    />
  );
}
