import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import { RiskWords } from '../cases/risk-words.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './assessments.module.css';
import { hasBands } from './graded.ts';

interface RowsProps {
  readonly rows: readonly AssessmentRow[];
  readonly onOpen: (assessmentId: string) => void;
}

/** What was filled in, newest first: by whom, when, and which level stands, in words. */
export function AssessmentRows({ rows, onOpen }: RowsProps) {
  return (
    <ul className={style.list} aria-label={say('assessments.list')}>
      {rows.map((row) => (
        <li key={row.assessmentId} className={style.row} data-state={row.state}>
          <div className={style.about}>
            <p className={style.title}>
              <strong>{titleOf(row)}</strong>
              <span className={style.state}>{sayCode('assessment_state', row.state)}</span>
            </p>
            {hasBands(row.tool.kind) || row.level !== 'not_assessed' ? <RiskWords risk={row.level} /> : null}
            <p className={style.quiet}>{whoAndWhen(row)}</p>
          </div>
          <Button size="small" onClick={() => onOpen(row.assessmentId)}>
            {say(row.state === 'open' ? 'assessments.go_on' : 'assessments.look')}
            <span className="visually-hidden"> {titleOf(row)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function titleOf({ tool, moment }: Pick<AssessmentRow, 'tool' | 'moment'>): string {
  return moment === null ? tool.title : `${tool.title} · ${sayCode('moment', moment)}`;
}

function whoAndWhen({ startedBy, startedAt, changedBy, changedAt, finishedBy, finishedAt }: AssessmentRow): string {
  const begun = say('assessments.begun', { name: startedBy.name, when: dayAndTime(startedAt) });
  if (finishedBy !== null && finishedAt !== null) {
    return `${begun} ${say('assessments.finished', { name: finishedBy.name, when: dayAndTime(finishedAt) })}`;
  }
  if (changedAt === startedAt) return begun;
  return `${begun} ${say('assessments.changed', { name: changedBy.name, when: dayAndTime(changedAt) })}`;
}
