import { useState } from 'react';
import { useNavigate } from 'react-router';
import { textFault } from '../../../shared/domain/message-limits.ts';
import { useLive } from '../../app/store.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.ts';
import { say } from '../../ui/words.ts';
import { exclusionProblem } from './exclusion-problem.ts';
import { exclude } from './relation-calls.ts';
import style from './relations.module.css';

const REASON_MAX = 1_000;

/** Whoever knows one of the people says so, and the case is no longer there for them. */
export function ExcludeCard({ caseId }: { readonly caseId: string }) {
  const navigate = useNavigate();
  const agentId = useLive((live) => live.account?.agentId ?? '');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (textFault(reason, REASON_MAX) !== null) return setProblem(say('exclude.reason_missing'));
    const reply = await exclude(caseId, { agentId, reason });
    if (!reply.ok) return setProblem(exclusionProblem(reply.error));
    notify('done', say('exclude.done'));
    await navigate('/cases', { replace: true });
  };
  return (
    <details className={style.card}>
      <summary>
        <h2>{say('exclude.title')}</h2>
      </summary>
      <p className={style.about}>{say('exclude.text')}</p>
      <TextField
        label={say('exclude.reason')}
        hint={say('exclude.sure')}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button onClick={() => void submit()}>{say('exclude.submit')}</Button>
      </div>
    </details>
  );
}
