import { useState } from 'react';
import { INBOUND_OUTCOMES } from '../../shared/domain/inbound-message-state.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { finishMessage } from './handle-message.ts';
import style from './messages-page.module.css';

const OPTIONS = INBOUND_OUTCOMES.map((code) => ({ code, label: sayCode('messages.outcome', code) }));

interface MessageOutcomeProps {
  readonly messageId: string;
  readonly onDone: () => void;
}

/** For who has taken it: nothing is chosen beforehand, and without a choice it stays on the list. */
export function MessageOutcome({ messageId, onDone }: MessageOutcomeProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState(false);
  const save = async () => {
    const outcome = INBOUND_OUTCOMES.find((code) => code === chosen[0]);
    setMissing(outcome === undefined);
    if (outcome === undefined || !(await finishMessage(messageId, outcome))) return;
    notify('done', say('messages.is_done'));
    onDone();
  };
  return (
    <div className={style.outcome}>
      <Choices legend={say('messages.outcome')} options={OPTIONS} chosen={chosen} beside onChange={setChosen} />
      <Problem>{missing ? say('messages.outcome_missing') : null}</Problem>
      <Button look="main" size="small" className={style.take} onClick={() => void save()}>
        {say('messages.done')}
      </Button>
    </div>
  );
}
