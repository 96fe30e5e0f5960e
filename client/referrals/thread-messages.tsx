import type { ThreadMessage } from '../../shared/protocol/http/portal.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './thread.module.css';

/** What a partner and the service wrote about one referral, oldest first; the same on both sides. */
export function ThreadMessages({ messages }: { readonly messages: readonly ThreadMessage[] }) {
  if (messages.length === 0) return <p className={style.quiet}>{say('thread.nothing')}</p>;
  return (
    <ol className={style.thread} aria-label={say('thread.title')}>
      {messages.map((message) => (
        <li key={message.messageId} data-from={message.from}>
          <p className={style.head}>
            <strong>{sayCode('thread_kind', message.kind)}</strong>
            <span>{writerOf(message)}</span>
            <time dateTime={message.at}>{dayAndTime(message.at)}</time>
          </p>
          <Facts message={message} />
          {message.text === null ? null : (
            <p dir="auto" className={style.words}>
              {message.text}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function writerOf({ from, name }: ThreadMessage): string {
  return from === 'partner'
    ? say('thread.by_partner', { name, partner: say('thread.the_partner') })
    : say('thread.by_service', { name, service: say('thread.the_service') });
}

/** Codes and days of an answer, in words. */
function Facts({ message: { codes, worker } }: { readonly message: ThreadMessage }) {
  const reasons = useReference('declineReasons');
  const outcomes = useReference('partnerOutcomes');
  const { startsOn, weeks, reviewOn, reason, outcome } = codes;
  const facts = [
    worker === null ? null : say('thread.worker', { worker }),
    startsOn === undefined ? null : say('thread.starts_on', { day: dayInWords(startsOn) }),
    weeks === undefined ? null : say('thread.weeks', { count: Number(weeks) }),
    reviewOn === undefined ? null : say('thread.review_on', { day: dayInWords(reviewOn) }),
    reason === undefined ? null : labelOf(reasons, reason),
    outcome === undefined ? null : labelOf(outcomes, outcome),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : (
    <ul className={style.facts}>
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
