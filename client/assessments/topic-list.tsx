import { useEffect, useId, useRef } from 'react';
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { say } from '../ui/words.ts';
import { type Fill, topicElementId } from './fill.ts';
import { NeedRows, ScaleEnds } from './need-rows.tsx';
import { useFillings } from './open-fillings.ts';
import { SensitiveTopic } from './sensitive-topic.tsx';
import style from './topic-list.module.css';
import { TopicRow } from './topic-row.tsx';
import { answeredOf, groupsOf, type TopicGroup } from './topics.ts';

interface ListProps {
  readonly fill: Fill;
  /** Only topics that speak of these. */
  readonly words: string;
}

/** All topics in their groups, to be filled from the talk in whatever order it takes. */
export function TopicList({ fill, words }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  const groups = groupsOf(fill.filling.view.definition, words);
  useReturn(fill);
  const mover =
    ({ id }: Topic) =>
    (by: 1 | -1) => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-topic]') ?? [])];
      const here = rows.findIndex((row) => row.dataset.topic === id);
      rows[here + by]?.querySelector<HTMLElement>('[data-focus]')?.focus();
    };
  return (
    <div ref={list} className={style.list}>
      <ScaleEnds topics={fill.filling.view.definition.topics.filter((topic) => topic.rater !== undefined)} />
      {groups.map((group) => (
        <Group key={group.code} group={group} fill={fill} mover={mover} />
      ))}
      <p role="status" className={style.quiet}>
        {groups.length === 0 ? say('topics.nothing_found') : ''}
      </p>
    </div>
  );
}

interface GroupProps {
  readonly group: TopicGroup;
  readonly fill: Fill;
  readonly mover: (topic: Topic) => (by: 1 | -1) => void;
}

function Group({ group, fill, mover }: GroupProps) {
  const titleId = useId();
  const { topics, title } = group;
  const folded = topics.filter((topic) => topic.sensitive === true);
  const byTwo = topics.some((topic) => topic.rater !== undefined);
  return (
    <section className={style.group} aria-labelledby={titleId}>
      <h4 id={titleId}>
        {title}
        <span className={style.count}>
          {say('topics.answered', { count: answeredOf(fill.filling, topics), of: topics.length })}
        </span>
      </h4>
      {byTwo ? (
        <NeedRows topics={topics} fill={fill} mover={mover} />
      ) : (
        topics.map((topic) => {
          const props = { topic, fill, onMove: mover(topic) };
          if (topic.sensitive !== true) return <TopicRow key={topic.id} {...props} />;
          const place = { number: folded.indexOf(topic) + 1, of: folded.length, group: title };
          // Opening or folding all of them counts for each.
          return <SensitiveTopic key={`${topic.id} ${fill.unfolded}`} {...props} place={place} />;
        })
      )}
    </section>
  );
}

/** A tab that was left comes back at the topic that was attended to last. */
function useReturn({ filling }: Fill): void {
  const { assessmentId } = filling.view.row;
  useEffect(() => {
    const topicId = useFillings.getState().at[assessmentId];
    if (topicId === undefined) return;
    document.getElementById(topicElementId(assessmentId, topicId))?.scrollIntoView({ block: 'center' });
  }, [assessmentId]);
}
