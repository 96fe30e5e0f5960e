import { useState } from 'react';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { POLICE_GRADES, POLICE_RISK_TOOLS } from '../../shared/reference/police-risk-tools.ts';
import { Button } from '../ui/button.tsx';
import { readDay } from '../ui/dates.ts';
import { Choices, Problem, TextField } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { notePoliceGrade } from './assessment-calls.ts';
import style from './beside.module.css';
import { take } from './save-as-you-go.ts';

export interface PoliceDraft {
  readonly clientId: string;
  readonly tool: readonly string[];
  readonly grade: readonly string[];
  readonly day: string;
}

interface FormProps {
  readonly assessmentId: string;
  readonly draft: PoliceDraft;
  readonly onChange: (change: Partial<PoliceDraft>) => void;
  readonly onClose: () => void;
}

export function PoliceForm({ assessmentId, draft, onChange, onClose }: FormProps) {
  const { clientId, tool, grade, day } = draft;
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const [toolCode, gradeCode] = [tool[0], grade[0]];
    const gradedOn = readDay(day);
    if (toolCode === undefined || gradeCode === undefined) return setProblem(say('police.missing'));
    if (gradedOn === null) return setProblem(say('police.no_day'));
    if (gradedOn > londonDay(new Date())) return setProblem(say('police.future'));
    const input = { clientId, tool: toolCode, grade: gradeCode, gradedOn };
    const reply = await notePoliceGrade(assessmentId, input);
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    take(reply.value.assessment);
    onClose();
  };
  return (
    <div className={style.form}>
      <Choices
        legend={say('police.which_grade')}
        options={POLICE_GRADES.map((code) => ({ code, label: sayCode('police.grade', code) }))}
        chosen={grade}
        onChange={(chosen) => onChange({ grade: chosen })}
      />
      <Choices
        legend={say('police.which_tool')}
        options={POLICE_RISK_TOOLS.map((code) => ({ code, label: sayCode('police.tool', code) }))}
        chosen={tool}
        onChange={(chosen) => onChange({ tool: chosen })}
      />
      <TextField
        label={say('police.day')}
        hint={say('police.day_hint')}
        value={day}
        onChange={(event) => onChange({ day: event.target.value })}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" onClick={() => void save()}>
          {say('police.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {say('back')}
        </Button>
      </div>
    </div>
  );
}
