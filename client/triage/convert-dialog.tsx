import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { useMay } from '../app/session.ts';
import { type Caseloads, useCaseloads } from '../cases/caseloads.ts';
import { Choices, Select } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import { refusalOf } from './refusal.ts';
import { stepReferral } from './triage-calls.ts';

const WAYS = ['by_phone', 'in_person', 'on_a_form', 'referred_with_consent'] as const;

interface ConvertProps {
  readonly opened: OpenedReferral;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** How they agreed, and whose case it is: whoever it was given to, unless somebody who gives them out says otherwise. */
export function ConvertDialog({ opened: { referral }, onClose, onDone }: ConvertProps) {
  const navigate = useNavigate();
  const mayGive = useMay('inbound_referral.triage');
  const loads = useCaseloads(mayGive);
  const [how, setHow] = useState<string | null>(null);
  const [ownerId, setOwnerId] = useState('');
  const [over, setOver] = useState(false);
  const asksYes = referral.choice?.step === 'ask_yes';
  const convert = async (said: string, clientId: string): Promise<string | null> => {
    const chosen = ownerId === '' ? {} : { ownerId };
    const reply = await stepReferral(referral, 'convert', { clientId, how, said, ...chosen, overCap: over });
    if (!reply.ok) {
      const { reason, name, caseload, cap } = reply.error.details ?? {};
      if (reason === 'conflict_of_interest') return say('allocate.conflict', { name: String(name) });
      if (reason !== 'caseload_full') return refusalOf(reply);
      setOver(mayGive);
      return say('triage.convert_over', { name: String(name), caseload: Number(caseload), cap: Number(cap) });
    }
    notify('done', say('triage.saved'));
    onDone();
    const made = reply.value.case;
    if (made) void navigate(`/cases/${made.row.caseId}${asksYes ? '/referrals' : ''}`);
    return null;
  };
  return (
    <ReasonDialog
      title={say('triage.convert')}
      label={say('triage.convert_label')}
      submit={say('triage.convert')}
      max={1_000}
      chosen={[how, ownerId, over]}
      check={() => (how === null ? say('triage.reason_missing') : null)}
      onClose={onClose}
      onSay={convert}
    >
      <Choices
        legend={say('triage.convert_how')}
        options={WAYS.map((code) => ({ code, label: say(`triage.how.${code}`) }))}
        chosen={how === null ? [] : [how]}
        onChange={([code = null]) => setHow(code)}
      />
      {mayGive ? (
        <Select
          label={say('triage.convert_owner')}
          value={ownerId}
          onChange={(chosen) => {
            setOwnerId(chosen);
            setOver(false);
          }}
          options={[
            { code: '', label: referral.owner?.name ?? say('triage.convert_me') },
            ...peopleOf(loads).filter(({ code }) => code !== referral.owner?.agentId),
          ]}
        />
      ) : null}
      {asksYes ? <p>{say('triage.convert_asks', { name: referral.choice?.programme ?? '' })}</p> : null}
    </ReasonDialog>
  );
}

function peopleOf(loads: Caseloads | null) {
  const cap = loads?.cap ?? null;
  return (loads?.people ?? []).map(({ agentId, name, role, open }) => {
    const said = { name, role: sayCode('role', role), caseload: open };
    return {
      code: agentId,
      label: cap === null ? say('allocate.person', said) : say('allocate.person_cap', { ...said, cap }),
    };
  });
}
