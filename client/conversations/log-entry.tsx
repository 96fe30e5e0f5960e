import { memo } from 'react';
import type { Entry } from '../../shared/protocol/entry.ts';
import { useMay } from '../app/session.ts';
import { openDialog } from '../app/view.ts';
import { ConsentEntry } from '../consent/consent-entry.tsx';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { say } from '../ui/words.ts';
import style from './log-entry.module.css';
import { sentenceOfEvent } from './sentence.ts';

export interface LogEntryProps {
  readonly entry: Entry;
  readonly mine: boolean;
  readonly state: 'sent' | 'read' | null;
  readonly redacted: boolean;
  /** Names of recipients by id, from the questions asked so far. */
  readonly names: ReadonlyMap<string, string>;
}

export const LogEntry = memo(Item, (before, after) => {
  const same = before.entry === after.entry && before.mine === after.mine && before.state === after.state;
  return same && before.redacted === after.redacted && before.names.size === after.names.size;
});

function Item(props: LogEntryProps) {
  const { entry, names } = props;
  switch (entry.kind) {
    case 'message':
      return <Message {...props} entry={entry} />;
    case 'consent_asked':
    case 'consent_answered':
    case 'consent_withdrawn':
    case 'sharing_told':
    case 'sharing_answered':
      return <ConsentEntry entry={entry} names={names} />;
    default:
      return (
        <li className={style.event}>
          <time dateTime={entry.at}>{timeOfDay(entry.at)}</time> {sentenceOfEvent(entry)}
        </li>
      );
  }
}

interface MessageProps extends LogEntryProps {
  readonly entry: Extract<Entry, { kind: 'message' }>;
}

function Message({ entry, mine, state, redacted }: MessageProps) {
  const mayRedact = useMay('entry.redact');
  const ours = entry.author.role !== 'visitor';
  return (
    <li className={style.entry} data-mine={ours}>
      <p className={style.meta}>
        <strong>{mine ? say('log.you') : ours ? (entry.author.name ?? say('log.staff')) : say('log.visitor')}</strong>
        <time dateTime={entry.at}>{timeOfDay(entry.at)}</time>
        {mayRedact && !redacted ? (
          <Button
            className={style.redact}
            look="plain"
            size="small"
            onClick={() => openDialog('redact', entry.conversationId, entry.seq)}
          >
            {say('leading.redact')}
          </Button>
        ) : null}
      </p>
      <p className={style.bubble} data-redacted={redacted}>
        {redacted ? say('log.redacted') : <bdi dir="auto">{entry.text}</bdi>}
      </p>
      {mine && state !== null ? <span className={style.state}>{say(`log.${state}`)}</span> : null}
    </li>
  );
}
