import { useLayoutEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './assessment-head.module.css';
import { titleOf } from './assessment-rows.tsx';
import type { Filling } from './filling.ts';

interface HeadProps {
  readonly filling: Filling;
  readonly onBack: () => void;
}

/** Which tool it is, what it is for, what to see to first, and who may finish it. */
export function AssessmentHead({ filling: { view }, onBack }: HeadProps) {
  const { row, definition, suits } = view;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <header className={style.head}>
      <Button look="plain" size="small" className={style.back} onClick={onBack}>
        ← {say('assessments.all')}
      </Button>
      <h3 ref={title} tabIndex={-1}>
        {titleOf(row)}
      </h3>
      <p className={style.quiet}>
        {say('assessments.begun', { name: row.startedBy.name, when: dayAndTime(row.startedAt) })}{' '}
        {say(definition.wording.kind === 'licensed' ? 'tool.licensed' : 'tool.own_words', {
          version: row.tool.version,
        })}
      </p>
      {suits ? null : (
        <p className={style.notice}>
          <Icon name="alert" size={14} />
          {say('tool.suits_not', { ages: definition.ages.map((age) => sayCode('age', age)).join(', ') })}
        </p>
      )}
      <Qualification view={view} />
      <details className={style.purpose} open={view.answers.length === 0 && row.state === 'open'}>
        <summary>{say('tool.purpose')}</summary>
        <p>{definition.purpose}</p>
        {definition.before.length === 0 ? null : (
          <>
            <h4>{say('tool.before')}</h4>
            <ul>
              {definition.before.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        )}
        <p className={style.quiet}>{say('tool.source', { source: definition.source, mark: definition.evidence })}</p>
      </details>
    </header>
  );
}

/** Everybody may note topics; finishing takes what the tool asks for. */
function Qualification({ view: { qualification, row } }: Pick<HeadProps['filling'], 'view'>) {
  if (qualification === null || row.state === 'finished') return null;
  const what = sayCode('qualification', qualification.code);
  if (!qualification.held) return <p className={style.quiet}>{say('tool.not_held', { what })}</p>;
  const { until } = qualification;
  return (
    <p className={style.quiet}>
      {until === null ? say('tool.held', { what }) : say('tool.held_until', { what, until: dayInWords(until) })}
    </p>
  );
}
