import { useId, useRef, useState } from 'react';
import type { CaseView, SavedSection } from '../../shared/protocol/http/cases.ts';
import { victimsCodes } from '../../shared/reference/victims-code.ts';
import { beginDraft, holdsSomething, useDraft } from '../records/drafts.ts';
import { asValues } from '../records/field.ts';
import { RecordForm } from '../records/record-form.tsx';
import { RecordRead } from '../records/record-read.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import { CompensationNote } from './compensation-note.tsx';
import { sectionAccess, sectionKey } from './section-access.ts';
import style from './section-card.module.css';
import { SectionHistory } from './section-history.tsx';
import { SECTION_FIELDS } from './sections/sections.ts';

/** The Code under which the record was made, by its name. */
const codeName = (version: string): string => victimsCodes.find(({ code }) => code === version)?.label ?? version;

interface CardProps {
  readonly view: CaseView;
  readonly saved: SavedSection;
}

/** One section: read, written, and what it was before. */
export function SectionCard({ view, saved }: CardProps) {
  const { caseId, state } = view.row;
  const { section } = saved;
  const [open, setOpen] = useState(false);
  const [history, setHistory] = useState(false);
  const key = sectionKey(caseId, section);
  const draft = useDraft(key);
  const unsaved = draft !== null && holdsSomething(draft);
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const label = sayCode('section.title', section);
  const edit = () => {
    // What was opened and left as it was begins anew: somebody may have saved since.
    if (!unsaved) beginDraft(key, { body: asValues(saved.body), revision: saved.revision });
    setOpen(true);
  };
  const leave = () => {
    setOpen(false);
    title.current?.focus();
  };
  const writing = open && draft !== null;
  return (
    <section className={style.card} aria-labelledby={titleId}>
      <header className={style.head}>
        <h2 id={titleId} ref={title} tabIndex={-1}>
          {label}
        </h2>
        {!unsaved || writing ? null : <span className={style.unsaved}>{say('section.unsaved')}</span>}
        {writing || state === 'merged' ? null : (
          <Button size="small" aria-label={say('section.edit_this', { section: label })} onClick={edit}>
            {say(unsaved ? 'section.go_on' : 'section.edit')}
          </Button>
        )}
        <p className={style.about}>
          {say(`section.about.${section}`, {
            version: 'codeVersion' in saved.body ? codeName(saved.body.codeVersion) : '',
          })}
        </p>
      </header>
      {writing ? (
        <RecordForm draftKey={key} draft={draft} access={sectionAccess(caseId, section)} onLeave={leave} />
      ) : (
        <RecordRead fields={SECTION_FIELDS[section]} body={asValues(saved.body)} />
      )}
      {section === 'justice' && !writing ? <CompensationNote view={view} /> : null}
      {saved.changedAt === null ? null : (
        <footer className={style.foot}>
          <span>
            {say('section.changed_by', {
              name: saved.changedBy?.name ?? say('timeline.system'),
              when: dayAndTime(saved.changedAt),
            })}
          </span>
          <Button look="plain" size="small" aria-expanded={history} onClick={() => setHistory(!history)}>
            {say(history ? 'history.hide' : 'history.show')}
          </Button>
        </footer>
      )}
      {history ? <SectionHistory caseId={caseId} section={section} revision={saved.revision} /> : null}
    </section>
  );
}
