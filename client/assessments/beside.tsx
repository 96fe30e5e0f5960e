import type { RiskLevel } from '../../shared/domain/risk-level.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import style from './beside.module.css';
import { partId } from './beside-part.tsx';
import { type Fill, focusTopic } from './fill.ts';
import { FinishPart } from './finish-part.tsx';
import { FollowsPart } from './follows-part.tsx';
import { isGraded } from './graded.ts';
import { HistoryPart } from './history-part.tsx';
import { LeftPart } from './left-part.tsx';
import type { LevelDraft } from './level-form.tsx';
import { firstDraft, LevelPart } from './level-part.tsx';
import { PolicePart } from './police-part.tsx';
import type { Subject } from './subject.ts';

interface BesideProps {
  readonly fill: Fill;
  readonly subject: Subject;
  /** Before a topic is gone to: whatever hides it is taken away. */
  readonly onTopic: () => void;
}

/** What follows from the answers, what is left to ask, the level and how it came to be. */
export function Beside({ fill, subject, onTopic }: BesideProps) {
  const { filling } = fill;
  const { row } = filling.view;
  const graded = isGraded(row.tool.kind);
  const form = useFormDraft<LevelDraft>(`level ${row.assessmentId}`);
  const go = (topicId: string) => focusTopic(row.assessmentId, topicId, onTopic);
  const judge = (level: RiskLevel) => {
    const { draft } = form;
    if (draft?.way === 'raise') form.change({ to: level });
    else form.begin(firstDraft('raise', level));
    document.getElementById(partId(row.assessmentId, 'level'))?.focus();
  };
  return (
    <div className={style.beside}>
      <FollowsPart filling={filling} subject={subject} onTopic={go} onJudge={judge} />
      {fill.mayWrite ? <LeftPart filling={filling} onTopic={go} /> : null}
      {graded ? <LevelPart filling={filling} form={form} /> : null}
      {graded ? <PolicePart filling={filling} /> : null}
      <HistoryPart filling={filling} />
      <FinishPart filling={filling} subject={subject} />
    </div>
  );
}
