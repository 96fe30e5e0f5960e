import type { Topic } from '../../shared/domain/tools/topic.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import { sayAnswer } from './answer-words.ts';
import { focusTopic } from './fill.ts';
import type { Draft, Filling } from './filling.ts';
import { chooseTopic } from './save-as-you-go.ts';
import style from './topic-row.module.css';

/** Two people answered one topic at the same time: theirs stands, mine is kept, and a person chooses. */
export function ClashChoice({ topic, filling }: { readonly topic: Topic; readonly filling: Filling }) {
  const mine = filling.mine[topic.id];
  if (mine === undefined || mine.theirs === null) return null;
  const { theirs, draft } = mine;
  const { assessmentId } = filling.view.row;
  const choose = (whose: 'mine' | 'theirs') =>
    focusTopic(assessmentId, topic.id, () => chooseTopic(assessmentId, topic.id, whose));
  return (
    <div className={style.clash} role="alert">
      <p>
        {say('clash.theirs', { name: theirs.by.name, when: dayAndTime(theirs.at) })}{' '}
        <Said topic={topic} draft={theirs} />
      </p>
      <p>
        {say('clash.mine')} <Said topic={topic} draft={draft} />
      </p>
      <div className={style.choices}>
        <Button size="small" onClick={() => choose('theirs')}>
          {say('clash.keep_theirs', { name: theirs.by.name })}
        </Button>
        <Button size="small" onClick={() => choose('mine')}>
          {say('clash.take_mine')}
        </Button>
      </div>
    </div>
  );
}

function Said({ topic, draft }: { readonly topic: Topic; readonly draft: Draft }) {
  return (
    <strong>
      <bdi dir="auto">
        {sayAnswer(topic, draft.answer)}
        {draft.note === null ? null : ` (${draft.note})`}
      </bdi>
    </strong>
  );
}
