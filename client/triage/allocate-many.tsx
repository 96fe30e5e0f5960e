import { useState } from 'react';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { useCaseloads } from '../cases/caseloads.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { type Allocated, allocateReferrals } from './triage-calls.ts';

interface AllocateProps {
  readonly rows: readonly InboundReferral[];
  readonly onClose: () => void;
  readonly onGiven: () => void;
}

/** Gives all that were chosen to one person, whose caseload and cap are shown; past the cap only when it is said twice. */
export function AllocateMany({ rows, onClose, onGiven }: AllocateProps) {
  const loads = useCaseloads(true);
  const [agentId, setAgentId] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [heard, setHeard] = useState<readonly string[]>([]);
  // What an earlier part was answered for is not asked for again.
  const referrals = rows
    .filter(({ referralId }) => !heard.includes(referralId))
    .map(({ referralId, revision }) => ({ referralId, revision }));
  const clientId = useClientId([agentId, referrals, over]);
  const cap = loads?.cap ?? null;
  const people = loads?.people ?? [];
  const name = people.find((each) => each.agentId === agentId)?.name ?? '';
  const tell = ({ given, refused }: Allocated) => {
    setHeard((known) => [...known, ...[...given, ...refused].map(({ referralId }) => referralId)]);
    if (given.length > 0) notify('done', say('triage.allocated', { count: given.length, name }));
    if (refused.length > 0) notify('problem', say('triage.not_given', { count: refused.length }));
  };
  const give = async () => {
    setProblem(null);
    const reply = await allocateReferrals({ clientId, agentId, referrals, overCap: over }, tell);
    if (!reply.ok) {
      if (reply.error.details?.reason !== 'caseload_full') return setProblem(sentenceOf(reply.error));
      setOver(true);
      return setProblem(say('triage.over_cap', { name, cap: Number(reply.error.details.cap) }));
    }
    onGiven();
    onClose();
  };
  return (
    <Dialog title={say('triage.allocate')} onClose={onClose}>
      <Select
        label={say('triage.allocate_to')}
        value={agentId}
        onChange={(chosen) => {
          setAgentId(chosen);
          setOver(false);
        }}
        options={[
          { code: '', label: '–' },
          ...people.map((person) => {
            const said = { name: person.name, role: sayCode('role', person.role), caseload: person.open };
            const label = cap === null ? say('allocate.person', said) : say('allocate.person_cap', { ...said, cap });
            return { code: person.agentId, label };
          }),
        ]}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" disabled={agentId === '' || loads === null} onClick={() => void give()}>
          {say(over ? 'allocate.over_submit' : 'allocate.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
