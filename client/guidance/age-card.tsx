import { useState } from 'react';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { DueMark } from '../cases/due-mark.tsx';
import { keepRow } from '../cases/open-cases.ts';
import { Button } from '../ui/button.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { finishDuty } from './guidance-calls.ts';
import { RulingWords } from './ruling-words.tsx';

interface AgeProps {
  readonly caseId: string;
  readonly guidance: Guidance;
  readonly open: boolean;
  readonly onChanged: () => Promise<void>;
}

type Duty = Guidance['age']['duties'][number];

/** Under 18 rules hold that the age brings (H10): what has to be done, by whom, and the rules that hold. */
export function AgeCard({ caseId, guidance, open, onChanged }: AgeProps) {
  const [finishing, setFinishing] = useState<Duty | null>(null);
  const { band, rules, duties } = guidance.age;
  if (rules.length === 0 && duties.length === 0) return null;
  const finish = async (said: string): Promise<string | null> => {
    if (finishing === null) return null;
    const reply = await finishDuty(caseId, finishing.duty, { revision: guidance.revision, said });
    const reason = reply.ok ? null : reply.error.details?.reason;
    if (reply.ok) keepRow(reply.value.row);
    else if (reason === 'needs_lead') return say('age_rule.needs_lead');
    else if (reason !== 'not_due' && reason !== 'changed_meanwhile') return sentenceOf(reply.error);
    await onChanged();
    if (reason === 'changed_meanwhile') return say('case.moved');
    notify('done', say('age_rule.duty_done'));
    return null;
  };
  return (
    <section className={style.card} aria-labelledby="age-title">
      <h2 id="age-title">
        {say('age_rule.title', { age: band === null ? say('case.not_known') : sayCode('age', band) })}
      </h2>
      <ul className={style.duties}>
        {duties.map((duty) => (
          <li key={duty.duty} data-kind={duty.kind}>
            <p>{duty.sentence}</p>
            <p className={style.line}>
              <span>{sayCode('age_rule.to', duty.to)}</span>
              <DueMark due={{ kind: 'age_duty', at: duty.dueAt }} />
            </p>
            {open ? (
              <Button size="small" onClick={() => setFinishing(duty)}>
                {say('age_rule.finish')}
                <span className="visually-hidden">: {duty.sentence}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {rules.length === 0 ? null : (
        <details className={style.rules}>
          <summary>{say('age_rule.rules', { count: rules.length })}</summary>
          {rules.map((rule) => (
            <RulingWords key={rule.ruleId} ruling={rule} />
          ))}
        </details>
      )}
      {finishing === null ? null : (
        <ReasonDialog
          title={say('age_rule.finish_title')}
          label={say('age_rule.finish_said')}
          submit={say('age_rule.finish')}
          max={2_000}
          onClose={() => setFinishing(null)}
          onSay={finish}
        >
          <p>{finishing.sentence}</p>
        </ReasonDialog>
      )}
    </section>
  );
}
