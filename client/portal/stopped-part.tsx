import { useState } from 'react';
import type { PortalReferral } from '../../shared/protocol/http/portal.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './portal.module.css';
import { type Answered, answerReferral } from './portal-calls.ts';

interface StoppedProps {
  readonly referral: PortalReferral;
  readonly onAnswered: (now: Answered) => void;
}

/** The person has taken it back: nothing of it is shown, and one thing is asked for. */
export function StoppedPart({ referral, onAnswered }: StoppedProps) {
  const { referralId, revision, stopConfirmedAt } = referral;
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([referralId, revision]);
  const confirm = async () => {
    const reply = await answerReferral(referralId, { clientId, revision, kind: 'stopped' });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    notify('done', say('portal.stopped_saved'));
    onAnswered(reply.value);
  };
  if (stopConfirmedAt !== null)
    return <p className={style.quiet}>{say('portal.stopped_done', { when: dayAndTime(stopConfirmedAt) })}</p>;
  return (
    <section className={style.stop}>
      <h3>
        <Icon name="alert" />
        {say('portal.stopped')}
      </h3>
      <p>{say('portal.stopped_text')}</p>
      <Problem>{problem}</Problem>
      <Button look="danger" onClick={() => void confirm()}>
        {say('portal.stopped_button')}
      </Button>
    </section>
  );
}
