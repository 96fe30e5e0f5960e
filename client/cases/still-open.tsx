import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { type CasePlans, listPlans } from '../plans/plan-calls.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './still-open.module.css';

export interface OpenThing {
  readonly kind: string;
  readonly id: string;
  readonly endsWithCase: boolean;
}

/** What a refusal to close names as open; null where it was refused for something else. */
export function openThingsIn({ details }: WireError): readonly OpenThing[] | null {
  const { reason, open } = details ?? {};
  if (reason !== 'still_open' || !Array.isArray(open)) return null;
  return open.flatMap((each: Partial<OpenThing>) =>
    typeof each.kind === 'string' && typeof each.id === 'string'
      ? [{ kind: each.kind, id: each.id, endsWithCase: each.endsWithCase === true }]
      : [],
  );
}

interface StillOpenProps {
  readonly row: CaseRow;
  readonly open: readonly OpenThing[];
  readonly endsToo: boolean;
  readonly onEndsToo: (endsToo: boolean) => void;
  /** Somebody goes to settle it first. */
  readonly onLeave: () => void;
}

/** A promise that was made does not vanish unseen: whoever closes reads what is open, and says that it ends, or settles it. */
export function StillOpen({ row, open, endsToo, onEndsToo, onLeave }: StillOpenProps) {
  const [plans, setPlans] = useState<CasePlans | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useEffect(() => {
    let here = true;
    void listPlans(row.caseId).then((reply) => {
      if (here && reply.ok) setPlans(reply.value);
    });
    return () => {
      here = false;
    };
  }, [row.caseId]);
  const [ends, first] = [open.filter((each) => each.endsWithCase), open.filter((each) => !each.endsWithCase)];
  return (
    <section className={style.open} aria-label={say('still_open.title')}>
      <h3 ref={title} tabIndex={-1}>
        {say('still_open.title')}
      </h3>
      <p>{say('still_open.text')}</p>
      <Things things={ends} plans={plans} />
      {first.length === 0 ? null : (
        <>
          <p className={style.first}>{say('still_open.first')}</p>
          <Things things={first} plans={plans} />
        </>
      )}
      {ends.length === 0 ? null : (
        <label className={style.flag}>
          <input type="checkbox" checked={endsToo} onChange={(event) => onEndsToo(event.target.checked)} />
          {say('still_open.all_end')}
        </label>
      )}
      <Link to={`/cases/${row.caseId}/plan`} onClick={onLeave}>
        {say('still_open.settle')}
      </Link>
    </section>
  );
}

function Things({ things, plans }: { readonly things: readonly OpenThing[]; readonly plans: CasePlans | null }) {
  return (
    <ul>
      {things.map((thing) => (
        <li key={thing.id}>{nameOf(thing, plans)}</li>
      ))}
    </ul>
  );
}

function nameOf({ kind, id }: OpenThing, plans: CasePlans | null): string {
  const action = plans?.actions.find(({ actionId }) => actionId === id);
  if (action !== undefined) return say('still_open.action', { what: action.what });
  const plan = plans?.plans.find(({ planId }) => planId === id);
  return plan === undefined ? sayCode('open_kind', kind) : say('still_open.plan', { what: plan.aim });
}
