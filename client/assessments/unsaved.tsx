import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { sayAnswer, sayTopic } from './answer-words.ts';
import type { Filling, Trouble } from './filling.ts';
import { throwAway } from './save-as-you-go.ts';
import style from './unsaved.module.css';

/** What the server will not take however often it is sent: shown whole, so that a person can put it where it belongs. */
export function Unsaved({ filling }: { readonly filling: Filling }) {
  const { trouble, mine, view } = filling;
  const left = Object.entries(mine);
  if (trouble === null || !trouble.final || left.length === 0) return null;
  return (
    <section className={style.unsaved} role="alert">
      <p>
        <Icon name="alert" size={14} />
        {whyNot(trouble, view.row.finishedBy?.name)}
      </p>
      <dl>
        {left.map(([topicId, { draft }]) => {
          const topic = view.definition.topics.find((each) => each.id === topicId);
          return (
            <div key={topicId}>
              <dt>{topic?.sensitive === true ? say('sensitive.one') : sayTopic(topic)}</dt>
              <dd>
                <bdi dir="auto">
                  {sayAnswer(topic, draft.answer)}
                  {draft.note === null ? null : ` (${draft.note})`}
                </bdi>
              </dd>
            </div>
          );
        })}
      </dl>
      <Button size="small" onClick={() => throwAway(view.row.assessmentId)}>
        {say('save.throw_away')}
      </Button>
    </section>
  );
}

function whyNot({ error }: Trouble, finishedBy: string | undefined): string {
  if (error.details?.reason === 'finished') {
    return finishedBy === undefined ? say('save.finished') : say('save.finished_by', { name: finishedBy });
  }
  return say('save.refused', { why: sentenceOf(error) });
}
