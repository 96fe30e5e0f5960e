import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { isWriting } from '../app/is-writing.ts';
import { usePreferences } from '../app/preferences.ts';
import { useMay } from '../app/session.ts';
import { useRowKeys } from '../app/use-row-keys.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { AllocateMany } from './allocate-many.tsx';
import { useBoard } from './board.ts';
import { BoardFilters } from './board-filters.tsx';
import { ReferralPanel } from './referral-panel.tsx';
import style from './triage.module.css';
import type { BoardFilter } from './triage-calls.ts';
import { TriageRow } from './triage-row.tsx';

const VIEWS = ['open', 'with_partner', 'returned', 'converted', 'closed'] as const;

/** Referrals that came, what runs out first at the top. */
export function TriagePage() {
  return useMay('inbound_referral.list') ? <Triage /> : <Navigate to="/" replace />;
}

function Triage() {
  const [params] = useSearchParams();
  const view = VIEWS.find((each) => each === params.get('state')) ?? 'open';
  const [owner, area, importId] = [params.get('owner') ?? '', params.get('area') ?? '', params.get('importId') ?? ''];
  const filter = useMemo(() => ({ state: view, owner, area, importId }), [view, owner, area, importId]);
  const files = useMay('inbound_import.use');
  const messages = useMay('inbound.read');
  return (
    <main className={style.page}>
      <header className={style.head}>
        <h1>{say('triage.title')}</h1>
        <p>{say('triage.text')}</p>
        <p className={style.links}>
          {files ? <Link to="/triage/files">{say('triage.files')}</Link> : null}
          {messages ? <Link to="/messages">{say('triage.messages')}</Link> : null}
        </p>
      </header>
      <nav className={style.views} aria-label={say('triage.views')}>
        {VIEWS.map((each) => (
          <Link key={each} to={viewPath(params, each)} replace aria-current={each === view ? 'page' : undefined}>
            {say(`triage.view.${each}`)}
          </Link>
        ))}
      </nav>
      <BoardFilters filter={filter} />
      <Board key={view} filter={filter} />
    </main>
  );
}

/** What is filtered stays so from one list to the next. */
function viewPath(params: URLSearchParams, state: string): string {
  const next = new URLSearchParams(params);
  next.set('state', state);
  return `/triage?${next}`;
}

function Board({ filter }: { readonly filter: BoardFilter }) {
  const { state: view } = filter;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const [giving, setGiving] = useState(false);
  const { rows, next, error, openTotal, load } = useBoard(
    filter,
    (shown) => giving || shown.some(({ referralId }) => referralId === opened),
  );
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const mayGive = useMay('inbound_referral.triage') && view === 'open';
  const list = useRef<HTMLOListElement>(null);
  useRowKeys(list);
  const toggle = (id: string) =>
    setChosen((known) => (known.includes(id) ? known.filter((each) => each !== id) : [...known, id]));
  const mayBeGiven = (rows ?? []).some(({ referralId, state }) => chosen.includes(referralId) && state !== 'received');
  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key } = event;
    if (!singleKeys || !mayGive || event.altKey || event.ctrlKey || event.metaKey) return;
    // What is written in a step of an open referral is no wish.
    if (!(target instanceof HTMLElement) || isWriting(target) || target.closest('dialog') !== null) return;
    const here = target.closest<HTMLElement>('[data-referral]')?.dataset.referral;
    if (key === 'x' && here !== undefined) toggle(here);
    else if (key === 'a' && mayBeGiven) setGiving(true);
    else return;
    event.preventDefault();
  };
  const failed =
    error === null ? null : (
      <div className={style.failed}>
        <Problem>{`${say('triage.failed')} ${sentenceOf(error)}`}</Problem>
        <Button size="small" onClick={() => void load()}>
          {say('again')}
        </Button>
      </div>
    );
  // What somebody writes in a row stays, whatever could not be loaded.
  if (rows === null) return failed ?? <p className={style.quiet}>{say('loading')}</p>;
  if (rows.length === 0) return failed ?? <p className={style.quiet}>{say('triage.nothing')}</p>;
  const picked = rows.filter(({ referralId }) => chosen.includes(referralId));
  // Only what somebody has looked at is given to anybody: how urgent it is was not said yet.
  const given = picked.filter(({ state }) => state !== 'received');
  return (
    <>
      {failed}
      {view === 'open' ? (
        <p className={style.quiet}>{say('triage.total', { count: openTotal, shown: rows.length })}</p>
      ) : null}
      {mayGive ? <Giving given={given} unseen={picked.length - given.length} onGive={() => setGiving(true)} /> : null}
      <ol ref={list} className={style.list} aria-label={say('triage.list')} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <li key={row.referralId} data-referral={row.referralId}>
            <TriageRow
              row={row}
              chosen={chosen.includes(row.referralId)}
              open={opened === row.referralId}
              onChoose={() => toggle(row.referralId)}
              onOpen={() => setOpened((known) => (known === row.referralId ? null : row.referralId))}
            />
            {opened === row.referralId ? <ReferralPanel row={row} onChanged={() => void load()} /> : null}
          </li>
        ))}
      </ol>
      {next === null ? null : <Button onClick={() => void load(next)}>{say('triage.more')}</Button>}
      {giving ? (
        <AllocateMany
          rows={given}
          onClose={() => setGiving(false)}
          onGiven={(answered) => {
            setChosen((known) => known.filter((each) => !answered.includes(each)));
            void load();
          }}
        />
      ) : null}
    </>
  );
}

interface GivingProps {
  readonly given: readonly InboundReferral[];
  /** Chosen, and nobody has looked at them. */
  readonly unseen: number;
  readonly onGive: () => void;
}

function Giving({ given, unseen, onGive }: GivingProps) {
  return (
    <div className={style.giving}>
      <span role="status">
        {say('triage.chosen', { count: given.length })}
        {unseen === 0 ? null : ` ${say('triage.look_first', { count: unseen })}`}
      </span>
      <Button size="small" keyHint="A" disabled={given.length === 0} onClick={onGive}>
        {say('triage.allocate')}
      </Button>
      <span className={style.keys}>{say('triage.keys')}</span>
    </div>
  );
}
