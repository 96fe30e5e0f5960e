import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import style from './approvals-page.module.css';
import { type Decision, decide } from './decide.ts';

const ANSWER_MAX = 2_000;

interface DecideProps {
  readonly approvalId: string;
  readonly onDone: () => void;
}

/** Either answer takes words: a decision without them says nothing to whoever reads it later. */
export function DecideForm({ approvalId, onDone }: DecideProps) {
  const [answer, setAnswer] = useState('');
  const [missing, setMissing] = useState(false);
  const settle = async (decision: Decision) => {
    const fits = textFault(answer, ANSWER_MAX) === null;
    setMissing(!fits);
    if (fits && (await decide(approvalId, decision, answer))) onDone();
  };
  return (
    <div className={style.decide}>
      <TextArea
        label={say('approvals.answer')}
        hint={say('approvals.answer_hint')}
        problem={missing ? say('approvals.answer_missing') : undefined}
        dir="auto"
        maxLength={ANSWER_MAX}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <div className={style.actions}>
        <Button look="main" size="small" onClick={() => void settle('approve')}>
          {say('approvals.approve')}
        </Button>
        <Button size="small" onClick={() => void settle('refuse')}>
          {say('approvals.refuse')}
        </Button>
      </div>
    </div>
  );
}
