import { useState } from 'react';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/field.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';
import { stepReferral } from './triage-calls.ts';

interface ContactsProps {
  readonly opened: OpenedReferral;
  readonly details: NonNullable<OpenedReferral['details']>;
  readonly onChanged: () => void;
}

/** How to reach the person: a value only where somebody said that it is safe, and the way to find that out. */
export function ReferralContacts({ opened, details, onChanged }: ContactsProps) {
  const [asked, setAsked] = useState<number | null>(null);
  const { referral } = opened;
  const isOpen = ['received', 'triaged', 'allocated'].includes(referral.state);
  return (
    <div>
      <h2>{say('triage.contact')}</h2>
      {details.contacts.length === 0 ? <p className={style.quiet}>{say('triage.no_contact')}</p> : null}
      <ul className={style.contacts}>
        {details.contacts.map(({ place, channel, safe, value, said }) => (
          <li key={place} className={style.reach}>
            <strong>{sayCode('contact_channel', channel)}</strong>{' '}
            {value === null ? (
              <span className={style.quiet}>
                {say(safe === 'no' ? 'triage.contact_unsafe' : 'triage.contact_hidden')}
              </span>
            ) : (
              <bdi>{value}</bdi>
            )}
            {said === null ? null : <p dir="auto">{said}</p>}
            {isOpen ? (
              <Button size="small" onClick={() => setAsked(place)}>
                {say('triage.ask_safe')}
                <span className="visually-hidden">: {sayCode('contact_channel', channel)}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <AskedDialog opened={opened} place={asked} onClose={() => setAsked(null)} onChanged={onChanged} />
      )}
    </div>
  );
}

interface AskedProps {
  readonly opened: OpenedReferral;
  readonly place: number;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function AskedDialog({ opened: { referral }, place, onClose, onChanged }: AskedProps) {
  const [safe, setSafe] = useState<string | null>(null);
  return (
    <ReasonDialog
      title={say('triage.ask_safe_title')}
      label={say('triage.ask_safe_label')}
      submit={say('triage.ask_safe_submit')}
      max={4_000}
      chosen={[place, safe]}
      check={() => (safe === null ? say('triage.ask_safe_title') : null)}
      onClose={onClose}
      onSay={async (said, clientId) => {
        const reply = await stepReferral(referral, 'contact-safety', { clientId, place, safe, said });
        if (reply.ok) onChanged();
        return refusalOf(reply);
      }}
    >
      <Choices
        legend={say('triage.ask_safe_title')}
        options={(['yes', 'no'] as const).map((code) => ({ code, label: say(`triage.safe.${code}`) }))}
        chosen={safe === null ? [] : [safe]}
        onChange={([code = null]) => setSafe(code)}
      />
    </ReasonDialog>
  );
}
