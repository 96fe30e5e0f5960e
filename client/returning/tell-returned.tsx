import { useState } from 'react';
import { TOLD_OUTCOMES } from '../../shared/domain/telling.ts';
import { ToldList } from '../cases/referrals/told-list.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Choices, Problem } from '../ui/field.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { type OpenedReturn, openReturn, refusalWords, writeTold } from './return-calls.ts';
import type { ItemProps } from './returned-item.tsx';

/** Asked first whether it is safe now; shown on record; then written down whether they were told. */
export function TellReturned({ returned, onChanged }: ItemProps) {
  const { returnId, mayOpen, told } = returned;
  const [safe, setSafe] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<OpenedReturn | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const open = async () => {
    if (safe.length === 0) return setProblem(say('return.ask_safe'));
    const reply = await openReturn(returnId);
    if (!reply.ok) return setProblem(refusalWords(reply.error));
    setProblem(null);
    setOpened(reply.value);
  };
  if (opened !== null)
    return (
      <div className={style.opened}>
        <p className={style.quiet}>{say('return.how_to_tell')}</p>
        <ToldList referrals={opened.referrals} />
        <Told returned={returned} onChanged={onChanged} />
        <div className={style.actions}>
          <Button size="small" onClick={() => setOpened(null)}>
            {say('told.hide')}
          </Button>
        </div>
      </div>
    );
  return (
    <>
      {mayOpen ? (
        <div className={style.form}>
          <Choices
            legend={say('return.before')}
            options={[{ code: 'safe', label: say('return.safe_now') }]}
            chosen={safe}
            many
            onChange={setSafe}
          />
          <Problem>{problem}</Problem>
          <div className={style.actions}>
            <Button look="main" size="small" onClick={() => void open()}>
              {say('told.show')}
            </Button>
          </div>
        </div>
      ) : null}
      {told === null && !mayOpen ? <Told returned={returned} onChanged={onChanged} /> : null}
      {told === null ? null : <p className={style.quiet}>{toldWords(told)}</p>}
    </>
  );
}

function toldWords({ outcome, at, by }: NonNullable<ItemProps['returned']['told']>): string {
  return say('return.told_step', { what: sayCode('return.outcome', outcome), name: by, when: dayAndTime(at) });
}

function Told({ returned: { returnId, told }, onChanged }: ItemProps) {
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  if (told !== null) return <p className={style.quiet}>{toldWords(told)}</p>;
  const save = async () => {
    const [chosen] = outcome;
    if (chosen === undefined) return setProblem(say('return.choose_outcome'));
    const reply = await writeTold(returnId, chosen);
    if (!reply.ok) return setProblem(refusalWords(reply.error));
    onChanged();
  };
  return (
    <div className={style.form}>
      <Choices
        legend={say('return.were_told')}
        options={TOLD_OUTCOMES.map((code) => ({ code, label: say(`return.outcome.${code}`) }))}
        chosen={outcome}
        onChange={setOutcome}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button size="small" onClick={() => void save()}>
          {say('return.write')}
        </Button>
      </div>
    </div>
  );
}
