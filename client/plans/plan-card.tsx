import { useState } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import { ChangePlan } from './change-plan.tsx';
import { PlanStep, type Step } from './plan-step.tsx';
import style from './plans.module.css';
import { TherapyCard } from './therapy-card.tsx';

interface CardProps {
  readonly plan: Plan;
  readonly view: CaseView;
  readonly onChanged: () => Promise<void>;
}

export function PlanCard({ plan, view, onChanged }: CardProps) {
  const kinds = useReference('planKinds');
  const groups = useReference('planGroups');
  const [step, setStep] = useState<Step | 'change' | null>(null);
  const { kind, group, state, therapy } = plan;
  const name = [labelOf(kinds, kind), ...(group === null ? [] : [labelOf(groups, group)])].join(': ');
  const may = plan.endedAt === null && view.row.state !== 'closed';
  const close = () => setStep(null);
  const shared = { plan, view, onChanged };
  return (
    <article className={style.plan} aria-label={name}>
      <header className={style.head}>
        <h3>{name}</h3>
        <span className={style.mark} data-state={state}>
          {say(`plan_state.${state}`)}
        </span>
      </header>
      {step === 'change' ? <ChangePlan {...shared} onClose={close} /> : <Contents plan={plan} />}
      {may && step !== 'change' ? (
        <div className={style.actions}>
          {state === 'waiting' ? (
            <Button size="small" look="main" onClick={() => setStep('begin')}>
              {say('plans.begin')}
            </Button>
          ) : null}
          <Button size="small" onClick={() => setStep('review')}>
            {say('plans.look')}
          </Button>
          <Button size="small" onClick={() => setStep('change')}>
            {say('plans.change')}
          </Button>
          <Button size="small" look="plain" onClick={() => setStep('end')}>
            {say('plans.end')}
          </Button>
        </div>
      ) : null}
      {therapy === null ? null : <TherapyCard {...shared} therapy={therapy} may={may} />}
      <Reviews reviews={plan.reviews} />
      {step === null || step === 'change' ? null : <PlanStep {...shared} step={step} onClose={close} />}
    </article>
  );
}

function Contents({ plan }: { readonly plan: Plan }) {
  const outcomes = useReference('planOutcomes');
  const { aim, goals, outcome, outcomeSaid, endedAt } = plan;
  return (
    <>
      <p className={style.words}>
        <bdi dir="auto">{aim}</bdi>
      </p>
      <Facts plan={plan} />
      {goals.length === 0 ? <p className={style.quiet}>{say('plans.no_goals')}</p> : null}
      <ul className={style.goals} aria-label={say('plans.goal_list')}>
        {goals.map(({ goalId, text, state, note }) => (
          <li key={goalId}>
            <bdi dir="auto">{text}</bdi>
            <span className={style.mark}>{say(`goal_state.${state}`)}</span>
            {note === null ? null : (
              <small>
                <bdi dir="auto">{note}</bdi>
              </small>
            )}
          </li>
        ))}
      </ul>
      {endedAt === null ? null : (
        <div>
          <p>
            <strong>
              {say('plans.outcome_line', { outcome: labelOf(outcomes, outcome ?? ''), when: dayAndTime(endedAt) })}
            </strong>
          </p>
          <p className={style.words}>
            <bdi dir="auto">{outcomeSaid}</bdi>
          </p>
        </div>
      )}
    </>
  );
}

function Facts({ plan: { lead, waitingSince, state, startedOn, reviewOn, endedAt, openActions } }: { plan: Plan }) {
  const waits = state === 'waiting' && waitingSince !== null;
  const review = reviewOn === null ? say('plans.no_review') : say('plans.review', { day: dayInWords(reviewOn) });
  const facts = [
    lead === null ? say('plans.led_by_nobody') : say('plans.led_by', { name: lead.name }),
    waits
      ? say('plans.waits_since', { day: dayInWords(waitingSince) })
      : say('plans.since', { day: dayInWords(startedOn) }),
    ...(endedAt === null ? [review] : []),
    ...(openActions > 0 ? [say('plans.open_actions', { count: openActions })] : []),
  ];
  return (
    <p className={style.line}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}

function Reviews({ reviews }: Pick<Plan, 'reviews'>) {
  const progress = useReference('planProgress');
  if (reviews.length === 0) return null;
  return (
    <details className={style.over}>
      <summary>{say('plans.reviews', { count: reviews.length })}</summary>
      <ul className={style.list}>
        {reviews.map((review) => (
          <li key={review.reviewId} className={style.action}>
            <p>
              {say('plans.review_line', {
                progress: labelOf(progress, review.progress),
                when: dayAndTime(review.at),
                name: review.by.name,
              })}
            </p>
            {review.note === null ? null : (
              <p className={style.words}>
                <bdi dir="auto">{review.note}</bdi>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
