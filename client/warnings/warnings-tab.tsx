import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import { useMay } from '../app/session.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Button } from '../ui/button.tsx';
import { notify, notifyProblem } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { checkNumber, refreshWarnings, useWarnings } from './warnings.ts';

/** What is wrong already, what will be soon, and what nobody has checked; each with what to do about it. */
export function WarningsTab() {
  const { warnings, error } = useWarnings();
  useEffect(() => void refreshWarnings(), []);
  const asked = { value: warnings, error, again: () => void refreshWarnings() };
  return (
    <section className={style.tab}>
      <h2>{say('team.warnings')}</h2>
      <p className={style.lead}>{say('warnings.text')}</p>
      <Asking asked={asked} nothing={(all) => (all.length === 0 ? say('warnings.nothing') : null)}>
        {(all) => (
          <>
            <Group title={say('warnings.now')} warnings={all.filter((each) => groupOf(each) === 'now')} />
            <Group title={say('warnings.soon')} warnings={all.filter((each) => groupOf(each) === 'soon')} />
            <Group title={say('warnings.unchecked')} warnings={all.filter((each) => groupOf(each) === 'unchecked')} />
          </>
        )}
      </Asking>
    </section>
  );
}

const groupOf = ({ kind, state }: ServiceWarning) => (kind === 'unverified' ? 'unchecked' : state);

interface GroupProps {
  readonly title: string;
  readonly warnings: readonly ServiceWarning[];
}

function Group({ title, warnings }: GroupProps) {
  if (warnings.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ol className={style.list} aria-label={title}>
        {warnings.map((warning) => (
          <li key={warning.sentence} className={style.item}>
            <Warning warning={warning} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Only that nobody could be called is a danger now. */
function toneOf({ kind, state }: ServiceWarning): 'danger' | 'warn' | undefined {
  if (kind === 'unverified') return undefined;
  return kind === 'duty' && state === 'now' ? 'danger' : 'warn';
}

function Warning({ warning }: { readonly warning: ServiceWarning }) {
  const { kind, sentence, numbers } = warning;
  return (
    <>
      <ul className={style.marks}>
        <li data-tone={toneOf(warning)}>{sayCode('warning', kind)}</li>
      </ul>
      <p>{sentence}</p>
      {numbers.length === 0 ? null : <Numbers numbers={numbers} />}
      <WhatToDo kind={kind} />
    </>
  );
}

/** Where it is seen to, for who may; the service's data are changed by whoever runs it. */
function WhatToDo({ kind }: Pick<ServiceWarning, 'kind'>) {
  const setsDuty = useMay('duty.set');
  const loadsTools = useMay('tool.load');
  if (kind === 'duty') return setsDuty ? <Link to="/team/duty">{say('warnings.to_duty')}</Link> : null;
  if (kind === 'tool') return loadsTools ? <Link to="/team/tools">{say('warnings.to_tools')}</Link> : null;
  return kind === 'numbers' ? null : <p className={style.quiet}>{say('warnings.by_whom')}</p>;
}

function Numbers({ numbers }: Pick<ServiceWarning, 'numbers'>) {
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list, numbers.length);
  const check = async ({ code, label }: ServiceWarning['numbers'][number]) => {
    const reply = await checkNumber(code);
    if (!reply.ok) return notifyProblem(reply.error);
    notify('done', say('warnings.checked_done', { label }));
  };
  return (
    <ul ref={list} className={style.table} aria-label={say('warnings.numbers')}>
      {numbers.map((each) => (
        <li key={each.code} className={style.row}>
          <span>
            {each.label}
            <small>{each.number}</small>
          </span>
          <Button
            data-row
            size="small"
            aria-label={say('warnings.checked_this', { label: each.label, number: each.number })}
            onClick={() => void check(each)}
          >
            {say('warnings.checked')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
