import { useState } from 'react';
import type { Alert } from '../../shared/protocol/desk.ts';
import { Button } from '../ui/button.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { type DutyContact, openContacts } from './duty/duty-calls.ts';
import style from './on-call-calls.module.css';

/** How far calling the lead on call has come. Where no way of theirs can be called by itself, a person rings. */
export function OnCallCalls({ alert }: { readonly alert: Alert }) {
  const { onCall, acknowledgedBy } = alert;
  if (onCall === undefined || acknowledgedBy !== null) return null;
  if (onCall.people.length === 0) return <p className={style.nobody}>{say('on_call.nobody')}</p>;
  return (
    <ul className={style.calls} aria-label={say('on_call.label')}>
      {onCall.people.map(({ dutyId, name, channel, state }) => (
        <li key={`${dutyId} ${channel}`} data-state={state}>
          <span role="status">{say(`on_call.${state}`, { name, channel: sayCode('reached_by', channel) })}</span>
          {state === 'ring' || state === 'not_reached' ? <Contacts dutyId={dutyId} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Shown when somebody asks for it; who looked is on record. */
export function Contacts({ dutyId }: { readonly dutyId: string }) {
  const [contacts, setContacts] = useState<readonly DutyContact[] | null>(null);
  const open = async () => {
    const reply = await openContacts(dutyId);
    if (reply.ok) setContacts(reply.value.contacts);
    else notifyProblem(reply.error);
  };
  if (contacts === null) {
    return (
      <Button size="small" onClick={() => void open()}>
        {say('on_call.show')}
      </Button>
    );
  }
  return (
    <ul className={style.contacts}>
      {contacts.map(({ kind, value, secret }) => (
        <li key={`${kind} ${value}`}>
          {sayCode('reached_by', kind)}: <strong>{value}</strong>
          {secret === undefined ? null : (
            <small>
              {say('on_call.secret')} <code>{secret}</code>
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
