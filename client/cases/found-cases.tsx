import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import type { Found } from './case-calls.ts';
import style from './find-box.module.css';

interface FoundProps {
  readonly found: Found;
  readonly level?: 'h2' | 'h4';
  readonly children: (row: CaseRow) => ReactNode;
}

/** What was found, whom to ask for what is not yours, and that somebody stands on the other side: never who (H8). */
export function FoundCases({ found, level: Heading = 'h2', children }: FoundProps) {
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is read out anew
  useLayoutEffect(() => title.current?.focus(), [found]);
  const { cases, others, conflict } = found;
  const count = cases.length + others.length;
  return (
    <section className={style.found} aria-label={say('find.title')}>
      <Heading ref={title} tabIndex={-1}>
        {count === 0 ? say('find.none') : say('find.found', { count })}
      </Heading>
      {conflict ? (
        <p className={style.conflict}>
          <Icon name="alert" />
          {say('find.conflict')}
        </p>
      ) : null}
      {cases.length === 0 ? null : (
        <ol className={style.rows}>
          {cases.map((row) => (
            <li key={row.caseId}>{children(row)}</li>
          ))}
        </ol>
      )}
      {others.map(({ reference, owner }) => (
        <p key={reference} className={style.other}>
          {owner === null
            ? say('find.other_nobody', { reference })
            : say('find.other', { reference, owner: owner.name })}
        </p>
      ))}
    </section>
  );
}
