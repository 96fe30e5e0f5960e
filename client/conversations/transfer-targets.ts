import { useEffect, useState } from 'react';
import { command } from '../app/live.ts';
import { useReference } from '../app/reference.ts';
import type { Output } from '../connection/protocol.ts';
import type { Choice } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';

export const TO_QUEUE = 'queue:main';

type Colleague = Output<'colleagues:list'>['agents'][number];

/** Queues first, then whoever else is at work. */
export function useTransferTargets(): readonly Choice[] {
  const queues = useReference('queues');
  const colleagues = useColleagues();
  const known = queues.length > 0 ? queues : [{ code: 'main', label: say('transfer.main_queue') }];
  return [
    ...known.map(({ code, label }) => ({ code: `queue:${code}`, label })),
    ...colleagues.map(({ agentId, name, availability }) => ({
      code: `agent:${agentId}`,
      label: say('transfer.agent', { name, availability: sayCode('availability', availability) }),
    })),
  ];
}

export function targetOf(code: string): { agentId: string } | { queueId: string } {
  const id = code.slice(code.indexOf(':') + 1);
  return code.startsWith('agent:') ? { agentId: id } : { queueId: id };
}

function useColleagues(): readonly Colleague[] {
  const [colleagues, setColleagues] = useState<readonly Colleague[]>([]);
  useEffect(() => {
    void command('colleagues:list', {}).then((reply) => {
      if (reply.ok) setColleagues(reply.value.agents);
    });
  }, []);
  return colleagues;
}
