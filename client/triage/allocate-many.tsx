import { useState } from 'react';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { useCaseloads } from '../cases/caseloads.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { allocateAll } from './triage-calls.ts';

interface AllocateProps {
  readonly rows: readonly InboundReferral[];
  readonly onClose: () => void;
  /** What was answered, given or not; the others are still to be given. */
  readonly onGiven: (answered: readonly string[]) => void;
}

/** Gives all that were chosen to one person, whose caseload and cap are shown; past the cap only when it is said twice. */
export function AllocateMany({ rows, onClose, onGiven }: AllocateProps) {
  const loads = useCaseloads(true);
  const [agentId, setAgentId] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const referrals = rows.map(({ referralId, revision }) => ({ referralId, revision }));
  const clientId = useClientId([agentId, referrals, over]);
  const cap = loads?.cap ?? null;
  const people = loads?.people ?? [];
  const name = people.find((each) => each.agentId === agentId)?.name ?? '';
  const give = async () => {
    setProblem(null);
    const { given, refused, answered, error } = await allocateAll({ clientId, agentId, overCap: over }, referrals);
    if (given > 0) notify('done', say('triage.allocated', { count: given, name }));
    if (refused > 0) notify('problem', say('triage.not_given', { count: refused }));
    if (answered.length > 0) onGiven(answered);
    if (error === null) return onClose();
    if (error.details?.reason !== 'caseload_full') return setProblem(sentenceOf(error));
    setOver(true);
    setProblem(say('triage.over_cap', { name, cap: Number(error.details.cap) }));
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
