import { Link } from 'react-router';
import { labelOf, useReference } from '../app/reference.ts';
import { RiskWords } from '../cases/risk-words.tsx';
import { useAsked } from '../connection/use-asked.ts';
import { dayInWords } from '../ui/dates.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { readWaitingLists, type WaitingLists } from './cover-calls.ts';

/** Who waits for a plan, longest first; how many each lead has stands below, so that a place is seen. */
export function WaitingTab() {
  const asked = useAsked(readWaitingLists);
  return (
    <section className={style.tab}>
      <h2>{say('team.waiting')}</h2>
      <p className={style.lead}>{say('waiting.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {(value) => <Lists value={value} />}
      </Asking>
    </section>
  );
}

function Lists({ value: { waiting, leads } }: { readonly value: WaitingLists }) {
  const nameOf = usePlanName();
  return (
    <>
      {waiting.length === 0 ? <p className={style.quiet}>{say('waiting.none')}</p> : null}
      <ol className={style.list} aria-label={say('waiting.list')}>
        {waiting.map((row) => (
          <li key={row.planId} className={style.item}>
            <header>
              <h3>
                <Link to={`/cases/${row.caseId}/plan`}>
                  <bdi dir="auto">{row.calledName ?? say('cases.no_name')}</bdi>, {row.reference}
                </Link>
              </h3>
              <RiskWords risk={row.risk} />
            </header>
            <p className={style.facts}>
              <span>{nameOf(row)}</span>
              <span>{say('waiting.since', { day: dayInWords(row.since) })}</span>
              {row.reviewOn === null ? null : <span>{say('waiting.review', { day: dayInWords(row.reviewOn) })}</span>}
              {row.ageBand === null ? null : <span>{sayCode('age', row.ageBand)}</span>}
            </p>
          </li>
        ))}
      </ol>
      {leads.length === 0 ? null : (
        <section className={style.panel}>
          <h3>{say('waiting.loads')}</h3>
          <ul className={style.table}>
            {leads.map((load) => (
              <li key={`${load.lead.agentId} ${load.kind} ${load.group ?? ''}`} className={style.row}>
                <span>
                  {load.lead.name}
                  <small>{nameOf(load)}</small>
                </span>
                <span>
                  {load.cap === null
                    ? say('waiting.load', { count: load.active })
                    : say('waiting.load_cap', { count: load.active, cap: load.cap })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function usePlanName() {
  const kinds = useReference('planKinds');
  const groups = useReference('planGroups');
  return ({ kind, group }: { readonly kind: string; readonly group: string | null }): string =>
    group === null ? labelOf(kinds, kind) : labelOf(groups, group);
}
