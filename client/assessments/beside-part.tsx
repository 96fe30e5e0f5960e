import type { ReactNode } from 'react';
import style from './beside.module.css';

export type PartName = 'follows' | 'left' | 'level' | 'police' | 'history' | 'finish';

export function partId(assessmentId: string, part: PartName): string {
  return `${part}-${assessmentId}`;
}

interface PartProps {
  readonly assessmentId: string;
  readonly part: PartName;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part beside the topics; its heading can be gone to. */
export function BesidePart({ assessmentId, part, title, children }: PartProps) {
  const id = partId(assessmentId, part);
  return (
    <section className={style.part} aria-labelledby={id}>
      <h4 id={id} tabIndex={-1}>
        {title}
      </h4>
      {children}
    </section>
  );
}
