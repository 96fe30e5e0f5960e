import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { ActionForm } from './action-form.tsx';
import { ActionItem } from './action-item.tsx';
import type { PlansPage } from './case-plans.ts';
import style from './plans.module.css';
import { isSettled } from './settle-fields.ts';

/** What is to be done, soonest first, and what was done, folded. */
export function ActionsCard({ page }: { readonly page: PlansPage }) {
  const [adding, setAdding] = useState(false);
  const { actions, view } = page;
  const open = actions.filter((action) => !isSettled(action));
  const settled = actions.filter(isSettled);
  return (
    <section className={style.card} aria-labelledby="actions-title">
      <header className={style.head}>
        <h2 id="actions-title">{say('actions.title')}</h2>
        {adding || view.row.state !== 'open' ? null : (
          <Button size="small" onClick={() => setAdding(true)}>
            {say('section.add_group', { label: say('actions.add') })}
          </Button>
        )}
      </header>
      {adding ? <ActionForm page={page} action={null} onLeave={() => setAdding(false)} /> : null}
      {open.length === 0 && !adding ? <p className={style.quiet}>{say('actions.none')}</p> : null}
      <ul className={style.list}>
        {open.map((action) => (
          <li key={action.actionId}>
            <ActionItem page={page} action={action} />
          </li>
        ))}
      </ul>
      {settled.length === 0 ? null : (
        <details>
          <summary>{say('actions.settled', { count: settled.length })}</summary>
          <ul className={style.list}>
            {settled.map((action) => (
              <li key={action.actionId}>
                <ActionItem page={page} action={action} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
