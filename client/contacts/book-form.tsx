import { type FormEvent, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { useLive } from '../app/store.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { momentTyped } from '../records/day-time.ts';
import { type Faults, faultsFrom } from '../records/faults.ts';
import { TimeField } from '../records/times-input.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime, readDay } from '../ui/dates.ts';
import { Problem, Select, TextField } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type BookingDraft, bookingOf, LENGTHS, newBooking, wallClockOf } from './booking.ts';
import type { CaseContacts } from './case-contacts.ts';
import { bookCallback, moveCallback } from './contact-calls.ts';
import style from './contacts.module.css';
import { refusalWords, titleOf } from './gate-words.ts';

interface BookProps {
  readonly view: CaseView;
  readonly contacts: readonly SafeContact[];
  readonly wanted: CaseContacts['suggestions'][number] | null;
  /** One that is moved; null books another. */
  readonly callback: Callback | null;
  readonly onDone: () => Promise<void>;
  readonly onBack: () => void;
}

interface Refused {
  readonly sentence: string;
  readonly next: string | null;
}

/** Only inside safe times: what does not fit is refused with the next time that does. */
export function BookForm({ view, contacts, wanted, callback, onDone, onBack }: BookProps) {
  const first = contacts.find(({ preferred }) => preferred) ?? contacts[0];
  const me = useLive((live) => live.account?.agentId ?? '');
  const people = [view.row.owner, ...view.workers].flatMap((each) => (each === null ? [] : [each]));
  const mine = people.some(({ agentId }) => agentId === me) ? me : '';
  const [draft, setDraft] = useState<BookingDraft>(() =>
    callback === null
      ? newBooking(wanted?.contactId ?? first?.contactId ?? '', mine, wanted?.at ?? null)
      : bookingOf(callback),
  );
  const [faults, setFaults] = useState<Faults>({});
  const [refused, setRefused] = useState<Refused | null>(null);
  const clientId = useClientId([view.row.caseId, draft]);
  const change = (part: Partial<BookingDraft>) => setDraft((before) => ({ ...before, ...part }));
  const refuse = (error: WireError) => {
    setFaults(faultsFrom(error, ''));
    const next = error.details?.reason === 'outside_safe_times' ? error.details.nextAllowedAt : undefined;
    if (typeof next === 'string')
      return setRefused({ sentence: say('callbacks.refused_next', { when: dayAndTime(next) }), next });
    if (next === null) return setRefused({ sentence: say('callbacks.refused_none'), next: null });
    setRefused({ sentence: refusalWords(error.details) ?? sentenceOf(error), next: null });
  };
  const book = async (event: FormEvent) => {
    event.preventDefault();
    const at = momentTyped(draft);
    setRefused(null);
    setFaults(missing(draft));
    if (at === null || draft.contactId === '') return;
    const { contactId, minutes } = draft;
    const said = { assigneeId: draft.assigneeId || null, note: draft.note.trim() === '' ? null : draft.note };
    const slot = { contactId, at, minutes, ...said };
    const reply =
      callback === null
        ? await bookCallback(view.row.caseId, { clientId, ...slot })
        : await moveCallback(view.row.caseId, callback.callbackId, { revision: callback.revision, ...slot });
    if (!reply.ok) return refuse(reply.error);
    notify('done', say(callback === null ? 'callbacks.booked' : 'callbacks.moved', { when: dayAndTime(at) }));
    await onDone();
  };
  return (
    <form className={style.book} onSubmit={(event) => void book(event)} noValidate>
      <Select
        label={say('callbacks.contact')}
        problem={faults.contactId}
        value={draft.contactId}
        options={[
          { code: '', label: say('supervise.choose') },
          ...contacts.map((contact) => ({ code: contact.contactId, label: titleOf(contact) })),
        ]}
        onChange={(contactId) => change({ contactId })}
      />
      <TextField
        label={say('callbacks.on')}
        placeholder={say('section.day_form')}
        problem={faults.on ?? faults.at}
        value={draft.on}
        onChange={(event) => change({ on: event.target.value })}
      />
      <TimeField label={say('callbacks.at')} value={draft.time} onChange={(time) => change({ time })} />
      <Select
        label={say('callbacks.minutes')}
        value={String(draft.minutes)}
        options={LENGTHS.map((minutes) => ({
          code: String(minutes),
          label: say('callbacks.minutes_of', { minutes }),
        }))}
        onChange={(minutes) => change({ minutes: Number(minutes) })}
      />
      <Select
        label={say('callbacks.who')}
        problem={faults.assigneeId}
        value={draft.assigneeId}
        options={[
          { code: '', label: say('callbacks.team') },
          ...people.map(({ agentId, name }) => ({ code: agentId, label: name })),
        ]}
        onChange={(assigneeId) => change({ assigneeId })}
      />
      <TextField
        label={say('callbacks.note')}
        problem={faults.note}
        dir="auto"
        maxLength={500}
        value={draft.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      <div className={style.wide}>
        <Problem>{refused?.sentence}</Problem>
        <div className={style.actions}>
          {refused?.next == null ? null : <TakeNext at={refused.next} onTake={(when) => change(when)} />}
          <Button look="main" type="submit">
            {say('callbacks.submit')}
          </Button>
          <Button onClick={onBack}>{say('back')}</Button>
        </div>
      </div>
    </form>
  );
}

function TakeNext({ at, onTake }: { readonly at: string; readonly onTake: (when: Partial<BookingDraft>) => void }) {
  return <Button onClick={() => onTake(wallClockOf(at))}>{say('callbacks.use_next', { when: dayAndTime(at) })}</Button>;
}

function missing({ contactId, on, time }: BookingDraft): Faults {
  return {
    ...(contactId === '' ? { contactId: say('callbacks.contact_missing') } : {}),
    ...(readDay(on) === null ? { on: say('section.day_fault') } : {}),
    ...(time === '' ? { at: say('callbacks.time_fault') } : {}),
  };
}
