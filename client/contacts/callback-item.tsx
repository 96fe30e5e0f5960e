import { useState } from 'react';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { DueMark } from '../cases/due-mark.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import style from './contacts.module.css';
import { gateWords, titleOf } from './gate-words.ts';
import { UseDialog } from './use-dialog.tsx';

interface ItemProps {
  readonly callback: Callback;
  readonly contact: SafeContact | null;
  readonly onMove: () => void;
  readonly onChanged: () => Promise<void>;
}

export function CallbackItem({ callback, contact, onMove, onChanged }: ItemProps) {
  const [open, setOpen] = useState<'call' | 'cancel' | null>(null);
  const { at, minutes, assignee, note, gate, caseId, callbackId } = callback;
  const callable = contact?.uses.some(({ purpose, verdict }) => purpose === 'call' && verdict === 'allowed') ?? false;
  const close = () => setOpen(null);
  return (
    <article className={style.callback}>
      <DueMark due={{ kind: 'callback', at }} />
      <p className={style.line}>
        <span>{contact === null ? null : titleOf(contact)}</span>
        <span>{say('callbacks.length', { minutes })}</span>
        <span>{assignee === null ? say('callbacks.team') : say('callbacks.by', { name: assignee.name })}</span>
      </p>
      {note === null ? null : (
        <p>
          <bdi dir="auto">{note}</bdi>
        </p>
      )}
      {gate.verdict === 'allowed' ? null : (
        <p className={style.warning}>
          <Icon name="alert" size={14} />
          {say('callbacks.not_safe_any_more', { why: gateWords(gate) })}
        </p>
      )}
      <div className={style.actions}>
        {callable ? (
          <Button look="main" size="small" onClick={() => setOpen('call')}>
            {say('callbacks.call_now')}
          </Button>
        ) : null}
        <Button size="small" onClick={onMove}>
          {say('callbacks.move')}
        </Button>
        <Button look="plain" size="small" onClick={() => setOpen('cancel')}>
          {say('callbacks.cancel')}
        </Button>
      </div>
      {open === 'call' && contact !== null ? (
        <UseDialog {...{ caseId, contact, callbackId }} purpose="call" onClose={close} onDone={onChanged} />
      ) : null}
      {open === 'cancel' ? <CancelDialog callback={callback} onClose={close} onDone={onChanged} /> : null}
    </article>
  );
}
