import type { ReactNode } from 'react';
import type { Asked } from '../../connection/use-asked.ts';
import { Button } from '../button.tsx';
import { Problem } from '../field.tsx';
import { sentenceOf } from '../notices.ts';
import { say } from '../words.ts';
import style from './record.module.css';

interface AskingProps<T> {
  readonly asked: Asked<T>;
  /** What is said instead where there is nothing. */
  readonly nothing: (value: T) => string | null;
  readonly children: (value: T) => ReactNode;
}

/** What was asked for; before it comes, and when it did not, that is said. */
export function Asking<T>({ asked: { value, error, again }, nothing, children }: AskingProps<T>) {
  const none = value === null ? null : nothing(value);
  return (
    <>
      {error === null ? null : (
        <div className={style.failed}>
          <Problem>{sentenceOf(error)}</Problem>
          <Button size="small" onClick={again}>
            {say('again')}
          </Button>
        </div>
      )}
      {value === null && error === null ? <p className={style.quiet}>{say('loading')}</p> : null}
      {none === null ? null : <p className={style.quiet}>{none}</p>}
      {value === null || none !== null ? null : children(value)}
    </>
  );
}
