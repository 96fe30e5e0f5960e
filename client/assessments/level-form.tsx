import { useRef, useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { RiskLevel } from '../../shared/domain/risk-level.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem, TextArea } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { WORDS_MAX } from './answer-words-field.tsx';
import style from './beside.module.css';
import { changeLevel } from './change-level.ts';
import type { Filling } from './filling.ts';

interface FormProps {
  readonly filling: Filling;
  readonly way: 'raise' | 'lower';
  readonly levels: readonly RiskLevel[];
  readonly chosen: RiskLevel | null;
  readonly onClose: () => void;
}

/** A level by judgement: never without a reason. What was typed stays until it has taken effect. */
export function LevelForm({ filling, way, levels, chosen, onClose }: FormProps) {
  const [to, setTo] = useState<RiskLevel | null>(chosen ?? (levels.length === 1 ? (levels[0] ?? null) : null));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const clientId = useRef(crypto.randomUUID());
  const save = async () => {
    if (to === null) return setProblem(say('level.which'));
    if (textFault(reason, WORDS_MAX) !== null) return setProblem(say('level.why_missing'));
    setBusy(true);
    const refusal = await changeLevel(filling.view, { clientId: clientId.current, to, reason });
    setBusy(false);
    setProblem(refusal);
    if (refusal !== null) return;
    notify('done', say(way === 'raise' ? 'level.raised' : 'level.is_proposed'));
    onClose();
  };
  return (
    <div className={style.form}>
      <p className={style.quiet}>{say(way === 'raise' ? 'level.raise_text' : 'level.lower_text')}</p>
      <Choices
        legend={say('level.to')}
        options={levels.map((level) => ({
          code: level,
          label: `${sayCode('risk_level', level)}: ${sayCode('risk_meaning', level)}`,
        }))}
        chosen={to === null ? [] : [to]}
        onChange={([code]) => setTo(levels.find((level) => level === code) ?? null)}
      />
      <TextArea
        label={say('level.why')}
        hint={say('level.why_hint')}
        dir="auto"
        maxLength={WORDS_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" disabled={busy} onClick={() => void save()}>
          {say(way === 'raise' ? 'level.raise_now' : 'level.propose')}
        </Button>
        <Button size="small" onClick={onClose}>
          {say('back')}
        </Button>
      </div>
    </div>
  );
}
