import type { Topic } from '../../shared/domain/tools/topic.ts';
import { say, sayCode } from '../ui/words.ts';
import type { Fill } from './fill.ts';
import style from './need-rows.module.css';
import { sayChange } from './needs.ts';
import { TopicRow } from './topic-row.tsx';

interface NeedProps {
  readonly topics: readonly Topic[];
  readonly fill: Fill;
  readonly mover: (topic: Topic) => (by: 1 | -1) => void;
}

/** One need, scored by both: the person's own score leads, the worker's stands beside it (D7). */
export function NeedRows({ topics, fill, mover }: NeedProps) {
  return (
    <div className={style.both}>
      {topics.map((topic) => (
        <div key={topic.id} className={style.one} data-rater={topic.rater}>
          <TopicRow topic={topic} fill={fill} onMove={mover(topic)} by={sayCode('rater', topic.rater ?? 'person')}>
            <Change topic={topic} fill={fill} />
          </TopicRow>
        </div>
      ))}
    </div>
  );
}

/** What the two ends of the scale mean, once for all needs. */
export function ScaleEnds({ topics }: { readonly topics: readonly Topic[] }) {
  const scale = topics.find(({ answer }) => answer.type === 'scale')?.answer;
  if (scale?.type !== 'scale') return null;
  return <p className={style.ends}>{say('scale.ends', { low: scale.low, high: scale.high })}</p>;
}

function Change({ topic, fill }: { readonly topic: Topic; readonly fill: Fill }) {
  const said = sayChange(topic, fill.filling);
  return said === null ? null : <p className={style.change}>{said}</p>;
}
