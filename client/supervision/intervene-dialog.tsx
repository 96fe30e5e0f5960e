import { useState } from 'react';
import { useNavigate } from 'react-router';
import { textFault } from '../../shared/domain/message-limits.ts';
import { closeDialog } from '../app/view.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices, Problem, Select, TextField } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { BANDS, INTERVENTIONS, type Intervention, intervene, isBand } from './intervene.ts';
import { useWallboard } from './use-wallboard.ts';

/** Take over, give to somebody, or move to another band: each with a reason, none past anybody's capacity (Q1). */
export function InterveneDialog({ conversationId }: { readonly conversationId: string }) {
  const agents = useWallboard()?.agents ?? [];
  const navigate = useNavigate();
  const [kind, setKind] = useState<Intervention>('take-over');
  const [agentId, setAgentId] = useState('');
  const [priority, setPriority] = useState('danger');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([conversationId, kind, agentId, priority, reason]);
  const ready = textFault(reason, 500) === null && (kind !== 'assign' || agentId !== '');
  const act = async () => {
    const reply = await intervene(kind, { clientId, conversationId, reason }, { agentId, priority });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    closeDialog();
    if (kind === 'take-over') await navigate('/');
  };
  return (
    <Dialog title={say('leading.title')} onClose={closeDialog}>
      <Choices
        legend={say('supervise.what')}
        options={INTERVENTIONS.map((code) => ({ code, label: sayCode('supervise', code) }))}
        chosen={[kind]}
        onChange={([code]) => setKind(INTERVENTIONS.find((known) => known === code) ?? 'take-over')}
      />
      {kind === 'assign' ? (
        <Select
          label={say('supervise.agent')}
          value={agentId}
          onChange={setAgentId}
          options={[
            { code: '', label: say('supervise.choose') },
            ...agents.map((agent) => ({
              code: agent.agentId,
              label: say('supervise.agent_load', { name: agent.name, load: agent.load, capacity: agent.capacity }),
            })),
          ]}
        />
      ) : null}
      {kind === 'prioritise' ? (
        <Select
          label={say('supervise.band')}
          value={priority}
          onChange={(code) => setPriority(isBand(code) ? code : 'danger')}
          options={BANDS.map((code) => ({ code, label: sayCode('band', code) }))}
        />
      ) : null}
      <TextField label={say('supervise.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button look="main" disabled={!ready} onClick={() => void act()}>
          {say('supervise.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
