import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import { Link, Navigate } from 'react-router';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { useMay } from '../app/session.ts';
import { useRowKeys } from '../app/use-row-keys.ts';
import { DueMark } from '../cases/due-mark.tsx';
import { type Asked, useAsked } from '../connection/use-asked.ts';
import { callbacksOfMine, listStops } from '../contacts/contact-calls.ts';
import { gateWords } from '../contacts/gate-words.ts';
import { StopCard } from '../contacts/stop-card.tsx';
import { ActionItem } from '../plans/action-item.tsx';
import { myActions } from '../plans/plan-calls.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Asking } from '../ui/record/asking.tsx';
import { say } from '../ui/words.ts';
import { ReminderList } from './reminder-list.tsx';
import style from './work.module.css';
import { onWorkMoved, refreshWork, useWork } from './work.ts';

/** What is somebody's to do today, out of all their cases. */
export function WorkPage() {
  return useMay('reminder.list') ? <Work /> : <Navigate to="/" replace />;
}

function Work() {
  const page = useRef<HTMLElement>(null);
  useRowKeys(page);
  const { reminders: value, error } = useWork();
  const stops = useMay('contact_stop.list');
  const cases = useMay('case.list');
  return (
    <main ref={page} className={style.page}>
      <header className={style.head}>
        <h1>{say('work.title')}</h1>
        <p>{say('work.text')}</p>
      </header>
      {stops ? <Stops /> : null}
      <Box title={say('work.mine')}>
        <Asking
          asked={{ value, error, again: () => void refreshWork() }}
          nothing={({ mine }) => (mine.length === 0 ? say('work.mine_none') : null)}
        >
          {({ mine }) => <ReminderList reminders={mine} label={say('work.mine')} />}
        </Asking>
      </Box>
      {value === null || value.escalated.length === 0 ? null : (
        <Box title={say('work.escalated')}>
          <ReminderList reminders={value.escalated} label={say('work.escalated')} named />
        </Box>
      )}
      {cases ? (
        <>
          <Callbacks />
          <Actions />
        </>
      ) : null}
    </main>
  );
}

interface BoxProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly box?: Ref<HTMLElement>;
}

function Box({ title, children, box }: BoxProps) {
  return (
    <section ref={box} className={style.box} aria-label={title}>
      <h2 tabIndex={-1}>{title}</h2>
      {children}
    </section>
  );
}

/** The same question again whenever something that is due may have changed. */
function useFresh<T>({ again }: Asked<T>): void {
  useEffect(() => onWorkMoved(again), [again]);
}

function Stops() {
  const asked = useAsked(listStops);
  useFresh(asked);
  const open = asked.value?.stops.filter(({ review }) => review === null) ?? [];
  if (open.length === 0 && asked.error === null) return null;
  return (
    <Box title={say('work.stops')}>
      <Asking asked={asked} nothing={() => null}>
        {() =>
          open.map((stop) => (
            <StopCard
              key={stop.stopId}
              stop={stop}
              named
              onReviewed={() => {
                asked.again();
                void refreshWork();
              }}
            />
          ))
        }
      </Asking>
    </Box>
  );
}

function Callbacks() {
  const asked = useAsked(callbacksOfMine);
  useFresh(asked);
  return (
    <Box title={say('work.callbacks')}>
      <Asking asked={asked} nothing={({ callbacks }) => (callbacks.length === 0 ? say('work.callbacks_none') : null)}>
        {({ callbacks }) => (
          <ul className={style.rows} aria-label={say('work.callbacks')}>
            {callbacks.map((callback) => (
              <li key={callback.callbackId}>
                <CallbackRow callback={callback} />
              </li>
            ))}
          </ul>
        )}
      </Asking>
    </Box>
  );
}

/** No number stands here: the call begins with the card, in the case. */
function CallbackRow({ callback }: { readonly callback: Callback }) {
  const { at, caseId, calledName, reference, assignee, note, gate } = callback;
  return (
    <>
      <Link to={`/cases/${caseId}/contact`} className={style.row} data-row="">
        <DueMark due={{ kind: 'callback', at }} />
        <bdi dir="auto">{calledName ?? say('cases.no_name')}</bdi>
        <span className={style.reference}>{reference}</span>
        <span>{assignee === null ? say('callbacks.team') : say('callbacks.by', { name: assignee.name })}</span>
        <span className={style.go}>{say('work.call')}</span>
      </Link>
      {note === null ? null : (
        <p className={style.note}>
          <bdi dir="auto">{note}</bdi>
        </p>
      )}
      {gate.verdict === 'allowed' ? null : (
        <p className={style.warning}>{say('callbacks.not_safe_any_more', { why: gateWords(gate) })}</p>
      )}
    </>
  );
}

function Actions() {
  const asked = useAsked(myActions);
  useFresh(asked);
  const changed = async () => {
    asked.again();
    await refreshWork();
  };
  const box = useRef<HTMLElement>(null);
  useKeptFocus(box, asked.value?.actions.length ?? 0);
  return (
    <Box title={say('work.actions')} box={box}>
      <Asking asked={asked} nothing={({ actions }) => (actions.length === 0 ? say('work.actions_none') : null)}>
        {({ actions }) => (
          <ul className={style.actions} aria-label={say('work.actions')}>
            {actions.map((action) => (
              <li key={action.actionId}>
                <ActionItem action={action} onChanged={changed}>
                  <Link to={`/cases/${action.caseId}/plan`}>
                    <bdi dir="auto">{action.calledName ?? say('cases.no_name')}</bdi>, {action.reference}
                  </Link>
                </ActionItem>
              </li>
            ))}
          </ul>
        )}
      </Asking>
    </Box>
  );
}
