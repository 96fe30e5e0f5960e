import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { saveDraft } from './save-draft.ts';
import style from './section-card.module.css';
import { changeSectionDraft, dropDraft, type SectionDraft } from './section-drafts.ts';
import type { Faults } from './sections/faults.ts';
import { FieldInput } from './sections/field-input.tsx';
import fieldsStyle from './sections/section.module.css';
import { SECTION_FIELDS } from './sections/sections.ts';

interface FormProps {
  readonly caseId: string;
  readonly section: CaseSection;
  readonly draft: SectionDraft;
  readonly onLeave: () => void;
}

export function SectionForm({ caseId, section, draft, onLeave }: FormProps) {
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await saveDraft(caseId, section, draft);
    setBusy(false);
    if (outcome.saved) {
      notify('done', say('section.saved'));
      return onLeave();
    }
    const count = Object.keys(outcome.faults).length;
    setFaults(outcome.faults);
    setProblem(outcome.problem ?? (count > 0 ? say('section.faults', { count }) : null));
    if (count > 0) focusFault(form.current);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const discard = () => {
    dropDraft(caseId, section);
    onLeave();
  };
  if (draft.theirs !== null) {
    return <ConflictPanel {...{ caseId, section, draft, busy, problem }} onSave={() => void save()} />;
  }
  return (
    // Enter in a field of one line saves, as in every form; Ctrl+Enter does from anywhere.
    <form ref={form} className={style.form} onSubmit={submit} onKeyDown={onCtrlEnter(() => void save())} noValidate>
      {draft.setAside === null ? null : <BringBack caseId={caseId} section={section} draft={draft} />}
      <div className={fieldsStyle.fields}>
        {SECTION_FIELDS[section].map((field, _index, all) => (
          <FieldInput
            key={field.name}
            field={field}
            alone={all.length === 1}
            path={field.name}
            faults={faults}
            today={londonDay(new Date())}
            value={draft.body[field.name] ?? null}
            onChange={(value) => changeSectionDraft(caseId, section, { body: { ...draft.body, [field.name]: value } })}
          />
        ))}
      </div>
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" type="submit" aria-busy={busy}>
          {say('section.save')}
        </Button>
        <Button onClick={discard}>{say('section.cancel')}</Button>
      </div>
    </form>
  );
}

/** Who took all of theirs can still have back what they wrote. */
function BringBack({ caseId, section, draft }: Pick<FormProps, 'caseId' | 'section' | 'draft'>) {
  const back = () => {
    if (draft.setAside !== null) changeSectionDraft(caseId, section, draft.setAside);
  };
  return (
    <div className={style.aside} role="status">
      <p>{say('conflict.taken')}</p>
      <Button size="small" onClick={back}>
        {say('conflict.bring_back')}
      </Button>
    </div>
  );
}

function useFirstField(form: { readonly current: HTMLFormElement | null }): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  }, [form]);
}

/** To the first field that needs another look, once it is drawn as such. */
function focusFault(form: HTMLFormElement | null): void {
  window.requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

function onCtrlEnter(run: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
}
