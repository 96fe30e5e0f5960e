import { useState } from 'react';
import type { MaracState } from '../../shared/domain/marac-state.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { MaracReferral } from '../../shared/protocol/guidance.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords, readDay } from '../ui/dates.ts';
import { TextField } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { type MaracMoveInput, moveMarac } from './guidance-calls.ts';

interface MaracProps {
  readonly caseId: string;
  readonly referral: MaracReferral;
  readonly open: boolean;
  readonly onChanged: () => Promise<void>;
}

type Cause = MaracMoveInput['cause'];

/** What may be noted next in each state. */
const NEXT: Readonly<Record<MaracState, readonly Cause[]>> = {
  ...{ referred: ['receive', 'list', 'recall'], received: ['list', 'recall'], listed: ['hear', 'list', 'recall'] },
  ...{ heard: ['return_actions'], actions_returned: [], recalled: [] },
};

/** A referral to the meeting of agencies: a panel neither accepts nor declines; it is received, listed, heard, answered. */
export function MaracCard({ caseId, referral, open, onChanged }: MaracProps) {
  const [cause, setCause] = useState<Cause | null>(null);
  const { panel, state, basis, repeat, said, actions, listedFor, history } = referral;
  return (
    <section className={style.card} aria-label={panel.label}>
      <header className={style.head}>
        <h2>{panel.label}</h2>
        <span className={style.mark}>{sayCode('marac_state', state)}</span>
        {repeat ? <span className={style.mark}>{say('marac.repeat')}</span> : null}
      </header>
      <p>
        {sayCode('marac_basis', basis)}: <bdi dir="auto">{said}</bdi>
      </p>
      {listedFor === null ? null : <p>{say('marac.listed_for', { day: dayInWords(listedFor) })}</p>}
      {actions === null ? null : (
        <p className={style.words}>
          {say('marac.actions')}: <bdi dir="auto">{actions}</bdi>
        </p>
      )}
      <ol className={style.history}>
        {history.map((step) => (
          <li key={`${step.state} ${step.at}`} className={style.quiet}>
            {sayCode('marac_state', step.state)} · {step.by.name}, {dayAndTime(step.at)}
          </li>
        ))}
      </ol>
      {open ? (
        <div className={style.actions}>
          {NEXT[state].map((each) => (
            <Button key={each} size="small" look={each === 'recall' ? 'plain' : 'usual'} onClick={() => setCause(each)}>
              {sayCode('marac_move', each)}
            </Button>
          ))}
        </div>
      ) : null}
      {cause === null ? null : (
        <MoveDialog {...{ caseId, referral, cause, onChanged }} onClose={() => setCause(null)} />
      )}
    </section>
  );
}

type MoveProps = Omit<MaracProps, 'open'> & { readonly cause: Cause; readonly onClose: () => void };

function MoveDialog({ caseId, referral, cause, onChanged, onClose }: MoveProps) {
  const [day, setDay] = useState('');
  const dated = cause === 'list' || cause === 'hear';
  const move = async (said: string): Promise<string | null> => {
    const input = inputOf({ cause, revision: referral.revision, day: readDay(day), said });
    if (input === null) return say('section.day_fault');
    const reply = await moveMarac(caseId, referral.referralId, input);
    if (!reply.ok) return refused(reply.error, onChanged);
    notify('done', say('marac.moved'));
    await onChanged();
    return null;
  };
  return (
    <ReasonDialog
      title={sayCode('marac_move', cause)}
      label={say(cause === 'return_actions' ? 'marac.actions' : 'section.note')}
      submit={sayCode('marac_move', cause)}
      max={4_000}
      words={cause === 'return_actions' ? 'needed' : 'optional'}
      onClose={onClose}
      onSay={move}
    >
      {dated ? (
        <TextField
          label={say(cause === 'list' ? 'marac.meeting_on' : 'marac.heard_on')}
          placeholder={say('section.day_form')}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      ) : null}
    </ReasonDialog>
  );
}

interface Written {
  readonly cause: Cause;
  readonly revision: number;
  readonly day: string | null;
  readonly said: string;
}

function inputOf({ cause, revision, day, said }: Written): MaracMoveInput | null {
  switch (cause) {
    case 'list':
      return day === null ? null : { cause, revision, meetingOn: day };
    case 'hear':
      return day === null ? null : { cause, revision, on: day };
    case 'return_actions':
      return { cause, revision, actions: said };
    default:
      return { cause, revision, said: said.trim() === '' ? null : said };
  }
}

async function refused(error: WireError, onChanged: () => Promise<void>): Promise<string> {
  if (error.details?.reason !== 'changed_meanwhile') return error.details?.issues?.[0]?.message ?? sentenceOf(error);
  await onChanged();
  return say('case.moved');
}
