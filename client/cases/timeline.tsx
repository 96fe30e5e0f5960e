import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { NOTE_KINDS, type NoteKind } from '../../shared/domain/case-sections.ts';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem, Select } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { correctionOf, notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { addNote, readTimeline } from './case-calls.ts';
import { useEventSentence } from './event-sentence.ts';
import style from './timeline.module.css';

const NOTE_MAX = 4_000;

/** What happened, newest first, with a place to write a note of fact above it. */
export function CaseTimeline({ view }: { readonly view: CaseView }) {
  const { caseId, revision, state } = view.row;
  const { events, next, error, older, put } = useTimeline(caseId, revision);
  return (
    <section className={style.timeline} aria-label={say('timeline.title')}>
      <h2>{say('timeline.title')}</h2>
      {state === 'merged' ? null : <NoteForm caseId={caseId} onAdded={put} />}
      <Problem>{error === null ? null : sentenceOf(error)}</Problem>
      {events === null && error === null ? <p className={style.quiet}>{say('loading')}</p> : null}
      {events?.length === 0 ? <p className={style.quiet}>{say('timeline.none')}</p> : null}
      <ol className={style.events}>
        {(events ?? []).map((event) => (
          <EventItem key={event.eventId} event={event} view={view} />
        ))}
      </ol>
      {next === null ? null : (
        <Button size="small" className={style.older} onClick={() => void older()}>
          {say('timeline.older')}
        </Button>
      )}
    </section>
  );
}

function EventItem({ event, view }: { readonly event: CaseEvent; readonly view: CaseView }) {
  const sentence = useEventSentence(event, view);
  return (
    <li className={style.event} data-kind={event.kind}>
      <p className={style.what}>
        <strong>{sentence}</strong>
        <span className={style.by}>
          {event.by?.name ?? say('timeline.system')} · <time dateTime={event.at}>{dayAndTime(event.at)}</time>
        </span>
      </p>
      {event.text === null ? null : (
        <p className={style.text}>
          <bdi dir="auto">{event.text}</bdi>
        </p>
      )}
    </li>
  );
}

interface Note {
  readonly kind: NoteKind;
  readonly text: string;
}
const NO_NOTE: Note = { kind: 'note', text: '' };

function NoteForm({ caseId, onAdded }: { readonly caseId: string; readonly onAdded: (event: CaseEvent) => void }) {
  // Kept while other parts are looked at, as every draft is.
  const { draft, begin, dropSent } = useFormDraft<Note>(`note ${caseId} new`);
  const { kind, text } = draft ?? NO_NOTE;
  const put = (change: Partial<Note>) => begin({ kind, text, ...change });
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([caseId, kind, text]);
  const fits = textFault(text, NOTE_MAX) === null;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!fits) return;
    const reply = await addNote(caseId, { clientId, kind, text });
    if (!reply.ok) return setProblem(correctionOf(reply.error));
    setProblem(null);
    dropSent(draft);
    onAdded(reply.value.event);
    notify('done', say('timeline.saved'));
  };
  return (
    <form className={style.form} onSubmit={(event) => void add(event)}>
      <Select
        label={say('timeline.kind')}
        value={kind}
        options={NOTE_KINDS.map((code) => ({ code, label: sayCode('note_kind', code) }))}
        onChange={(code) => put({ kind: NOTE_KINDS.find((each) => each === code) ?? 'note' })}
      />
      <NoteArea
        label={say('timeline.write')}
        hint={say('timeline.hint')}
        dir="auto"
        maxLength={NOTE_MAX}
        value={text}
        onChange={(event) => put({ text: event.target.value })}
      />
      <Problem>{problem}</Problem>
      <Button size="small" type="submit" disabled={!fits}>
        {say('timeline.save')}
      </Button>
    </form>
  );
}

interface Read {
  readonly events: readonly CaseEvent[] | null;
  readonly next: string | null;
  readonly error: WireError | null;
}

/** Asked again when the case has another revision; what an answer brought is there at once, and once. */
function useTimeline(caseId: string, revision: number) {
  const [read, setRead] = useState<Read>({ events: null, next: null, error: null });
  const asked = useRef(0);
  const load = useCallback(
    async (before?: string) => {
      asked.current += 1;
      const mine = asked.current;
      const reply = await readTimeline(caseId, before);
      if (mine !== asked.current) return;
      setRead((known) => {
        if (!reply.ok) return { ...known, error: reply.error };
        const { events, next } = reply.value;
        return { events: before === undefined ? events : [...(known.events ?? []), ...events], next, error: null };
      });
    },
    [caseId],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is the reason to ask again
  useEffect(() => void load(), [load, revision]);
  const put = (event: CaseEvent) =>
    setRead((known) => {
      const others = (known.events ?? []).filter(({ eventId }) => eventId !== event.eventId);
      return { ...known, events: [event, ...others] };
    });
  return { ...read, put, older: () => load(read.next ?? undefined) };
}
