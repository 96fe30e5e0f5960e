import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { AssessmentHead } from './assessment-head.tsx';
import { Beside } from './beside.tsx';
import type { Fill, Said } from './fill.ts';
import type { Filling } from './filling.ts';
import style from './open-assessment.module.css';
import { useFillings } from './open-fillings.ts';
import { ReadingStrip } from './reading-strip.tsx';
import { SaidLine } from './said-line.tsx';
import { keepShown, readAnew } from './save-as-you-go.ts';
import type { Subject } from './subject.ts';
import { TopicList } from './topic-list.tsx';
import { Unsaved } from './unsaved.tsx';

interface OpenProps {
  readonly assessmentId: string;
  readonly subject: Subject;
  readonly onBack: () => void;
}

/** One tool filled in: what it adds up to at the top, the topics, and beside them what follows from the answers. */
export function OpenAssessment({ assessmentId, subject, onBack }: OpenProps) {
  const filling = useFillings((open) => open.fillings[assessmentId]);
  const error = useFillings((open) => open.errors[assessmentId]);
  useEffect(() => keepShown(assessmentId), [assessmentId]);
  if (filling !== undefined) return <Whole filling={filling} subject={subject} onBack={onBack} />;
  if (error === undefined) return <p className={style.quiet}>{say('loading')}</p>;
  return (
    <div className={style.failed} role="alert">
      <p>{error.code === 'not_found' ? say('assessments.not_yours') : sentenceOf(error)}</p>
      <Button size="small" onClick={() => void readAnew(assessmentId)}>
        {say('assessments.again')}
      </Button>
      <Button look="plain" size="small" onClick={onBack}>
        {say('assessments.all')}
      </Button>
    </div>
  );
}

interface WholeProps extends Pick<OpenProps, 'subject' | 'onBack'> {
  readonly filling: Filling;
}

function Whole({ filling, subject, onBack }: WholeProps) {
  const [said, setSaid] = useState<Said>(() => firstSaid(subject));
  const [words, setWords] = useState('');
  const fill: Fill = { filling, said, mayWrite: filling.view.row.state === 'open' };
  return (
    <div className={style.whole}>
      <AssessmentHead filling={filling} onBack={onBack} />
      <ReadingStrip filling={filling} subject={subject} />
      <Unsaved filling={filling} />
      <div className={style.columns}>
        <section className={style.topics} aria-label={say('topics.label')}>
          <div className={style.tools}>
            {fill.mayWrite ? <SaidLine subject={subject} said={said} onChange={setSaid} /> : null}
            <TextField
              label={say('topics.find')}
              type="search"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <TopicList fill={fill} words={words} />
        </section>
        <Beside fill={fill} subject={subject} onTopic={() => setWords('')} />
      </div>
    </div>
  );
}

function firstSaid(subject: Subject): Said {
  const contact = 'conversationId' in subject ? ({ kind: 'conversation', id: subject.conversationId } as const) : null;
  return { source: 'victim', contact };
}
