import type { ReactNode } from 'react';
import { dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import type { ToolFound, TriedTool } from './tool-calls.ts';
import own from './tools.module.css';

interface FoundProps {
  readonly tried: TriedTool;
  readonly definition: ToolFound;
}

/** What a file holds, to be read before it is loaded: a wrong threshold is found here or with a person. */
export function ToolFoundIn({ tried: { standing, inForce }, definition }: FoundProps) {
  const { title, version, code, purpose, source, evidence, wording, qualification, validFrom, validTo } = definition;
  return (
    <div className={own.found}>
      <h4>
        <Icon name="check" />
        {say('tools.found', { name: say('tools.named', { title, version }) })}
      </h4>
      {standing === 'new' ? null : <p className={style.warning}>{sayCode('tools.standing', standing)}</p>}
      <dl className={own.facts}>
        <Fact name={say('tools.fact.code')}>{code}</Fact>
        <Fact name={say('tools.fact.replaces')}>
          {inForce === null ? say('tools.replaces_nothing') : say('tools.version', { version: inForce })}
        </Fact>
        <Fact name={say('tools.fact.purpose')}>{purpose}</Fact>
        <Fact name={say('tools.fact.wording')}>
          {wording.kind === 'licensed' ? wording.licence : sayCode('tools.wording', wording.kind)}
        </Fact>
        <Fact name={say('tools.fact.source')}>{say('tools.source_mark', { source, evidence })}</Fact>
        <Fact name={say('tools.fact.dates')}>
          {validTo === undefined
            ? say('tools.since', { from: dayInWords(validFrom) })
            : say('tools.span', { from: dayInWords(validFrom), until: dayInWords(validTo) })}
        </Fact>
        <Fact name={say('tools.fact.training')}>
          {qualification === null ? say('tools.no_training') : sayCode('qualification', qualification)}
        </Fact>
        <Fact name={say('tools.fact.ages')}>{definition.ages.map((age) => sayCode('age', age)).join(', ')}</Fact>
        <Fact name={say('tools.fact.score')}>{sayCode('tools.score', definition.scoring.kind)}</Fact>
      </dl>
      <Topics definition={definition} />
      <Bands bands={definition.bands} />
      <Rules rules={definition.rules} />
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Topics({ definition: { groups, topics } }: Pick<FoundProps, 'definition'>) {
  return (
    <details>
      <summary>{say('tools.topics', { count: topics.length })}</summary>
      {groups.map(({ code, title }) => (
        <section key={code}>
          <h5>{title}</h5>
          <ol className={own.lines}>
            {topics
              .filter(({ group }) => group === code)
              .map(({ id, text, licensedText, answer }) => (
                <li key={id}>
                  {licensedText ?? text} <small>{sayCode('tools.answer', answer.type)}</small>
                </li>
              ))}
          </ol>
        </section>
      ))}
    </details>
  );
}

function Bands({ bands }: Pick<ToolFound, 'bands'>) {
  if (bands === null) return <p className={style.quiet}>{say('tools.no_bands')}</p>;
  return (
    <details>
      <summary>{say('tools.bands', { count: bands.levels.length })}</summary>
      <ul className={own.lines}>
        {bands.levels.map(({ band, from, meaning }) => (
          <li key={band}>{say('tools.band', { band: sayCode('tools.level', band), from, meaning })}</li>
        ))}
      </ul>
      <p className={style.quiet}>{say('tools.source', { source: bands.source })}</p>
    </details>
  );
}

function Rules({ rules }: Pick<ToolFound, 'rules'>) {
  return (
    <details>
      <summary>{say('tools.rules', { count: rules.length })}</summary>
      <ul className={own.lines}>
        {rules.map(({ id, because, effects }) => (
          <li key={id}>
            {because} <small>{effects.map((effect) => sayCode('tools.effect', effect.do)).join(', ')}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
