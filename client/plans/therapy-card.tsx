import { useState } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { dayInWords } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import { ChangeTherapy } from './change-therapy.tsx';
import style from './plans.module.css';
import { SessionList } from './session-list.tsx';
import { TherapistNotes } from './therapist-notes.tsx';
import type { Therapy } from './therapy-fields.ts';

interface TherapyProps {
  readonly plan: Plan;
  readonly view: CaseView;
  readonly therapy: Therapy;
  /** Whether anything can be changed. */
  readonly may: boolean;
  readonly onChanged: () => Promise<void>;
}

/** Sessions and measures for everybody who works in the case; the therapist's own notes for the therapist alone. */
export function TherapyCard({ plan, view, therapy, may, onChanged }: TherapyProps) {
  const modalities = useReference('therapyModalities');
  const [changing, setChanging] = useState(false);
  const { modality, preTrial, presumption, notes } = therapy;
  return (
    <section className={style.therapy} aria-label={say('therapy.title')}>
      <header className={style.head}>
        <h4>{modality === null ? say('therapy.no_modality') : labelOf(modalities, modality)}</h4>
        {may ? (
          <Button size="small" onClick={() => setChanging(true)}>
            {say('therapy.change')}
            <span className="visually-hidden"> {say('therapy.change_title')}</span>
          </Button>
        ) : null}
      </header>
      <p className={preTrial.applies === 'yes' ? style.warning : style.quiet}>{preTrialWords(preTrial.applies)}</p>
      {preTrial.note === null ? null : (
        <p className={style.words}>
          <bdi dir="auto">{preTrial.note}</bdi>
        </p>
      )}
      <Measures {...therapy} />
      {changing ? (
        <ChangeTherapy caseId={view.row.caseId} {...{ plan, therapy, onChanged }} onClose={() => setChanging(false)} />
      ) : null}
      <SessionList plan={plan} sessions={therapy.sessions} may={may} onChanged={onChanged} />
      {notes === null ? null : (
        <TherapistNotes plan={plan} view={view} notes={notes} sessions={therapy.sessions.list} onChanged={onChanged} />
      )}
      <p className={style.quiet}>{presumption.says}</p>
    </section>
  );
}

function preTrialWords(applies: Therapy['preTrial']['applies']): string {
  if (applies === 'yes' || applies === 'no') return say(`therapy.pre_trial_${applies}`);
  return say('therapy.pre_trial_unknown');
}

function Measures({ measures }: Pick<Therapy, 'measures'>) {
  const known = (['start', 'end'] as const).flatMap((end) => {
    const measure = measures[end];
    return measure === null ? [] : [{ end, ...measure }];
  });
  return known.map(({ end, tool, score, on }) => (
    <p key={end}>
      {say('therapy.measure_line', {
        ...{ when: say(`therapy.measure_${end}`), tool: sayCode('measure', tool), score, day: dayInWords(on) },
      })}
    </p>
  ));
}
