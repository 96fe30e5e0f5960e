import { useCallback, useState } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { useLive } from '../app/store.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { FormDialog, withoutClientId } from './form-dialog.tsx';
import { asChoices, workersOf } from './people.ts';
import { addNote, handOver, readNotes, type Session } from './plan-calls.ts';
import style from './plans.module.css';
import type { Therapy } from './therapy-fields.ts';

interface NotesProps {
  readonly plan: Plan;
  readonly view: CaseView;
  readonly notes: NonNullable<Therapy['notes']>;
  readonly sessions: readonly Session[];
  readonly onChanged: () => Promise<void>;
}

/** Drawn only where the server says that whoever looks is the therapist; asked for when they are opened, each time on record. */
export function TherapistNotes({ plan, view, notes, sessions, onChanged }: NotesProps) {
  const [open, setOpen] = useState(false);
  const [handing, setHanding] = useState(false);
  const me = useLive((live) => live.account?.agentId ?? '');
  const others = workersOf(view).filter(({ agentId }) => agentId !== me);
  const sessionChoices = sessions.map(({ sessionId, at }) => ({ code: sessionId, label: dayAndTime(at) }));
  return (
    <section className={style.private} aria-label={say('therapy.notes')}>
      <h4>
        <Icon name="lock" size={14} />
        {say('therapy.notes')}
      </h4>
      <p>{say('therapy.notes_text')}</p>
      <div className={style.actions}>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? say('therapy.notes_fold') : say('therapy.notes_open', { count: notes.count })}
        </Button>
        {others.length === 0 || plan.endedAt !== null ? null : (
          <Button size="small" look="plain" onClick={() => setHanding(true)}>
            {say('therapy.hand_over')}
          </Button>
        )}
      </div>
      {open ? <OpenNotes plan={plan} sessions={sessions} choices={sessionChoices} onChanged={onChanged} /> : null}
      {handing ? (
        <FormDialog
          title={say('therapy.hand_over_title')}
          fields={[
            { name: 'to', label: say('therapy.hand_over_to'), kind: 'select', options: asChoices(others) },
            {
              ...{ name: 'withNotes', label: say('therapy.with_notes'), kind: 'radio' },
              options: (['no', 'yes'] as const).map((code) => ({ code, label: say(`therapy.with_notes_${code}`) })),
            },
          ]}
          send={say('therapy.hand_over_submit')}
          done={say('therapy.handed_over')}
          onSend={(body) => {
            const { to, withNotes } = withoutClientId(body);
            return handOver(plan, { to, withNotes: withNotes === 'yes', revision: plan.revision });
          }}
          onClose={() => setHanding(false)}
          onChanged={onChanged}
        />
      ) : null}
    </section>
  );
}

type OpenProps = Pick<NotesProps, 'plan' | 'sessions' | 'onChanged'> & {
  readonly choices: readonly { readonly code: string; readonly label: string }[];
};

function OpenNotes({ plan, sessions, choices, onChanged }: OpenProps) {
  const { caseId, planId } = plan;
  const asked = useAsked(useCallback(() => readNotes({ caseId, planId }), [caseId, planId]));
  const sessionAt = (sessionId: string | null) => sessions.find((each) => each.sessionId === sessionId)?.at;
  return (
    <>
      <Asking asked={asked} nothing={() => null}>
        {({ notes }) => (
          <ul className={style.list}>
            {notes.map((note) => {
              const session = sessionAt(note.sessionId);
              const when = dayAndTime(note.at);
              return (
                <li key={note.noteId} className={style.action}>
                  <p className={style.quiet}>
                    {session === undefined
                      ? say('therapy.note_line', { when })
                      : say('therapy.note_line_session', { when, session: dayAndTime(session) })}
                  </p>
                  <p className={style.words}>
                    <bdi dir="auto">{note.text}</bdi>
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </Asking>
      <RecordForm
        fields={[
          { name: 'text', label: say('therapy.note_text'), kind: 'area', max: 8_000 },
          { name: 'sessionId', label: say('therapy.note_of'), kind: 'select', options: choices, optional: true },
        ]}
        send={say('therapy.note_save')}
        onSend={(body) => addNote(plan, body)}
        onDone={() => {
          notify('done', say('therapy.note_saved'));
          asked.again();
          void onChanged();
        }}
      />
    </>
  );
}
