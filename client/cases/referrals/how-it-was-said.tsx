import { WRITTEN_WAYS } from '../../../shared/domain/written-consent.ts';
import { TimeField } from '../../records/times-input.tsx';
import { Choices, TextField } from '../../ui/field.tsx';
import { NoteArea } from '../../ui/note-area.tsx';
import { say, sayCode } from '../../ui/words.ts';
import type { PartProps } from './consent-form-draft.ts';
import type { ListedConsents } from './referral-calls.ts';
import style from './referrals.module.css';

interface HowProps extends PartProps {
  readonly asking: ListedConsents['asking'];
}

const WHEN = ['now', 'earlier'] as const;

/** How and when it was said, what the worker saw, and of a child how they understand it (H10). */
export function HowItWasSaid({ asking, draft, change }: HowProps) {
  const { method, when, on, time, evidence, able, free, doubt, competence, decision } = draft;
  const given = decision === 'given';
  const doubts = able === 'doubt' || free === 'doubt';
  return (
    <section className={style.items}>
      <Choices
        legend={say('consent_form.method')}
        options={WRITTEN_WAYS.map((code) => ({ code, label: sayCode('consent_way', code) }))}
        chosen={[method]}
        beside
        onChange={([code]) => change({ method: WRITTEN_WAYS.find((each) => each === code) ?? '' })}
      />
      <Choices
        legend={say('consent_form.when')}
        options={WHEN.map((code) => ({ code, label: sayCode('consent_form', `when_${code}`) }))}
        chosen={[when]}
        beside
        onChange={([code]) => change({ when: code === 'earlier' ? 'earlier' : 'now' })}
      />
      {when === 'earlier' ? (
        <div className={style.beside}>
          <TextField
            label={say('consent_form.day')}
            placeholder={say('section.day_form')}
            value={on}
            onChange={(event) => change({ on: event.target.value })}
          />
          <TimeField label={say('consent_form.time')} value={time} onChange={(typed) => change({ time: typed })} />
        </div>
      ) : null}
      <NoteArea
        label={say('consent_form.evidence')}
        dir="auto"
        rows={2}
        maxLength={2_000}
        value={evidence}
        onChange={(event) => change({ evidence: event.target.value })}
      />
      <Doubt legend={say('consent_form.able')} chosen={able} onChange={(code) => change({ able: code })} />
      <Doubt legend={say('consent_form.free')} chosen={free} onChange={(code) => change({ free: code })} />
      {doubts ? (
        <NoteArea
          label={say('consent_form.doubt_note')}
          hint={say('consent_form.doubt_hint')}
          dir="auto"
          rows={2}
          maxLength={2_000}
          value={doubt}
          onChange={(event) => change({ doubt: event.target.value })}
        />
      ) : null}
      {given && asking.competenceNeeded ? (
        <NoteArea
          label={say('consent_form.competence')}
          hint={say('consent_form.competence_hint')}
          dir="auto"
          rows={3}
          maxLength={2_000}
          value={competence}
          onChange={(event) => change({ competence: event.target.value })}
        />
      ) : null}
      {given && asking.releaseNeeded ? <p className={style.notice}>{say('consent_form.release')}</p> : null}
    </section>
  );
}

interface DoubtProps {
  readonly legend: string;
  readonly chosen: string;
  readonly onChange: (code: 'yes' | 'doubt') => void;
}

/** Neither is chosen beforehand: it is what the worker saw, not a formality. */
function Doubt({ legend, chosen, onChange }: DoubtProps) {
  return (
    <Choices
      legend={legend}
      options={[
        { code: 'yes', label: say('consent_form.yes') },
        { code: 'doubt', label: say('consent_form.doubt') },
      ]}
      chosen={[chosen]}
      beside
      onChange={([code]) => onChange(code === 'yes' ? 'yes' : 'doubt')}
    />
  );
}
