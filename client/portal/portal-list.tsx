import { type KeyboardEvent, useRef } from 'react';
import { NavLink } from 'react-router';
import { PARTNER_SEES } from '../../shared/domain/partner-sees.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Select } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './portal.module.css';
import type { PortalList as List } from './use-portal-list.ts';

interface ListProps {
  readonly list: List;
  readonly state: string | null;
  readonly onState: (state: string | null) => void;
}

const ALL = '';

/** References, states and times: nothing about anybody is here before one is opened. */
export function PortalList({ list: { asked, referrals, more }, state, onState }: ListProps) {
  const rows = useRef<HTMLOListElement>(null);
  const counts = asked.value?.counts ?? {};
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const options = [
    { code: ALL, label: `${say('portal.all')} (${total})` },
    ...PARTNER_SEES.filter((each) => (counts[each] ?? 0) > 0 || each === state).map((each) => ({
      code: each,
      label: `${sayCode('portal_state', each)} (${counts[each] ?? 0})`,
    })),
  ];
  return (
    <div className={style.list}>
      <header>
        <h1>{say('portal.referrals')}</h1>
        <p className={style.quiet}>{say('portal.for', { name: asked.value?.partner.name ?? '' })}</p>
        {asked.value?.desk ? <p className={style.quiet}>{say('portal.ring', asked.value.desk)}</p> : null}
        <Select
          label={say('portal.show')}
          value={state ?? ALL}
          options={options}
          onChange={(code) => onState(code === ALL ? null : code)}
        />
      </header>
      {referrals.length === 0 ? (
        <p className={style.quiet}>{say(total === 0 ? 'portal.nothing' : 'portal.nothing_so')}</p>
      ) : null}
      <ol ref={rows} aria-label={say('portal.list')} onKeyDown={(event) => stepRows(event, rows.current)}>
        {referrals.map(({ referralId, reference, state: stands, receivedAt, stopConfirmedAt, paused, answered }) => (
          <li key={referralId}>
            <NavLink to={`/partner/${encodeURIComponent(referralId)}`} className={style.row ?? ''} data-row>
              <strong>{reference}</strong>
              <span className={style.mark} data-state={stopConfirmedAt === null ? stands : 'over'}>
                {sayCode('portal_state', stands)}
              </span>
              {paused && stands !== 'recalled' ? <span className={style.mark}>{say('portal.paused_mark')}</span> : null}
              {answered ? <span className={style.mark}>{say('portal.answered_mark')}</span> : null}
              <time dateTime={receivedAt}>{say('portal.received', { when: dayAndTime(receivedAt) })}</time>
            </NavLink>
          </li>
        ))}
      </ol>
      {more === null ? null : (
        <Button size="small" onClick={() => void more()}>
          {say('portal.older')}
        </Button>
      )}
    </div>
  );
}

/** Arrows go from row to row, as in any list. */
function stepRows(event: KeyboardEvent, list: HTMLElement | null): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || list === null) return;
  const links = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
  event.preventDefault();
}
