import { Button } from '../ui/button.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { useAssessmentList } from './assessment-list.ts';
import style from './assessments.module.css';
import type { Subject } from './subject.ts';

/** Tools filled in for a person: which there are, and one of them to fill in. */
export function Assessments({ subject }: { readonly subject: Subject }) {
  const { rows, error, reload } = useAssessmentList(subject);
  if (rows === null) {
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.panel} role="alert">
        <p>{sentenceOf(error)}</p>
        <Button size="small" onClick={() => void reload()}>
          {say('assessments.again')}
        </Button>
      </div>
    );
  }
  return (
    <div className={style.panel}>
      {rows.length === 0 ? <p className={style.quiet}>{say('assessments.none')}</p> : null}
      <ul className={style.list} aria-label={say('assessments.list')}>
        {rows.map((row) => (
          <li key={row.assessmentId}>{row.tool.title}</li>
        ))}
      </ul>
    </div>
  );
}
