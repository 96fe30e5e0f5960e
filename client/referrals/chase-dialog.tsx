import { useCallback, useState } from 'react';
import { CHASE_HOWS, CHASE_OUTCOMES, chaseFault } from '../../shared/domain/chase-ladder.ts';
import type { ChaseView, Unanswered } from '../../shared/protocol/http/referral-follow-up.ts';
import { useAsked } from '../connection/use-asked.ts';
import { dayAndTime } from '../ui/dates.ts';
import { Choices } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { readChase, saveChase } from './follow-up-calls.ts';

interface ChaseDialogProps {
  readonly row: Unanswered;
  readonly onClose: () => void;
}

const optionsOf = (name: string, codes: readonly string[]) =>
  codes.map((code) => ({ code, label: sayCode(name, code) }));

/** Whom to ring and what to say, who asked before, and then what came of it. */
export function ChaseDialog({ row: { referralId, step, recipientName }, onClose }: ChaseDialogProps) {
  const asked = useAsked(useCallback(() => readChase(referralId), [referralId]));
  const [how, setHow] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const chosen = { how: how[0], outcome: outcome[0] };
  const check = () => {
    const [way] = CHASE_HOWS.filter((each) => each === chosen.how);
    const [came] = CHASE_OUTCOMES.filter((each) => each === chosen.outcome);
    if (way === undefined || came === undefined) return say('follow_up.choose');
    return chaseFault(step, way, came);
  };
  const save = async (said: string, clientId: string) => {
    const reply = await saveChase(referralId, { clientId, ...chosen, said });
    if (!reply.ok) return reply.error.details?.issues?.[0]?.message ?? sentenceOf(reply.error);
    notify('done', say('follow_up.chased'));
    return null;
  };
  return (
    <ReasonDialog
      title={say('follow_up.chase_title', { name: recipientName })}
      label={say('follow_up.said')}
      hint={say('follow_up.said_hint')}
      submit={say('follow_up.save')}
      max={1_000}
      missing={say('follow_up.said_missing')}
      chosen={chosen}
      check={check}
      onClose={onClose}
      onSay={save}
    >
      <Asking asked={asked} nothing={() => null}>
        {({ chase }) => <Before chase={chase} />}
      </Asking>
      <Choices
        legend={say('follow_up.how')}
        options={optionsOf('follow_up.how', CHASE_HOWS)}
        chosen={how}
        beside
        onChange={setHow}
      />
      <Choices
        legend={say('follow_up.outcome')}
        options={optionsOf('follow_up.outcome', CHASE_OUTCOMES)}
        chosen={outcome}
        onChange={setOutcome}
      />
    </ReasonDialog>
  );
}

function Before({ chase: { rings, script, chases } }: { readonly chase: ChaseView }) {
  return (
    <>
      <p>{rings === null ? say('follow_up.nobody_to_ring') : say('follow_up.rings', { ...rings })}</p>
      <blockquote>{script}</blockquote>
      {chases.length === 0 ? null : (
        <ol className={style.steps} aria-label={say('follow_up.before')}>
          {chases.map(({ at, how, outcome, said }) => (
            <li key={at}>
              <p dir="auto">{said}</p>
              <small>
                {dayAndTime(at)}, {sayCode('follow_up.how', how)}: {sayCode('follow_up.outcome', outcome)}
              </small>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
