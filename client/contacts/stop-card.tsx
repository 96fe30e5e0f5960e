import { useState } from 'react';
import { Link } from 'react-router';
import { STOP_DECISIONS, type StopDecision } from '../../shared/domain/contact-attempts.ts';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Choices, Problem, TextArea } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { reviewStop } from './contact-calls.ts';
import style from './contacts.module.css';

interface StopProps {
  readonly stop: ContactStop;
  /** Where several cases are listed, which one it is. */
  readonly named?: boolean;
  readonly onReviewed: () => void;
}

/** Nobody tries to reach somebody after what happened until another person has looked at it (H17). */
export function StopCard({ stop, named = false, onReviewed }: StopProps) {
  const { cause, at, by, yours, reference, caseId } = stop;
  return (
    <section className={style.stop}>
      <h2>
        <Icon name="alert" />
        {named ? say('stop.title_reference', { reference }) : say('stop.title')}
      </h2>
      <p>
        {sayCode('stop', cause)} {say('stop.since', { name: by.name, when: dayAndTime(at) })}
      </p>
      {named ? <Link to={`/cases/${caseId}/contact`}>{say('link.open')}</Link> : null}
      {yours ? <Review stop={stop} onReviewed={onReviewed} /> : <p>{say('stop.waits')}</p>}
    </section>
  );
}

const REASON_MAX = 2_000;

function Review({ stop, onReviewed }: Omit<StopProps, 'named'>) {
  const [decision, setDecision] = useState<StopDecision | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const decide = async () => {
    if (decision === null) return setProblem(say('stop.decision_missing'));
    if (textFault(reason, REASON_MAX) !== null) return setProblem(say('stop.reason_missing'));
    const reply = await reviewStop(stop.caseId, stop.stopId, { decision, reason });
    if (reply.ok) {
      notify('done', say('stop.done'));
      return onReviewed();
    }
    const { reason: why, decidedBy } = reply.error.details ?? {};
    if (why === 'own_attempt') return setProblem(say('stop.own'));
    if (why !== 'over') return setProblem(sentenceOf(reply.error));
    notify('problem', say('stop.over', { name: String(decidedBy ?? say('timeline.system')) }));
    onReviewed();
  };
  return (
    <div className={style.attempt}>
      <Choices
        legend={say('stop.decision')}
        options={STOP_DECISIONS.map((code) => ({ code, label: sayCode('stop', code) }))}
        chosen={decision === null ? [] : [decision]}
        beside
        onChange={([code]) => setDecision(STOP_DECISIONS.find((each) => each === code) ?? null)}
      />
      <TextArea
        label={say('stop.reason')}
        dir="auto"
        rows={2}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <Button look="main" size="small" className={style.save} onClick={() => void decide()}>
        {say('stop.save')}
      </Button>
    </div>
  );
}
