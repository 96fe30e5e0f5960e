import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { findAgeDuty } from '../../shared/domain/age-change.ts';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { useLive } from '../app/store.ts';
import { type CasePlans, listPlans } from '../plans/plan-calls.ts';
import { NoteArea } from '../ui/note-area.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './still-open.module.css';

export interface OpenThing {
  readonly kind: string;
  readonly id: string;
  readonly endsWithCase: boolean;
  /** A lead's to decide. */
  readonly byLead: boolean;
  /** It goes on without the case. */
  readonly goesOn: boolean;
  readonly name: string | null;
}

/** What a refusal to close names as open; null where it was refused for something else. */
export function openThingsIn({ details }: WireError): readonly OpenThing[] | null {
  const { reason, open } = details ?? {};
  if (reason !== 'still_open' || !Array.isArray(open)) return null;
  return open.flatMap(({ kind, id, name, ...is }: Partial<OpenThing>) => {
    if (typeof kind !== 'string' || typeof id !== 'string') return [];
    const [endsWithCase, byLead, goesOn] = [is.endsWithCase === true, is.byLead === true, is.goesOn === true];
    return [{ kind, id, endsWithCase, byLead, goesOn, name: typeof name === 'string' ? name : null }];
  });
}

/** The server decides again (A1). */
export function useIsLead(): boolean {
  return useLive((live) => isLeadRole(live.account?.role ?? ''));
}

export const WHY_MAX = 2_000;

interface StillOpenProps {
  readonly row: CaseRow;
  readonly open: readonly OpenThing[];
  readonly endsToo: boolean;
  readonly onEndsToo: (endsToo: boolean) => void;
  readonly why: string;
  readonly onWhy: (why: string) => void;
  /** Somebody goes to settle it first. */
  readonly onLeave: () => void;
}

/**
 * A promise that was made does not vanish unseen: whoever closes reads what is open, and says that it ends, or settles it. What is
 * a lead's to decide is named to everybody, and ended by a lead alone, who says why.
 */
export function StillOpen({ row, open, endsToo, onEndsToo, why, onWhy, onLeave }: StillOpenProps) {
  const isLead = useIsLead();
  const [plans, setPlans] = useState<CasePlans | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  useEffect(() => {
    let here = true;
    void listPlans(row.caseId).then((reply) => {
      if (here && reply.ok) setPlans(reply.value);
    });
    return () => {
      here = false;
    };
  }, [row.caseId]);
  const leads = open.filter(({ byLead }) => byLead);
  const ends = open.filter(({ endsWithCase, byLead, goesOn }) => endsWithCase && !byLead && !goesOn);
  const goOn = open.filter(({ byLead, goesOn }) => goesOn && !byLead);
  const first = open.filter(({ endsWithCase }) => !endsWithCase);
  const mayEnd = ends.length + goOn.length > 0 || (isLead && leads.length > 0);
  return (
    <section className={style.open} aria-label={say('still_open.title')}>
      <h3 ref={title} tabIndex={-1}>
        {say('still_open.title')}
      </h3>
      <p>{say('still_open.text')}</p>
      <Things things={ends} plans={plans} />
      {goOn.length === 0 ? null : (
        <>
          <p className={style.first}>{say('still_open.goes_on')}</p>
          <Things things={goOn} plans={plans} />
        </>
      )}
      {leads.length === 0 ? null : (
        <>
          <p className={style.first}>{say(isLead ? 'still_open.yours' : 'still_open.leads')}</p>
          <Things things={leads} plans={plans} />
        </>
      )}
      {first.length === 0 ? null : (
        <>
          <p className={style.first}>{say('still_open.first')}</p>
          <Things things={first} plans={plans} />
        </>
      )}
      {mayEnd ? (
        <label className={style.flag}>
          <input type="checkbox" checked={endsToo} onChange={(event) => onEndsToo(event.target.checked)} />
          {say(open.some(({ goesOn }) => goesOn) ? 'still_open.end_or_go_on' : 'still_open.all_end')}
        </label>
      ) : null}
      {isLead && leads.length > 0 && endsToo ? (
        <NoteArea
          label={say('still_open.why')}
          hint={say('still_open.why_hint')}
          dir="auto"
          maxLength={WHY_MAX}
          value={why}
          onChange={(event) => onWhy(event.target.value)}
        />
      ) : null}
      {leads.length === 0 ? null : (
        <Link to={`/cases/${row.caseId}/guidance`} onClick={onLeave}>
          {say('still_open.decide')}
        </Link>
      )}
      {open.some(isOfReferral) ? (
        <Link to={`/cases/${row.caseId}/referrals`} onClick={onLeave}>
          {say('still_open.referrals')}
        </Link>
      ) : null}
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

const OF_REFERRAL = /^(referral|recall|pause|resume)_/;
const isOfReferral = ({ kind }: OpenThing): boolean => OF_REFERRAL.test(kind);

const AGE = 'age:';

/** What an age asks for is said by its own sentence. */
function nameOf({ kind, id, name }: OpenThing, plans: CasePlans | null): string {
  if (name !== null) return say('still_open.named', { name, what: sayCode('open_kind', kind) });
  const duty = id.startsWith(AGE) ? findAgeDuty(id.slice(AGE.length)) : undefined;
  if (duty !== undefined) return duty.sentence;
  const action = plans?.actions.find(({ actionId }) => actionId === id);
  if (action !== undefined) return say('still_open.action', { what: action.what });
  const plan = plans?.plans.find(({ planId }) => planId === id);
  return plan === undefined ? sayCode('open_kind', kind) : say('still_open.plan', { what: plan.aim });
}
