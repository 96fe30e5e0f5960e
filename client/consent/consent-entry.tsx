import type { Entry } from '../../shared/protocol/entry.ts';
import { timeOfDay } from '../ui/durations.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './consent-entry.module.css';

type SharingEntry = Extract<
  Entry,
  { kind: 'consent_asked' | 'consent_answered' | 'consent_withdrawn' | 'sharing_told' | 'sharing_answered' }
>;

interface ConsentEntryProps {
  readonly entry: SharingEntry;
  readonly names: ReadonlyMap<string, string>;
}

/** Questions and answers about sharing, in the log between the lines they belong to. */
export function ConsentEntry({ entry, names }: ConsentEntryProps) {
  return (
    <li className={style.card} data-kind={entry.kind}>
      <Icon name="share" size={15} />
      <div>
        {sentences(entry, names).map((sentence) => (
          <p key={sentence}>
            <bdi dir="auto">{sentence}</bdi>
          </p>
        ))}
      </div>
      <time dateTime={entry.at}>{timeOfDay(entry.at)}</time>
    </li>
  );
}

export function sentences(entry: SharingEntry, names: ReadonlyMap<string, string>): readonly string[] {
  const nameOf = (recipientId: string) => names.get(recipientId) ?? say('consent.recipient');
  switch (entry.kind) {
    case 'consent_asked':
      return entry.data.recipients.map((r) => say('consent.said.asked', { name: r.name, count: r.items.length }));
    case 'consent_answered':
      return entry.data.answers.map(({ recipientId, decision, items }) => {
        const given = decision === 'given' && items.length === 0 ? 'declined' : decision;
        const words = { name: nameOf(recipientId), count: items.length };
        return say(`consent.said.${given}`, words);
      });
    case 'consent_withdrawn':
      return [
        say(entry.author.role === 'visitor' ? 'consent.said.withdrawn' : 'consent.said.withdrawn_elsewhere', {
          name: nameOf(entry.data.recipientId),
        }),
      ];
    case 'sharing_told':
      return [say('consent.said.told', { name: entry.data.recipientName })];
    case 'sharing_answered': {
      const answer = say('consent.said.told_answer', { answer: sayCode('agrees', entry.data.agrees ?? 'none') });
      return entry.data.text === undefined ? [answer] : [answer, entry.data.text];
    }
  }
}
