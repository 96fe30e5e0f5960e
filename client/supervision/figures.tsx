import type { ReactNode } from 'react';
import type { Wallboard } from '../../shared/protocol/desk.ts';
import { clockOf } from '../ui/durations.ts';
import { Waited } from '../ui/waited.tsx';
import { say } from '../ui/words.ts';
import style from './figures.module.css';

/** Waits as median, ninth of ten and longest, never the average alone; no target means no colour (D3). */
export function Figures({ wallboard }: { readonly wallboard: Wallboard }) {
  const { today, waitingTotal, longestSince } = wallboard;
  const wait = (ms: number | null) => (ms === null ? say('wallboard.none_yet') : clockOf(ms));
  return (
    <dl className={style.figures}>
      <Figure name={say('wallboard.waiting_now')}>{waitingTotal}</Figure>
      <Figure name={say('wallboard.longest_now')}>
        {longestSince === null ? say('wallboard.nobody') : <Waited since={longestSince} />}
      </Figure>
      <Figure name={say('wallboard.median')} small={say('wallboard.average', { wait: wait(today.averageWaitMs) })}>
        {wait(today.medianWaitMs)}
      </Figure>
      <Figure name={say('wallboard.p90')} small={say('wallboard.longest', { wait: wait(today.longestWaitMs) })}>
        {wait(today.p90WaitMs)}
      </Figure>
      <Target withinTarget={today.withinTarget} />
    </dl>
  );
}

function Target({ withinTarget }: { readonly withinTarget: Wallboard['today']['withinTarget'] }) {
  if (withinTarget === null) {
    return (
      <Figure name={say('wallboard.within_target')} small={say('wallboard.no_target_text')} words>
        {say('wallboard.no_target')}
      </Figure>
    );
  }
  const { count, of, targetMs } = withinTarget;
  return (
    <Figure name={say('wallboard.within_target')} small={say('wallboard.target_is', { target: clockOf(targetMs) })}>
      {say('wallboard.count_of', { count, of })}
    </Figure>
  );
}

interface FigureProps {
  readonly name: string;
  readonly small?: string;
  readonly words?: boolean;
  readonly children: ReactNode;
}

function Figure({ name, small, words = false, children }: FigureProps) {
  return (
    <div className={style.figure}>
      <dt>{name}</dt>
      <dd className={words ? style.words : style.number}>{children}</dd>
      {small === undefined ? null : <dd className={style.small}>{small}</dd>}
    </div>
  );
}
