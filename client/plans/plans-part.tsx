import { useState } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { ActionsCard } from './actions-card.tsx';
import { isOpenPlan, type PlansPage, useCasePlans } from './case-plans.ts';
import { PlanCard } from './plan-card.tsx';
import { NewPlan } from './plan-form.tsx';
import style from './plans.module.css';

/** What is to be done first, then what it is done for. */
export function PlansPart({ view }: { readonly view: CaseView }) {
  const { loaded, error, reload } = useCasePlans(view.row.caseId);
  if (loaded === null) {
    if (error === null) return <p className={style.quiet}>{say('loading')}</p>;
    return (
      <div className={style.card}>
        <Problem>{`${say('plans.failed')} ${sentenceOf(error)}`}</Problem>
        <Button size="small" onClick={() => void reload()}>
          {say('cases.again')}
        </Button>
      </div>
    );
  }
  const page: PlansPage = { view, reload, ...loaded };
  return (
    <>
      <ActionsCard page={page} />
      <Plans page={page} />
    </>
  );
}

function Plans({ page }: { readonly page: PlansPage }) {
  const [making, setMaking] = useState(false);
  const open = page.plans.filter(isOpenPlan);
  const ended = page.plans.filter((plan) => !isOpenPlan(plan));
  return (
    <section className={style.card} aria-labelledby="plans-title">
      <header className={style.head}>
        <h2 id="plans-title">{say('plans.title')}</h2>
        {making || page.view.row.state !== 'open' ? null : (
          <Button size="small" onClick={() => setMaking(true)}>
            {say('section.add_group', { label: say('plans.add') })}
          </Button>
        )}
      </header>
      {making ? <NewPlan page={page} onLeave={() => setMaking(false)} /> : null}
      {open.length === 0 && !making ? <p className={style.quiet}>{say('plans.none')}</p> : null}
      <PlanList page={page} plans={open} />
      {ended.length === 0 ? null : (
        <details>
          <summary>{say('plans.ended', { count: ended.length })}</summary>
          <PlanList page={page} plans={ended} />
        </details>
      )}
    </section>
  );
}

function PlanList({ page, plans }: { readonly page: PlansPage; readonly plans: PlansPage['plans'] }) {
  return (
    <ul className={style.list}>
      {plans.map((plan) => (
        <li key={plan.planId}>
          <PlanCard page={page} plan={plan} />
        </li>
      ))}
    </ul>
  );
}
