import { useEffect } from 'react';
import { onLevel } from '../app/live.ts';
import { Button } from '../ui/button.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { reloadList, useAssessmentList } from './assessment-list.ts';
import { AssessmentRows } from './assessment-rows.tsx';
import style from './assessments.module.css';
import { OpenAssessment } from './open-assessment.tsx';
import { showIn, useFillings } from './open-fillings.ts';
import { saveWhatWaits } from './save-as-you-go.ts';
import { StartTool } from './start-tool.tsx';
import { placeOf, type Subject, type SubjectConversation } from './subject.ts';

interface AssessmentsProps {
  readonly subject: Subject;
  /** In which something may have been said, besides the subject itself. */
  readonly conversations?: readonly SubjectConversation[];
}

/** Tools filled in for a person: which there are, and one of them to fill in. */
export function Assessments({ subject, conversations = [] }: AssessmentsProps) {
  const place = placeOf(subject);
  const shown = useFillings((open) => open.shown[place]);
  useEffect(() => onLevel(saveWhatWaits), []);
  if (shown === undefined) return <All subject={subject} place={place} />;
  return (
    <OpenAssessment
      key={shown}
      assessmentId={shown}
      subject={subject}
      conversations={conversations}
      onBack={() => showIn(place, null)}
    />
  );
}

function All({ subject, place }: { readonly subject: Subject; readonly place: string }) {
  const { rows, error } = useAssessmentList(subject);
  if (rows === null) {
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.panel} role="alert">
        <p>{error.code === 'not_found' ? say('assessments.not_yours') : sentenceOf(error)}</p>
        <Button size="small" onClick={() => void reloadList(subject)}>
          {say('assessments.again')}
        </Button>
      </div>
    );
  }
  return (
    <div className={style.panel}>
      <section className={style.part}>
        <h3>{say('assessments.list')}</h3>
        {rows.length === 0 ? (
          <p className={style.quiet}>{say('assessments.none')}</p>
        ) : (
          <AssessmentRows rows={rows} onOpen={(assessmentId) => showIn(place, assessmentId)} />
        )}
      </section>
      <section className={style.part}>
        <h3>{say('assessments.tools')}</h3>
        <p className={style.quiet}>{say('assessments.tools_text')}</p>
        <StartTool subject={subject} rows={rows} />
      </section>
    </div>
  );
}
