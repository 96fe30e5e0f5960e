import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { optionName, pathwayName } from './pathway-names.ts';

/** What was answered about pathways that nothing suggests any more. */
export function EarlierCard({ guidance }: { readonly guidance: Guidance }) {
  return (
    <section className={style.card} aria-labelledby="earlier-title">
      <h2 id="earlier-title">{say('pathways.earlier')}</h2>
      <ul className={style.pathways}>
        {guidance.earlier.map((record) => (
          <li key={record.recordId} className={style.answered}>
            <p>
              <strong>{pathwayName(guidance, record.pathway)}</strong>: {sayCode('pathway_outcome', record.outcome)}
              {record.chosen === null ? null : `, ${optionName(guidance, record.chosen)}`}
            </p>
            <p>{record.saidNoReason ? say('pathways.no_reason') : <bdi dir="auto">{record.why}</bdi>}</p>
            <p className={style.quiet}>
              {say('pathways.answered_by', { name: record.by.name, when: dayAndTime(record.at) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
