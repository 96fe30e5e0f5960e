import { useState } from 'react';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { reloadCase } from '../cases/open-cases.ts';
import { Button } from '../ui/button.tsx';
import { Asking } from '../ui/record/asking.tsx';
import { say } from '../ui/words.ts';
import { ActionsCard } from './actions-card.tsx';
import { MakePlan } from './make-plan.tsx';
import { PlanCard } from './plan-card.tsx';
import style from './plans.module.css';
import { usePlans } from './use-plans.ts';

/** What is to be done first, then the plans it belongs to. */
export function PlansPart({ view }: { readonly view: CaseView }) {
  const { caseId, state } = view.row;
  const asked = usePlans(caseId);
  const [making, setMaking] = useState(false);
  // What is due in the case, and what it waits for, comes from here as well.
  const changed = async () => {
    asked.again();
    await reloadCase(caseId);
  };
  return (
    <Asking asked={asked} nothing={() => null}>
      {(value) => (
        <>
          <ActionsCard view={view} plans={value} onChanged={changed} />
          <section className={style.card} aria-labelledby="plans-title">
            <header className={style.head}>
              <h2 id="plans-title">{say('plans.title')}</h2>
              {making || state !== 'open' ? null : (
                <Button size="small" onClick={() => setMaking(true)}>
                  {say('section.add_group', { label: say('plans.make') })}
                </Button>
              )}
            </header>
            {making ? <MakePlan view={view} onClose={() => setMaking(false)} onChanged={changed} /> : null}
            {value.plans.length === 0 && !making ? <p className={style.quiet}>{say('plans.none')}</p> : null}
            <ul className={style.list}>
              {value.plans.map((plan) => (
                <li key={plan.planId}>
                  <PlanCard plan={plan} view={view} onChanged={changed} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Asking>
  );
}
