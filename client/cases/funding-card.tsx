import { useState } from 'react';
import { labelOf, useReference } from '../app/reference.ts';
import { ask } from '../connection/http.ts';
import { Select } from '../ui/field.tsx';
import { notify, notifyProblem } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { useCaseloads } from './caseloads.ts';

/** Which grant pays for whose work: for whoever gives out cases. */
export function FundingCard() {
  const streams = useReference('fundingStreams');
  const people = useCaseloads(true)?.people ?? [];
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const set = async (agentId: string, name: string, code: string) => {
    const fundingStream = code === '' ? null : code;
    const reply = await ask('PUT', `/caseloads/${encodeURIComponent(agentId)}/funding-stream`, { fundingStream });
    if (!reply.ok) return notifyProblem(reply.error);
    setChanged((known) => ({ ...known, [agentId]: code }));
    const grant = code === '' ? say('funding.none') : labelOf(streams, code);
    notify('done', say('funding.done', { name, grant }));
  };
  return (
    <section className={style.panel} aria-label={say('funding.title')}>
      <h3>{say('funding.title')}</h3>
      <p className={style.lead}>{say('funding.text')}</p>
      {people.map(({ agentId, name, fundingStream }) => (
        <Select
          key={agentId}
          label={name}
          value={changed[agentId] ?? fundingStream ?? ''}
          options={[{ code: '', label: say('funding.none') }, ...streams]}
          onChange={(code) => void set(agentId, name, code)}
        />
      ))}
    </section>
  );
}
