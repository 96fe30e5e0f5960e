import type { Topic } from '../../shared/domain/tools/topic.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import { sayAnswer, sayTopic } from './answer-words.ts';
import style from './beside.module.css';
import { BesidePart } from './beside-part.tsx';
import type { Filling } from './filling.ts';
import { isGraded } from './graded.ts';
import { readAnew } from './save-as-you-go.ts';

/** What changed, when, by whom and in which contact; and what differs from the last time it was filled in. */
export function HistoryPart({ filling }: { readonly filling: Filling }) {
  const { row, history, definition, previous } = filling.view;
  const topicOf = (id: string) => definition.topics.find((topic) => topic.id === id);
  return (
    <BesidePart assessmentId={row.assessmentId} part="history" title={say('assessment_history.title')}>
      {history.length === 0 ? <p className={style.quiet}>{say('history.nothing')}</p> : null}
      {history.length === 0 ? null : (
        <details>
          <summary>{say('history.changes', { count: history.length })}</summary>
          <ol className={style.list}>
            {history.toReversed().map((change) => (
              <Change
                key={`${change.topicId} ${change.after.revision}`}
                change={change}
                topic={topicOf(change.topicId)}
              />
            ))}
          </ol>
        </details>
      )}
      {row.state === 'open' ? (
        <div className={style.actions}>
          <Button size="small" onClick={() => void readAnew(row.assessmentId)}>
            {say('save.look_again')}
          </Button>
        </div>
      ) : null}
      {previous === null ? null : <Previous previous={previous} row={row} topicOf={topicOf} />}
    </BesidePart>
  );
}

function Change({
  change: { before, after },
  topic,
}: {
  readonly change: AssessmentView['history'][number];
  readonly topic: Topic | undefined;
}) {
  const words = <Words topic={topic} before={before} after={after} />;
  return (
    <li className={style.item}>
      {topic?.sensitive === true ? (
        <details>
          <summary>{say('sensitive.one')}</summary>
          {words}
        </details>
      ) : (
        words
      )}
      <p className={style.small}>
        {say('topic.by', { name: after.by.name, when: dayAndTime(after.at) })}
        {after.contact === null ? null : ` · ${sayCode('contact_said', after.contact.kind)}`}
        {after.source === 'victim' ? null : ` · ${sayCode('source', after.source)}`}
      </p>
    </li>
  );
}

type Noted = Pick<AssessmentView['answers'][number], 'answer' | 'note'>;

function Words({ topic, before, after }: { topic: Topic | undefined; before: Noted | null; after: Noted }) {
  return (
    <>
      <p>{sayTopic(topic)}</p>
      <p>
        <bdi dir="auto">{before === null ? say('topic.unanswered') : sayNoted(topic, before)}</bdi>
        <span aria-hidden="true"> → </span>
        <span className="visually-hidden"> {say('history.became')} </span>
        <strong>
          <bdi dir="auto">{sayNoted(topic, after)}</bdi>
        </strong>
      </p>
    </>
  );
}

function sayNoted(topic: Topic | undefined, { answer, note }: Noted): string {
  return note === null ? sayAnswer(topic, answer) : `${sayAnswer(topic, answer)} (${note})`;
}

interface PreviousProps {
  readonly previous: NonNullable<AssessmentView['previous']>;
  readonly row: AssessmentView['row'];
  readonly topicOf: (id: string) => Topic | undefined;
}

function Previous({ previous: { finishedAt, level, differences }, row, topicOf }: PreviousProps) {
  const values = { when: dayAndTime(finishedAt), level: sayCode('risk_level', level) };
  return (
    <details>
      <summary>{say(isGraded(row.tool.kind) ? 'history.previous_level' : 'history.previous', values)}</summary>
      {differences.length === 0 ? <p className={style.quiet}>{say('history.no_difference')}</p> : null}
      <ul className={style.list}>
        {differences.map(({ topicId, before, after }) => {
          const topic = topicOf(topicId);
          if (topic?.sensitive === true) {
            return (
              <li key={topicId} className={style.item}>
                <details>
                  <summary>{say('sensitive.one')}</summary>
                  <Words topic={topic} before={asNoted(before)} after={{ answer: after, note: null }} />
                </details>
              </li>
            );
          }
          return (
            <li key={topicId} className={style.item}>
              <Words topic={topic} before={asNoted(before)} after={{ answer: after, note: null }} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}

const asNoted = (answer: Noted['answer']): Noted => ({ answer, note: null });
