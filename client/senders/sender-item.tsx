import { useState } from 'react';
import type { InboundSender } from '../../shared/protocol/http/inbound-senders.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { ShownOnce } from '../ui/shown-once.tsx';
import { say, sayCode } from '../ui/words.ts';
import { NewKey } from './new-key.tsx';
import { revokeKey } from './sender-calls.ts';

interface ItemProps {
  readonly sender: InboundSender;
  readonly maySet: boolean;
  readonly onChanged: () => void;
}

type Key = InboundSender['keys'][number];

/** One organisation with its keys: of each when it was made, when it was last used, and a way to take it back. */
export function SenderItem({ sender, maySet, onChanged }: ItemProps) {
  const { name, kind, keys, madeAt, knowsColumns } = sender;
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  return (
    <article className={style.item}>
      <header>
        <h3>{name}</h3>
        <span className={style.quiet}>{sayCode('senders.kind', kind)}</span>
      </header>
      <p className={style.quiet}>
        {say('senders.since', { when: dayAndTime(madeAt) })}
        {knowsColumns ? ` ${say('senders.knows_columns')}` : ''}
      </p>
      {keys.length === 0 ? <p className={style.quiet}>{say('senders.no_keys')}</p> : null}
      <ul className={style.table} aria-label={say('senders.keys', { name })}>
        {[...keys].reverse().map((key) => (
          <li key={key.keyId} className={style.row}>
            <KeyRow {...{ sender, sendersKey: key, maySet, onChanged }} />
          </li>
        ))}
      </ul>
      {made === null ? null : (
        <ShownOnce
          title={say('senders.key_of', { name })}
          text={say('senders.key_text')}
          secret={made}
          onClose={() => setMade(null)}
        />
      )}
      {maySet && made === null ? (
        <div className={style.actions}>
          <Button size="small" aria-expanded={making} onClick={() => setMaking(!making)}>
            {say('senders.new_key')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        </div>
      ) : null}
      {making ? (
        <NewKey
          senderId={sender.senderId}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
            onChanged();
          }}
        />
      ) : null}
    </article>
  );
}

interface KeyProps {
  readonly sender: InboundSender;
  readonly sendersKey: Key;
  readonly maySet: boolean;
  readonly onChanged: () => void;
}

function KeyRow({ sender: { senderId, name }, sendersKey, maySet, onChanged }: KeyProps) {
  const { keyId, madeAt, madeBy, perMinute, revokedAt, usedAt } = sendersKey;
  const [revoking, setRevoking] = useState(false);
  const used = usedAt === null ? say('senders.never_used') : say('senders.used', { when: dayAndTime(usedAt) });
  return (
    <>
      <span>
        <code>{`hl_${keyId}_…`}</code>
        <small>
          {[
            say('senders.made', { when: dayAndTime(madeAt), name: madeBy.name }),
            say('senders.per_minute', { count: perMinute }),
            used,
          ].join(' · ')}
        </small>
      </span>
      <span className={style.actions}>
        {revokedAt === null ? null : (
          <span className={style.quiet}>{say('senders.revoked', { when: dayAndTime(revokedAt) })}</span>
        )}
        {maySet && revokedAt === null ? (
          <Button size="small" onClick={() => setRevoking(true)}>
            {say('senders.revoke')}
            <span className="visually-hidden"> hl_{keyId}</span>
          </Button>
        ) : null}
      </span>
      {revoking ? (
        <ConfirmDialog
          title={say('senders.revoke')}
          text={say('senders.revoke_text', { name })}
          submit={say('senders.revoke')}
          onClose={() => setRevoking(false)}
          onConfirm={() => revokeKey(senderId, keyId)}
          onDone={() => {
            notify('done', say('senders.revoke_done'));
            onChanged();
          }}
        />
      ) : null}
    </>
  );
}
