import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';
import { stepReferral } from './triage-calls.ts';

interface DuplicatesProps {
  readonly opened: OpenedReferral;
  readonly onChanged: () => void;
}

/** What may be the same person, by name and day of birth; into a case that is theirs to open it can be put at once. */
export function Duplicates({ opened, onChanged }: DuplicatesProps) {
  const { cases, referrals } = opened.duplicates;
  const { state } = opened.referral;
  const inHand = state === 'triaged' || state === 'allocated';
  const [into, setInto] = useState<{ readonly caseId: string; readonly reference: string } | null>(null);
  if (cases.length + referrals.length === 0) return null;
  return (
    <div>
      <h2>{say('triage.duplicates')}</h2>
      <ul className={style.contacts}>
        {cases.map(({ caseId, reference, owner }) => (
          <li key={reference}>
            {caseId === null ? reference : <Link to={`/cases/${caseId}`}>{reference}</Link>}
            {owner === null ? '' : ` · ${owner.name}`}{' '}
            {caseId === null || !inHand ? null : (
              <Button size="small" onClick={() => setInto({ caseId, reference })}>
                {say('triage.join')}
                <span className="visually-hidden"> {reference}</span>
              </Button>
            )}
          </li>
        ))}
        {referrals.map(({ referralId, reference, state: stands }) => (
          <li key={referralId}>{`${reference} · ${sayCode('triage.state', stands)}`}</li>
        ))}
      </ul>
      {into === null ? null : (
        <JoinDialog opened={opened} into={into} onClose={() => setInto(null)} onChanged={onChanged} />
      )}
    </div>
  );
}

interface JoinProps extends DuplicatesProps {
  readonly into: { readonly caseId: string; readonly reference: string };
  readonly onClose: () => void;
}

function JoinDialog({ opened: { referral }, into: { caseId, reference }, onClose, onChanged }: JoinProps) {
  const navigate = useNavigate();
  return (
    <ReasonDialog
      title={say('triage.join_title', { reference })}
      label={say('triage.join_label')}
      submit={say('triage.join')}
      max={1_000}
      chosen={caseId}
      onClose={onClose}
      onSay={async (said, clientId) => {
        const reply = await stepReferral(referral, 'join', { clientId, caseId, said });
        if (!reply.ok) return refusalOf(reply);
        notify('done', say('triage.saved'));
        onChanged();
        void navigate(`/cases/${caseId}`);
        return null;
      }}
    >
      <p>{say('triage.join_text')}</p>
    </ReasonDialog>
  );
}
