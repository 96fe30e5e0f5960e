import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { say } from '../ui/words.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { sayTopic } from './answer-words.ts';
import { AnswerWords } from './answer-words-field.tsx';
import { ClashChoice } from './clash-choice.tsx';
import { type Fill, topicElementId } from './fill.ts';
import { type Draft, shownOn } from './filling.ts';
import { attendTopic } from './open-fillings.ts';
import { afterPress, isChosen, type Option } from './options.ts';
import { writeTopic } from './save-as-you-go.ts';
import { leavesWords, topicKey } from './topic-keys.ts';
import { TopicMark } from './topic-mark.tsx';
import { AddNote, TopicNote } from './topic-note.tsx';
import style from './topic-row.module.css';

export interface RowProps {
  readonly topic: Topic;
  readonly fill: Fill;
  readonly onMove: (by: 1 | -1) => void;
  /** Whose view it is, where that has to be said. */
  readonly by?: string;
  readonly children?: ReactNode;
}

/** One topic: what it is about, its answer, a note, and who said so when. */
export function TopicRow({ topic, fill, onMove, by, children }: RowProps) {
  const { filling, mayWrite } = fill;
  const { assessmentId } = filling.view.row;
  const shown = shownOn(filling, topic.id);
  const [noting, setNoting] = useState(false);
  const labelId = useId();
  const noted = noting || shown?.note != null;
  const write = useWriting({ topic, fill });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement) {
      const step = leavesWords(event.key, event.target);
      if (step === null) return;
      event.preventDefault();
      return onMove(step);
    }
    const key = topicKey(topic, event);
    if (key === null) return;
    event.preventDefault();
    if (key.does === 'move') return onMove(key.by);
    if (!mayWrite) return;
    if (key.does === 'press') write.press(key.option);
    if (key.does === 'clear') write.answer(null);
    if (key.does === 'note') setNoting(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside it, which each work without them too
    <div
      id={topicElementId(assessmentId, topic.id)}
      className={style.row}
      data-topic={topic.id}
      data-answered={shown?.answer != null}
      onKeyDown={onKeyDown}
      onFocus={() => attendTopic(assessmentId, topic.id)}
    >
      <TopicText topic={topic} labelId={labelId} by={by} />
      {topic.answer.type === 'text' ? (
        <AnswerWords
          assessmentId={assessmentId}
          labelId={labelId}
          answer={shown?.answer ?? null}
          disabled={!mayWrite}
          onWrite={(answer) => write.answer(answer, true)}
        />
      ) : null}
      <AnswerButtons
        topic={topic}
        given={shown?.answer ?? null}
        labelId={labelId}
        disabled={!mayWrite}
        onPress={write.press}
      >
        {mayWrite && !noted ? <AddNote onAdd={() => setNoting(true)} /> : null}
      </AnswerButtons>
      {noted ? (
        <TopicNote
          assessmentId={assessmentId}
          note={shown?.note ?? null}
          mayWrite={mayWrite}
          labelId={labelId}
          onWrite={write.note}
          onLeave={() => setNoting(false)}
        />
      ) : null}
      <TopicMark topic={topic} fill={fill} />
      <ClashChoice topic={topic} filling={filling} />
      {children}
    </div>
  );
}

/** The publisher's words where the service has loaded them, with ours below. */
function TopicText({ topic, labelId, by }: { topic: Topic; labelId: string; by: string | undefined }) {
  const { text, licensedText, hint } = topic;
  return (
    <div className={style.words}>
      {by === undefined ? null : <p className={style.by}>{by}</p>}
      <p id={labelId} className={style.text}>
        {sayTopic(topic)}
      </p>
      {licensedText === undefined ? null : <p className={style.ours}>{text}</p>}
      {hint === undefined ? null : (
        <details className={style.hint}>
          <summary>
            {say('topic.hint')}
            <span className="visually-hidden"> {sayTopic(topic)}</span>
          </summary>
          <p>{hint}</p>
        </details>
      )}
    </div>
  );
}

function useWriting({ topic, fill }: Pick<RowProps, 'topic' | 'fill'>) {
  const { filling, said } = fill;
  const shown = shownOn(filling, topic.id);
  const give = (draft: Draft, words = false) =>
    writeTopic(filling.view.row.assessmentId, topic.id, { draft, contact: said.contact, words });
  const answer = (given: Draft['answer'], words = false) =>
    give({ answer: given, note: shown?.note ?? null, source: said.source }, words);
  return {
    answer,
    /** What was brought along is confirmed by its own button: from then on it was said here. */
    press: (option: Option) => {
      const given = shown?.answer ?? null;
      const confirms = shown?.source === 'carried' && isChosen(option, given);
      answer(confirms ? given : afterPress(topic, option, given));
    },
    note: (note: string | null) => {
      const source = shown?.answer == null ? said.source : shown.source;
      give({ answer: shown?.answer ?? null, note, source }, true);
    },
  };
}
