import { type FormEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { Button } from '../ui/button.tsx';
import { serverNow } from '../ui/clock.ts';
import { Problem } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { changeDraft, type Draft, dropDraft } from './drafts.ts';
import type { Faults } from './faults.ts';
import { FieldInput } from './field-input.tsx';
import { useFaultFocus } from './focus-fault.ts';
import style from './record.module.css';
import { type RecordAccess, saveDraft } from './save-draft.ts';

interface FormProps {
  readonly draftKey: string;
  readonly draft: Draft;
  readonly access: RecordAccess;
  /** What saving is called here, and what was done by it. */
  readonly submit?: string;
  readonly done?: string;
  readonly onLeave: () => void;
}

/** Writes into a record. A fault stands at its field; what somebody else saved meanwhile stands beside what is written. */
export function RecordForm({ draftKey, draft, access, submit: label, done, onLeave }: FormProps) {
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusFault = useFaultFocus(form);
  useFirstField(form);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await saveDraft(draftKey, draft, access);
    setBusy(false);
    if (outcome.saved) {
      notify('done', done ?? say('section.saved'));
      return onLeave();
    }
    const count = Object.keys(outcome.faults).length;
    setFaults(outcome.faults);
    setProblem(outcome.problem ?? (count > 0 ? say('section.faults', { count }) : null));
    if (count > 0) focusFault();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const discard = () => {
    dropDraft(draftKey);
    onLeave();
  };
  const { fields } = access;
  if (draft.theirs !== null) {
    return (
      <ConflictPanel
        {...{ fields, draft, busy, problem }}
        onChange={(change) => changeDraft(draftKey, change)}
        onSave={() => void save()}
      />
    );
  }
  return (
    // Enter in a field of one line saves, as in every form; Ctrl+Enter does from anywhere.
    <form ref={form} className={style.form} onSubmit={submit} onKeyDown={onCtrlEnter(() => void save())} noValidate>
      {draft.setAside === null ? null : <BringBack draftKey={draftKey} setAside={draft.setAside} />}
      <div className={style.fields}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            alone={fields.length === 1}
            path={field.name}
            faults={faults}
            today={londonDay(serverNow())}
            value={draft.body[field.name] ?? null}
            onChange={(value) => changeDraft(draftKey, { body: { ...draft.body, [field.name]: value } })}
          />
        ))}
      </div>
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" type="submit" aria-busy={busy}>
          {label ?? say('section.save')}
        </Button>
        <Button onClick={discard}>{say('section.cancel')}</Button>
      </div>
    </form>
  );
}

/** Who took all of theirs can still have back what they wrote. */
function BringBack({ draftKey, setAside }: { readonly draftKey: string; readonly setAside: Draft }) {
  return (
    <div className={style.aside} role="status">
      <p>{say('conflict.taken')}</p>
      <Button size="small" onClick={() => changeDraft(draftKey, setAside)}>
        {say('conflict.bring_back')}
      </Button>
    </div>
  );
}

function useFirstField(form: { readonly current: HTMLFormElement | null }): void {
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  }, [form]);
}

function onCtrlEnter(run: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
}
