import type { Topic } from '../../shared/domain/tools/topic.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { sayTopic } from './answer-words.ts';
import style from './beside.module.css';
import { BesidePart } from './beside-part.tsx';
import type { Filling } from './filling.ts';
import { lackingIn } from './topics.ts';

interface LeftProps {
  readonly filling: Filling;
  readonly onTopic: (topicId: string) => void;
}

/** What is left for another contact. Never a list to read out: what fits the talk is asked in the talk (D4). */
export function LeftPart({ filling, onTopic }: LeftProps) {
  const { unanswered, notKnown } = lackingIn(filling);
  return (
    <BesidePart assessmentId={filling.view.row.assessmentId} part="left" title={say('left.title')}>
      {unanswered.length + notKnown.length === 0 ? <p className={style.quiet}>{say('left.nothing')}</p> : null}
      {unanswered.length === 0 ? null : <p className={style.quiet}>{say('left.text')}</p>}
      <Topics words={say('left.unanswered', { count: unanswered.length })} topics={unanswered} onTopic={onTopic} />
      <Topics words={say('left.not_known', { count: notKnown.length })} topics={notKnown} onTopic={onTopic} />
    </BesidePart>
  );
}

interface TopicsProps extends Pick<LeftProps, 'onTopic'> {
  readonly words: string;
  readonly topics: readonly Topic[];
}

function Topics({ words, topics, onTopic }: TopicsProps) {
  if (topics.length === 0) return null;
  const open = topics.filter((topic) => topic.sensitive !== true);
  const folded = topics.length - open.length;
  return (
    <details>
      <summary>{words}</summary>
      <ul className={style.links}>
        {open.map((topic) => (
          <li key={topic.id}>
            <Button look="plain" size="small" className={style.link} onClick={() => onTopic(topic.id)}>
              {sayTopic(topic)}
            </Button>
          </li>
        ))}
      </ul>
      {folded === 0 ? null : <p className={style.small}>{say('left.sensitive', { count: folded })}</p>}
    </details>
  );
}
