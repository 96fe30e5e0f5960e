import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { RiskLevel } from '../../shared/domain/risk-level.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { WORDS_MAX } from './answer-words-field.tsx';
import type { LevelInput } from './assessment-calls.ts';
import style from './beside.module.css';

interface FormProps {
  /** Null where it took effect or was proposed; else what is in the way. */
  readonly onSave: (wanted: Omit<LevelInput, 'from'>) => Promise<string | null>;
  readonly levels: readonly RiskLevel[];
  readonly draft: LevelDraft;
  readonly onChange: (change: Partial<LevelDraft>) => void;
  readonly onClose: () => void;
}

export interface LevelDraft {
  /** One effect, however often it is tried. */
  readonly clientId: string;
  readonly way: 'raise' | 'lower';
  readonly to: RiskLevel | null;
  readonly reason: string;
}

/**
 * A level by judgement: never without a reason. What was typed stays until it has taken effect. Where a colleague changed the
 * level meanwhile, a choice that would now go the other way is no choice any more: "raise" never lowers.
 */
export function LevelForm({ onSave, levels, draft, onChange, onClose }: FormProps) {
  const { clientId, way, to, reason } = draft;
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const none = levels.length === 0;
  const save = async () => {
    if (busy) return;
    if (to === null) return setProblem(say('level.which'));
    if (!levels.includes(to)) return setProblem(say('level.changed_meanwhile'));
    if (textFault(reason, WORDS_MAX) !== null) return setProblem(say('level.why_missing'));
    setBusy(true);
    const refusal = await onSave({ clientId, to, reason });
    setBusy(false);
    setProblem(refusal);
    if (refusal !== null) return;
    notify('done', say(way === 'raise' ? 'level.raised' : 'level.is_proposed'));
    onClose();
  };
  return (
    <div className={style.form}>
      <p className={style.quiet}>{say(way === 'raise' ? 'level.raise_text' : 'level.lower_text')}</p>
      {none ? null : (
        <Choices
          legend={say('level.to')}
          options={levels.map((level) => ({
            code: level,
            label: `${sayCode('risk_level', level)}: ${sayCode('risk_meaning', level)}`,
          }))}
          chosen={to === null ? [] : [to]}
          onChange={([code]) => onChange({ to: levels.find((level) => level === code) ?? null })}
        />
      )}
      <NoteArea
        label={say('level.why')}
        hint={say('level.why_hint')}
        dir="auto"
        maxLength={WORDS_MAX}
        value={reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
      <Problem>{none ? say('level.changed_meanwhile') : problem}</Problem>
      <div className={style.actions}>
        {none ? null : (
          <Button look="main" size="small" aria-busy={busy} onClick={() => void save()}>
            {say(way === 'raise' ? 'level.raise_now' : 'level.propose')}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {say('back')}
        </Button>
      </div>
    </div>
  );
}
