import type { ConcernRow, RecordStep } from '../../../shared/protocol/http/concerns.ts';
import { useServerNow } from '../../ui/clock.ts';
import { dayAndTime, dayInWords } from '../../ui/dates.ts';
import type { Person } from '../../ui/record/fields.ts';
import style from '../../ui/record/record.module.css';
import { type Mark, RecordItem, Words } from '../../ui/record/record-item.tsx';
import { StepForm } from '../../ui/record/step-form.tsx';
import { StepList } from '../../ui/record/step-list.tsx';
import { say, sayCode } from '../../ui/words.ts';
import { type OpenedConcern, openConcern, stepConcern } from './concern-calls.ts';
import { movesOf } from './concern-moves.ts';

interface ItemProps {
  readonly concern: ConcernRow;
  readonly staff: readonly Person[];
  readonly onChanged: () => void;
}

export function ConcernItem({ concern, staff, onChanged }: ItemProps) {
  const { concernId, kind, source, raisedAt, raisedBy, owner, reviewOn } = concern;
  const today = new Date(useServerNow()).toISOString().slice(0, 10);
  return (
    <RecordItem
      title={sayCode('concern_kind', kind)}
      marks={marksOf(concern, today)}
      facts={[
        say('concern.raised', { name: raisedBy.name, when: dayAndTime(raisedAt) }),
        sayCode('concern_source', source),
        owner === null ? null : say('record.owned', { name: owner.name }),
        reviewOn === null ? null : say('record.review', { day: dayInWords(reviewOn) }),
      ]}
      open={() => openConcern(concernId)}
    >
      {(opened, again) => (
        <Opened
          opened={opened}
          staff={staff}
          onChanged={() => {
            again();
            onChanged();
          }}
        />
      )}
    </RecordItem>
  );
}

function marksOf({ state, owner, decisions, actions, reviewOn }: ConcernRow, today: string): Mark[] {
  const late = actions.some(({ doneAt, dueOn }) => doneAt === null && dueOn !== null && dueOn < today);
  return [
    ...(state === 'open' && owner === null ? [{ text: say('concern.nobody'), tone: 'danger' } as const] : []),
    { text: sayCode('concern_state', state), ...(state === 'open' ? { tone: 'warn' as const } : {}) },
    ...decisions.map((code) => ({ text: sayCode('decision', code) })),
    ...(late || (state !== 'closed' && reviewOn !== null && reviewOn < today)
      ? [{ text: say('record.late'), tone: 'danger' } as const]
      : []),
  ];
}

interface OpenedProps {
  readonly opened: OpenedConcern;
  readonly staff: readonly Person[];
  readonly onChanged: () => void;
}

function Opened({ opened, staff, onChanged }: OpenedProps) {
  const { concern, text, steps, emergency } = opened;
  return (
    <>
      <Words label={say('concern.words')} text={text} />
      {concern.kind === 'child_protection' ? <p className={style.warning}>{say('concern.always_referred')}</p> : null}
      {emergency.length === 0 ? null : <EmergencyNotes notes={emergency} />}
      <StepList steps={steps} codes={codesOf} />
      <StepForm
        moves={movesOf(concern, staff)}
        revision={concern.revision}
        onSend={(body) => stepConcern(concern.concernId, body)}
        onDone={onChanged}
      />
    </>
  );
}

function codesOf({ codes }: RecordStep): string | null {
  if (codes.decisions !== undefined)
    return codes.decisions
      .split(' ')
      .map((code) => sayCode('decision', code))
      .join(', ');
  if (codes.closure !== undefined) return sayCode('closure', codes.closure);
  return codes.dueOn === undefined ? null : dayInWords(codes.dueOn);
}

function EmergencyNotes({ notes }: { readonly notes: OpenedConcern['emergency'] }) {
  return (
    <section>
      <h4>{say('concern.emergency')}</h4>
      <ol className={style.steps}>
        {notes.map(({ at, by, field, step, now }) => (
          <li key={`${at} ${field} ${step}`}>
            <p>
              <strong>{step === null ? sayCode('emergency_field', field) : sayCode('step', step)}</strong>{' '}
              <span dir="auto">{step === null ? sayField(field, now) : sayStep(now)}</span>
              <small>
                {by.name} · <time dateTime={at}>{dayAndTime(at)}</time>
              </small>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sayField(field: string, now: string | null): string {
  if (now === null) return say('concern.taken_out');
  if (field === 'toldPerson') return sayCode('answer', now);
  return field === 'calledAt' ? dayAndTime(now) : now;
}

function sayStep(now: string | null): string {
  return now === null ? say('concern.step_undone') : say('concern.step_done');
}
