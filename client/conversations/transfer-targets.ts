import { useEffect, useState } from 'react';
import { useReference } from '../app/reference.ts';
import { useLive } from '../app/store.ts';
import { ask } from '../connection/http.ts';
import type { Choice } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';

export const TO_QUEUE = 'queue:main';

interface Colleague {
  readonly agentId: string;
  readonly name: string;
  readonly availability: string;
}

/** Queues first, then whoever else is at work. */
export function useTransferTargets(): readonly Choice[] {
  const queues = useReference('queues');
  const me = useLive((live) => live.account?.agentId);
  const colleagues = useColleagues();
  const known = queues.length > 0 ? queues : [{ code: 'main', label: say('transfer.main_queue') }];
  return [
    ...known.map(({ code, label }) => ({ code: `queue:${code}`, label })),
    ...colleagues
      .filter(({ agentId, availability }) => agentId !== me && availability !== 'offline')
      .map(({ agentId, name, availability }) => ({
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
    void ask<{ agents: readonly Colleague[] }>('GET', '/colleagues').then((reply) => {
      if (reply.ok) setColleagues(reply.value.agents);
    });
  }, []);
  return colleagues;
}
