import { useFormDraft } from '../app/form-drafts.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './beside.module.css';
import { BesidePart } from './beside-part.tsx';
import type { Filling } from './filling.ts';
import { type PoliceDraft, PoliceForm } from './police-form.tsx';

/** The grade that the police gave: theirs, with its date. It never becomes our level by itself (D4). */
export function PolicePart({ filling }: { readonly filling: Filling }) {
  const { row, police, policeAbove } = filling.view;
  const form = useFormDraft<PoliceDraft>(`police ${row.assessmentId}`);
  return (
    <BesidePart assessmentId={row.assessmentId} part="police" title={say('police.title')}>
      {police.length === 0 ? <p className={style.quiet}>{say('police.none')}</p> : null}
      {police.length === 0 ? null : (
        <ul className={style.list}>
          {police
            .toSorted((a, b) => b.gradedOn.localeCompare(a.gradedOn))
            .map(({ gradeId, tool, grade, gradedOn, by, at }) => (
              <li key={gradeId} className={style.item}>
                <p>
                  <strong>{sayCode('police.grade', grade)}</strong>
                </p>
                <p>{say('police.on', { day: dayInWords(gradedOn), tool: sayCode('police.tool', tool) })}</p>
                <p className={style.small}>{say('police.noted', { name: by.name, when: dayAndTime(at) })}</p>
              </li>
            ))}
        </ul>
      )}
      {policeAbove ? (
        <p className={style.notice}>
          <Icon name="alert" />
          <span>{say('police.above')}</span>
        </p>
      ) : null}
      {form.draft !== null ? (
        <PoliceForm assessmentId={row.assessmentId} draft={form.draft} onChange={form.change} onClose={form.drop} />
      ) : (
        <div className={style.actions}>
          <Button
            size="small"
            onClick={() => form.begin({ clientId: crypto.randomUUID(), tool: [], grade: [], day: '' })}
          >
            {say('police.add')}
          </Button>
        </div>
      )}
    </BesidePart>
  );
}
