import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { focusTopic, topicElementId } from './fill.ts';
import { shownOn } from './filling.ts';
import { topicKey } from './topic-keys.ts';
import style from './topic-row.module.css';
import { type RowProps, TopicRow } from './topic-row.tsx';

interface SensitiveProps extends RowProps {
  /** Which of the folded ones of its group it is, since its words are not said. */
  readonly place: { readonly number: number; readonly of: number; readonly group: string };
}

/** Folded until a person opens it: somebody else may see the screen. */
export function SensitiveTopic({ place, ...row }: SensitiveProps) {
  const { topic, fill, onMove } = row;
  const { assessmentId } = fill.filling.view.row;
  const [own, setOwn] = useState<boolean | null>(null);
  const open = own ?? fill.unfolded;
  const turn = (to: boolean) => focusTopic(assessmentId, topic.id, () => setOwn(to));
  if (open) {
    return (
      <TopicRow {...row}>
        <Button look="plain" size="small" className={style.fold} onClick={() => turn(false)}>
          {say('sensitive.fold')}
        </Button>
      </TopicRow>
    );
  }
  const answered = shownOn(fill.filling, topic.id)?.answer != null;
  return (
    <div
      id={topicElementId(assessmentId, topic.id)}
      className={style.row}
      data-topic={topic.id}
      data-answered={answered}
    >
      <div className={style.folded}>
        <Button
          size="small"
          aria-expanded={false}
          data-focus=""
          onClick={() => turn(true)}
          onKeyDown={(event) => {
            const key = topicKey(topic, event);
            if (key === null) return;
            // Nothing is answered that cannot be read, and the key must not do what it does elsewhere.
            event.preventDefault();
            if (key.does === 'move') onMove(key.by);
          }}
        >
          <Icon name="lock" size={14} />
          {say('sensitive.open')}
          <span className="visually-hidden"> {say('sensitive.which', place)}</span>
        </Button>
        <span className={style.state}>{say(answered ? 'sensitive.answered' : 'sensitive.unanswered')}</span>
      </div>
    </div>
  );
}
