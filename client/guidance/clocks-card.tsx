import { useCallback, useEffect, useState } from 'react';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import { ClockDialog, type ClockStep } from './clock-dialog.tsx';
import style from './clocks.module.css';
import { listClocks } from './guidance-calls.ts';

/** The clocks of a case, each with its rule: what is late, and whose lateness it is (D2). */
export function ClocksCard({ row }: { readonly row: CaseRow }) {
  const { caseId, revision, state } = row;
  const [clocks, setClocks] = useState<readonly ClockView[]>([]);
  const [asked, setAsked] = useState<{ readonly clock: ClockView; readonly step: ClockStep } | null>(null);
  const [newest] = useState(newestOnly);
  const load = useCallback(async () => {
    const reply = await newest.ask('clocks', () => listClocks(caseId));
    if (reply?.ok) setClocks(reply.value.clocks);
  }, [newest, caseId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is the reason to ask again
  useEffect(() => void load(), [load, revision]);
  /** What a step brings is newer than whatever was asked before it. */
  const take = (next: readonly ClockView[]) => {
    newest.letGo('clocks');
    setClocks(next);
  };
  if (clocks.length === 0) return null;
  return (
    <section className={style.clocks} aria-labelledby="clocks-title">
      <h2 id="clocks-title">{say('clocks.title')}</h2>
      <ul>
        {clocks.map((clock) => (
          <li key={clock.clockId} data-state={clock.state}>
            <OneClock clock={clock} open={state === 'open'} onStep={(step) => setAsked({ clock, step })} />
          </li>
        ))}
      </ul>
      {asked === null ? null : <ClockDialog {...asked} row={row} onClose={() => setAsked(null)} onChanged={take} />}
    </section>
  );
}

interface OneProps {
  readonly clock: ClockView;
  readonly open: boolean;
  readonly onStep: (step: ClockStep) => void;
}

function OneClock({ clock, open, onStep }: OneProps) {
  const { state, stoppedAt, dueAt, sentence, measures } = clock;
  const name = sayCode('clock', clock.clock);
  return (
    <>
      <p className={style.name}>
        <strong>{name}</strong>
        <span className={style.state}>
          <Icon name={clock.overdue ? 'alert' : stoppedAt === null ? 'clock' : 'check'} size={13} />
          {sayCode('clock_state', state)}
        </span>
      </p>
      <p>{stoppedAt === null ? dayAndTime(dueAt) : say('clocks.stopped', { when: dayAndTime(stoppedAt) })}</p>
      <p className={style.quiet}>
        {sentence} {sayCode('clock_measures', measures)}
      </p>
      {open && stoppedAt === null ? (
        <p className={style.actions}>
          <Button size="small" onClick={() => onStep('stop')}>
            {say('clocks.stop')}
            <span className="visually-hidden">: {name}</span>
          </Button>
          {measures === 'partner' ? null : (
            <Button look="plain" size="small" onClick={() => onStep('pause')}>
              {say('clocks.pause')}
              <span className="visually-hidden">: {name}</span>
            </Button>
          )}
        </p>
      ) : null}
    </>
  );
}
