import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './beside.module.css';
import { BesidePart } from './beside-part.tsx';
import type { Filling } from './filling.ts';
import { finish } from './finish.ts';
import { startTool } from './start.ts';
import type { Subject } from './subject.ts';

interface FinishProps {
  readonly filling: Filling;
  readonly subject: Subject;
}

/** Filled in as far as it can be: by whoever holds what the tool asks for. Afterwards it is read, and begun anew. */
export function FinishPart({ filling, subject }: FinishProps) {
  const { row } = filling.view;
  return (
    <BesidePart
      assessmentId={row.assessmentId}
      part="finish"
      title={say(row.state === 'open' ? 'finish.title' : 'finish.title_done')}
    >
      {row.state === 'open' ? <ToFinish filling={filling} /> : <Finished filling={filling} subject={subject} />}
    </BesidePart>
  );
}

function ToFinish({ filling }: Pick<FinishProps, 'filling'>) {
  const { qualification, row } = filling.view;
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (qualification !== null && !qualification.held) {
    return (
      <p className={style.quiet}>{say('finish.not_held', { what: sayCode('qualification', qualification.code) })}</p>
    );
  }
  const end = async () => {
    if (busy) return;
    setBusy(true);
    const refusal = await finish(row.assessmentId);
    setBusy(false);
    setProblem(refusal);
    if (refusal === null) notify('done', say('finish.done'));
  };
  return (
    <>
      <p className={style.quiet}>{say('finish.text')}</p>
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" aria-busy={busy} onClick={() => void end()}>
          {say('finish.do')}
        </Button>
      </div>
    </>
  );
}

function Finished({ filling, subject }: FinishProps) {
  const { row, review } = filling.view;
  const { finishedBy, finishedAt } = row;
  const moment = row.moment === 'start' ? 'review' : row.moment;
  return (
    <>
      {finishedBy === null || finishedAt === null ? null : (
        <p>{say('assessments.finished', { name: finishedBy.name, when: dayAndTime(finishedAt) })}</p>
      )}
      {review.dueAt === null ? null : <p>{say('review.due', { when: dayAndTime(review.dueAt) })}</p>}
      {review.after.length === 0 ? null : (
        <p className={style.quiet}>
          {say('review.after', { what: review.after.map((each) => sayCode('review_event', each)).join(', ') })}
        </p>
      )}
      <div className={style.actions}>
        <Button
          size="small"
          onClick={() => void startTool(subject, { tool: row.tool.code, moment, planId: row.planId })}
        >
          {say('finish.anew')}
        </Button>
      </div>
    </>
  );
}
