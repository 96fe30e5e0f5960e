import { type ReactNode, useId, useState } from 'react';
import type { Reply } from '../../../shared/protocol/errors.ts';
import { Button } from '../button.tsx';
import { notifyProblem } from '../notices.ts';
import { say } from '../words.ts';
import style from './record.module.css';

export interface Mark {
  readonly text: string;
  readonly tone?: 'danger' | 'warn' | 'good' | 'accent';
}

interface RecordItemProps<T> {
  readonly title: string;
  readonly marks: readonly Mark[];
  /** Short facts, one after another; what is empty is left out. */
  readonly facts: readonly (string | null)[];
  readonly open: () => Promise<Reply<T>>;
  /** What is shown when it is opened; `again` opens it anew, since something was changed. */
  readonly children: (opened: T, again: () => void) => ReactNode;
}

/** Folded until somebody asks to read it: each reading is recorded, and folding forgets the words. */
export function RecordItem<T>({ title, marks, facts, open, children }: RecordItemProps<T>) {
  const [opened, setOpened] = useState<T | null>(null);
  const [busy, setBusy] = useState(false);
  const titleId = useId();
  const read = async () => {
    setBusy(true);
    const reply = await open();
    setBusy(false);
    if (reply.ok) setOpened(reply.value);
    else notifyProblem(reply.error);
  };
  return (
    <article className={style.item} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{title}</h3>
        <ul className={style.marks}>
          {marks.map(({ text, tone }) => (
            <li key={text} data-tone={tone}>
              {text}
            </li>
          ))}
        </ul>
      </header>
      <p className={style.facts}>{facts.map((fact) => (fact === null ? null : <span key={fact}>{fact}</span>))}</p>
      <div>
        <Button
          data-row
          size="small"
          aria-expanded={opened !== null}
          aria-busy={busy}
          aria-describedby={titleId}
          onClick={() => (opened === null ? void read() : setOpened(null))}
        >
          {say(opened === null ? 'record.read' : 'record.fold')}
        </Button>
      </div>
      {opened === null ? null : <div className={style.opened}>{children(opened, () => void read())}</div>}
    </article>
  );
}

export function Words({ label, text }: { readonly label: string; readonly text: string }) {
  return text === '' ? null : (
    <div className={style.words}>
      <h4>{label}</h4>
      <p dir="auto">{text}</p>
    </div>
  );
}
