import { type FormEvent, useRef, useState } from 'react';
import type { Caseload } from '../../shared/protocol/http/caseloads.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { ask } from '../connection/http.ts';
import { Button } from '../ui/button.tsx';
import { type Choice, Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import record from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { useCaseloads } from './caseloads.ts';
import style from './funding-card.module.css';

/** Which grant pays for whose work: for whoever gives out cases. */
export function FundingCard() {
  const streams = useReference('fundingStreams');
  const people = useCaseloads(true)?.people ?? [];
  return (
    <section className={record.panel} aria-label={say('funding.title')}>
      <h3>{say('funding.title')}</h3>
      <p className={record.lead}>{say('funding.text')}</p>
      <div className={style.people}>
        {people.map((person) => (
          <Person key={person.agentId} person={person} streams={streams} />
        ))}
      </div>
    </section>
  );
}

interface PersonProps {
  readonly person: Caseload;
  readonly streams: readonly Choice[];
}

/** Set when it is saved, not while the keys go through the list: every grant on the way would be on record. */
function Person({ person: { agentId, name, fundingStream }, streams }: PersonProps) {
  const [stands, setStands] = useState(fundingStream ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const grantOf = (code: string) => (code === '' ? say('funding.none') : labelOf(streams, code));
  const settle = (code: string) => {
    setStands(code);
    setChosen(null);
    setProblem(null);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen === null) return;
    const body = { fundingStream: chosen || null, was: stands || null };
    const reply = await ask('PUT', `/caseloads/${encodeURIComponent(agentId)}/funding-stream`, body);
    // The button that was pressed goes, or has something above it to be read first.
    form.current?.querySelector('select')?.focus();
    if (reply.ok) {
      settle(chosen);
      return notify('done', say('funding.done', { name, grant: grantOf(chosen) }));
    }
    const { reason, fundingStream: now } = reply.error.details ?? {};
    if (reason !== 'changed_meanwhile') return setProblem(sentenceOf(reply.error));
    const theirs = typeof now === 'string' ? now : '';
    if (theirs === chosen) return settle(theirs);
    setStands(theirs);
    setProblem(say('funding.moved', { grant: grantOf(theirs) }));
  };
  return (
    <form ref={form} className={style.person} onSubmit={(event) => void save(event)}>
      <Select
        label={name}
        problem={problem ?? undefined}
        value={chosen ?? stands}
        options={[{ code: '', label: say('funding.none') }, ...streams]}
        onChange={(code) => (code === stands ? settle(code) : setChosen(code))}
      />
      {chosen === null ? null : (
        <div className={style.actions}>
          <Button size="small" look="main" type="submit" aria-label={say('funding.save', { name })}>
            {say('section.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
