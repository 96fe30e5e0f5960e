import { useRef, useState } from 'react';
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

interface FormProps {
  readonly assessmentId: string;
  readonly onClose: () => void;
}

export function PoliceForm({ assessmentId, onClose }: FormProps) {
  const [tool, setTool] = useState<readonly string[]>([]);
  const [grade, setGrade] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useRef(crypto.randomUUID());
  const save = async () => {
    const [toolCode, gradeCode] = [tool[0], grade[0]];
    const gradedOn = readDay(typed);
    if (toolCode === undefined || gradeCode === undefined) return setProblem(say('police.missing'));
    if (gradedOn === null) return setProblem(say('police.no_day'));
    if (gradedOn > londonDay(new Date())) return setProblem(say('police.future'));
    const input = { clientId: clientId.current, tool: toolCode, grade: gradeCode, gradedOn };
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
        onChange={setGrade}
      />
      <Choices
        legend={say('police.which_tool')}
        options={POLICE_RISK_TOOLS.map((code) => ({ code, label: sayCode('police.tool', code) }))}
        chosen={tool}
        onChange={setTool}
      />
      <TextField
        label={say('police.day')}
        hint={say('police.day_hint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
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
