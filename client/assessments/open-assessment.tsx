import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
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
import type { Subject, SubjectConversation } from './subject.ts';
import { TopicList } from './topic-list.tsx';
import { Unsaved } from './unsaved.tsx';

interface OpenProps {
  readonly assessmentId: string;
  readonly subject: Subject;
  readonly conversations: readonly SubjectConversation[];
  readonly onBack: () => void;
}

/** One tool filled in: what it adds up to at the top, the topics, and beside them what follows from the answers. */
export function OpenAssessment({ assessmentId, ...rest }: OpenProps) {
  const filling = useFillings((open) => open.fillings[assessmentId]);
  const error = useFillings((open) => open.errors[assessmentId]);
  useEffect(() => keepShown(assessmentId), [assessmentId]);
  if (filling !== undefined) return <Whole filling={filling} {...rest} />;
  if (error === undefined) return <p className={style.quiet}>{say('loading')}</p>;
  return (
    <div className={style.failed} role="alert">
      <p>{error.code === 'not_found' ? say('assessments.not_yours') : sentenceOf(error)}</p>
      <Button size="small" onClick={() => void readAnew(assessmentId)}>
        {say('assessments.again')}
      </Button>
      <Button look="plain" size="small" onClick={rest.onBack}>
        {say('assessments.all')}
      </Button>
    </div>
  );
}

interface WholeProps extends Omit<OpenProps, 'assessmentId'> {
  readonly filling: Filling;
}

function Whole({ filling, subject, conversations, onBack }: WholeProps) {
  const [said, setSaid] = useState<Said>(() => firstSaid(subject));
  const [words, setWords] = useState('');
  const [unfolded, setUnfolded] = useState(false);
  const fill: Fill = { filling, said, mayWrite: filling.view.row.state === 'open', unfolded };
  const sensitive = filling.view.definition.topics.filter((topic) => topic.sensitive === true).length;
  return (
    <div className={style.whole}>
      <AssessmentHead filling={filling} onBack={onBack} />
      <ReadingStrip filling={filling} subject={subject} />
      <Unsaved filling={filling} />
      <div className={style.columns}>
        <section className={style.topics} aria-label={say('topics.label')}>
          <div className={style.tools}>
            {fill.mayWrite ? (
              <SaidLine subject={subject} conversations={conversations} said={said} onChange={setSaid} />
            ) : null}
            <TextField
              label={say('topics.find')}
              type="search"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          {sensitive > 1 ? (
            <Button
              size="small"
              className={style.unfold}
              aria-pressed={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              <Icon name="lock" size={14} />
              {say(unfolded ? 'sensitive.fold_all' : 'sensitive.open_all', { count: sensitive })}
            </Button>
          ) : null}
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
