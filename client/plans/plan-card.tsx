import { useId, useState } from 'react';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import { isOpenPlan, type PlansPage } from './case-plans.ts';
import { PlanStepForm } from './plan-form.tsx';
import type { PlanStep } from './plan-steps.ts';
import style from './plans.module.css';
import { ReviewDay } from './review-day.tsx';
import { TherapyRecord } from './therapy-record.tsx';

interface CardProps {
  readonly page: PlansPage;
  readonly plan: Plan;
}

/** One plan: what it is for, how far it is, and when somebody looks at it next. */
export function PlanCard({ page, plan }: CardProps) {
  const [doing, setDoing] = useState<PlanStep | null>(null);
  const titleId = useId();
  const kinds = useReference('planKinds');
  const groups = useReference('planGroups');
  const kind = labelOf(kinds, plan.kind);
  const group = plan.group === null ? null : labelOf(groups, plan.group);
  const open = isOpenPlan(plan) && page.view.row.state !== 'closed';
  return (
    <article className={style.plan} aria-labelledby={titleId}>
      <header className={style.head}>
        <h3 id={titleId}>{kind}</h3>
        <span className={style.mark} data-state={plan.state}>
          {sayCode('plan_state', plan.state)}
        </span>
        {group === null || group === kind ? null : <span className={style.quiet}>{group}</span>}
      </header>
      <Facts plan={plan} />
      <blockquote className={style.aim}>
        <bdi dir="auto">{plan.aim}</bdi>
      </blockquote>
      <Goals plan={plan} />
      <Reviews plan={plan} />
      {plan.outcome === null ? null : <Ended plan={plan} />}
      {open && doing === null ? <Steps plan={plan} onStep={setDoing} /> : null}
      {doing === null ? null : (
        <PlanStepForm {...{ page, plan }} key={doing} step={doing} onLeave={() => setDoing(null)} />
      )}
      {plan.therapy === null ? null : <TherapyRecord {...{ page, plan }} therapy={plan.therapy} />}
    </article>
  );
}

function Facts({ plan: { lead, state, startedOn, waitingSince, reviewOn, openActions } }: { readonly plan: Plan }) {
  const waits = state === 'waiting';
  return (
    <p className={style.line}>
      <span>{lead === null ? say('plan.nobody') : say('plan.led_by', { name: lead.name })}</span>
      <span>
        {waits
          ? say('plan.waits_since', { day: dayInWords(waitingSince ?? startedOn) })
          : say('plan.since', { day: dayInWords(startedOn) })}
      </span>
      {reviewOn === null || (state !== 'active' && !waits) ? null : <ReviewDay day={reviewOn} waits={waits} />}
      {openActions === 0 ? null : <span>{say('plan.open_actions', { count: openActions })}</span>}
    </p>
  );
}

function Goals({ plan: { goals } }: { readonly plan: Plan }) {
  if (goals.length === 0) return null;
  return (
    <ul className={style.goals} aria-label={say('plan.goals')}>
      {goals.map(({ goalId, text, state, note }) => (
        <li key={goalId}>
          <span>
            <bdi dir="auto">{text}</bdi>
          </span>
          <span className={style.mark} data-state={state}>
            {sayCode('goal_state', state)}
          </span>
          {note === null ? null : (
            <span className={style.note}>
              <bdi dir="auto">{note}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Reviews({ plan: { reviews } }: { readonly plan: Plan }) {
  const newest = [...reviews].reverse();
  const [last, ...earlier] = newest;
  if (last === undefined) return null;
  return (
    <div className={style.reviews}>
      <Review review={last} />
      {earlier.length === 0 ? null : (
        <details>
          <summary>{say('plan.earlier_reviews', { count: earlier.length })}</summary>
          {earlier.map((review) => (
            <Review key={review.reviewId} review={review} />
          ))}
        </details>
      )}
    </div>
  );
}

function Review({ review: { at, by, progress, note } }: { readonly review: Plan['reviews'][number] }) {
  const known = useReference('planProgress');
  return (
    <p>
      <strong>{say('plan.reviewed', { progress: labelOf(known, progress) })}</strong>
      <span className={style.quiet}>
        {` · ${by.name}, `}
        <time dateTime={at}>{dayAndTime(at)}</time>
      </span>
      {note === null ? null : (
        <bdi dir="auto" className={style.note}>
          {note}
        </bdi>
      )}
    </p>
  );
}

function Ended({ plan: { outcome, outcomeSaid, endedAt } }: { readonly plan: Plan }) {
  const outcomes = useReference('planOutcomes');
  return (
    <p>
      <strong>{labelOf(outcomes, outcome ?? '')}</strong>
      {endedAt === null ? null : <span className={style.quiet}>{` · ${dayAndTime(endedAt)}`}</span>}
      {outcomeSaid === null ? null : (
        <bdi dir="auto" className={style.note}>
          {outcomeSaid}
        </bdi>
      )}
    </p>
  );
}

function Steps({ plan, onStep }: { readonly plan: Plan; readonly onStep: (step: PlanStep) => void }) {
  const waits = plan.state === 'waiting';
  return (
    <div className={style.actions}>
      {waits ? (
        <Button size="small" look="main" onClick={() => onStep('begin')}>
          {say('plan.begin')}
        </Button>
      ) : null}
      <Button size="small" onClick={() => onStep('review')}>
        {say(waits ? 'plan.review_wait' : 'plan.review')}
      </Button>
      <Button size="small" onClick={() => onStep('change')}>
        {say('section.edit')}
      </Button>
      <Button size="small" look="plain" onClick={() => onStep('end')}>
        {say('plan.end')}
      </Button>
    </div>
  );
}
