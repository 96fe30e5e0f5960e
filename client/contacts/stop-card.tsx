import { useState } from 'react';
import { Link } from 'react-router';
import { STOP_DECISIONS, type StopDecision } from '../../shared/domain/contact-attempts.ts';
import type { ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Choices } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
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
  const [deciding, setDeciding] = useState(false);
  return (
    <>
      <section className={style.stop}>
        <h2>
          <Icon name="alert" />
          {named ? say('stop.title_reference', { reference }) : say('stop.title')}
        </h2>
        <p>
          {sayCode('stop', cause)} {say('stop.since', { name: by.name, when: dayAndTime(at) })}
        </p>
        {named ? <Link to={`/cases/${caseId}/contact`}>{say('link.open')}</Link> : null}
        {yours ? (
          <Button look="main" size="small" className={style.save} onClick={() => setDeciding(true)}>
            {say('stop.decide')}
          </Button>
        ) : (
          <p>{say('stop.waits')}</p>
        )}
      </section>
      {deciding ? <ReviewDialog stop={stop} onReviewed={onReviewed} onClose={() => setDeciding(false)} /> : null}
    </>
  );
}

const REASON_MAX = 2_000;

interface ReviewProps extends Omit<StopProps, 'named'> {
  readonly onClose: () => void;
}

function ReviewDialog({ stop, onReviewed, onClose }: ReviewProps) {
  const [decision, setDecision] = useState<StopDecision | null>(null);
  const decide = async (reason: string): Promise<string | null> => {
    if (decision === null) return say('stop.decision_missing');
    const reply = await reviewStop(stop.caseId, stop.stopId, { decision, reason });
    if (reply.ok) notify('done', say('stop.done'));
    else {
      const { reason: why, decidedBy } = reply.error.details ?? {};
      if (why === 'own_attempt') return say('stop.own');
      if (why !== 'over') return sentenceOf(reply.error);
      notify('problem', say('stop.over', { name: String(decidedBy ?? say('timeline.system')) }));
    }
    onReviewed();
    return null;
  };
  return (
    <ReasonDialog
      title={say('stop.title_reference', { reference: stop.reference })}
      label={say('stop.reason')}
      submit={say('stop.save')}
      max={REASON_MAX}
      missing={say('stop.reason_missing')}
      chosen={[stop.stopId, decision]}
      check={() => (decision === null ? say('stop.decision_missing') : null)}
      onClose={onClose}
      onSay={decide}
    >
      <Choices
        legend={say('stop.decision')}
        options={STOP_DECISIONS.map((code) => ({ code, label: sayCode('stop', code) }))}
        chosen={decision === null ? [] : [decision]}
        beside
        onChange={([code]) => setDecision(STOP_DECISIONS.find((each) => each === code) ?? null)}
      />
    </ReasonDialog>
  );
}
