import type { Topic } from '../../shared/domain/tools/topic.ts';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import type { Fill } from './fill.ts';
import { standingOn } from './filling.ts';
import { useOriginWords } from './origin.ts';
import style from './topic-row.module.css';

/** Who noted it, when, in which contact and in whose words; of what was brought along, from where. */
export function TopicMark({ topic, fill: { filling } }: { readonly topic: Topic; readonly fill: Fill }) {
  const standing = standingOn(filling, topic.id);
  const mine = filling.mine[topic.id];
  const originWords = useOriginWords();
  if (mine !== undefined && mine.theirs === null) {
    return filling.trouble === null ? null : <p className={style.unsaved}>{say('topic.not_saved')}</p>;
  }
  if (standing === null || (standing.answer === null && standing.note === null)) return null;
  const { by, at, contact, source, origin, contactInWords } = standing;
  return (
    <>
      {origin === null ? (
        <p className={style.mark}>
          {say('topic.by', { name: by.name, when: dayAndTime(at) })}
          {contact === null ? null : ` · ${sayCode('contact_said', contact.kind)}`}
          {source === 'victim' ? null : ` · ${sayCode('source', source)}`}
        </p>
      ) : (
        <p className={style.carried}>{originWords(origin)}</p>
      )}
      {contactInWords ? (
        <p className={style.warning}>
          <Icon name="alert" size={14} />
          {say('topic.contact_in_words')}
        </p>
      ) : null}
    </>
  );
}
