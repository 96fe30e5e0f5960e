import { useLayoutEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import style from './conflict-panel.module.css';
import { labelOf, Version } from './difference-view.tsx';
import type { Draft } from './drafts.ts';
import type { Field } from './field.ts';
import { type Choice, type Difference, mergeSection, undecided } from './merge.ts';

interface ConflictProps {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onSave: () => void;
}

/** Two people saved one record. What one of them changed comes along; where both did, this person chooses. */
export function ConflictPanel({ fields, draft, busy, problem, onChange, onSave }: ConflictProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const { base, body, theirs, choices } = draft;
  if (theirs === null) return null;
  const { differences } = mergeSection(fields, { base, mine: body, theirs: theirs.body }, choices);
  const both = differences.filter(({ by }) => by === 'both');
  const theirsOnly = differences.filter(({ by }) => by === 'theirs');
  const open = undecided(differences, choices).length;
  const choose = (path: string, choice: Choice) => onChange({ choices: { ...choices, [path]: choice } });
  const allMine = () => onChange({ choices: Object.fromEntries(both.map(({ path }) => [path, 'mine'])) });
  const allTheirs = () =>
    onChange({
      ...{ base: theirs.body, body: theirs.body, revision: theirs.revision },
      ...{ theirs: null, choices: {}, setAside: draft },
    });
  return (
    <div className={style.conflict}>
      <header>
        <h3 ref={title} tabIndex={-1}>
          {theirs.by === null ? say('conflict.title_unknown') : say('conflict.title', { name: theirs.by })}
        </h3>
        <p>{say('conflict.text')}</p>
      </header>
      {both.length === 0 ? null : <h4>{say('conflict.both')}</h4>}
      {both.map((difference) => (
        <Choose key={difference.path} difference={difference} chosen={choices[difference.path]} onChoose={choose} />
      ))}
      {theirsOnly.length === 0 ? null : <Taken differences={theirsOnly} by={theirs.by} />}
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" aria-busy={busy} disabled={open > 0} onClick={onSave}>
          {say('conflict.save')}
        </Button>
        <Button onClick={allMine}>{say('conflict.all_mine')}</Button>
        <Button onClick={allTheirs}>{say('conflict.all_theirs')}</Button>
        <p role="status" className={style.open}>
          {open > 0 ? say('conflict.undecided', { count: open }) : null}
        </p>
      </div>
    </div>
  );
}

interface ChooseProps {
  readonly difference: Difference;
  readonly chosen: Choice | undefined;
  readonly onChoose: (path: string, choice: Choice) => void;
}

function Choose({ difference, chosen, onChoose }: ChooseProps) {
  const { path, mine, theirs } = difference;
  const label = labelOf(difference);
  const texts = typeof mine === 'string' && typeof theirs === 'string';
  const long = texts && (difference.field.kind === 'long' || difference.field.kind === 'text');
  const options: readonly Choice[] = long ? ['mine', 'theirs', 'together'] : ['mine', 'theirs'];
  return (
    <fieldset className={style.choose}>
      <legend>
        <span className="visually-hidden">{say('conflict.choose', { label })}</span>
        <span aria-hidden="true">{label}</span>
      </legend>
      {options.map((option) => (
        <label key={option} className={style.version} data-chosen={chosen === option}>
          <input type="radio" name={path} checked={chosen === option} onChange={() => onChoose(path, option)} />
          <span>
            <strong>{say(`conflict.${option}`)}</strong>
            {option === 'together' ? null : (
              <Version difference={difference} value={option === 'mine' ? mine : theirs} />
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Taken({ differences, by }: { readonly differences: readonly Difference[]; readonly by: string | null }) {
  return (
    <section className={style.taken}>
      <h4>{say('conflict.theirs_taken', { name: by ?? say('timeline.system') })}</h4>
      <dl>
        {differences.map((difference) => (
          <div key={difference.path}>
            <dt>{labelOf(difference)}</dt>
            <dd>
              <Version difference={difference} value={difference.theirs} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
