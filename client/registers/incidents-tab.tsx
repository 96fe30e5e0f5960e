import { useRef } from 'react';
import { useRowKeys } from '../app/use-row-keys.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { IncidentItem } from './incident-item.tsx';
import { listIncidents } from './register-calls.ts';

export function IncidentsTab() {
  const asked = useAsked(listIncidents);
  const list = useRef<HTMLOListElement>(null);
  useRowKeys(list);
  return (
    <section className={style.tab}>
      <h2>{say('team.incidents')}</h2>
      <p className={style.lead}>{say('incident.text')}</p>
      <Asking asked={asked} nothing={({ entries }) => (entries.length === 0 ? say('register.nothing') : null)}>
        {({ entries, staff }) => (
          <ol ref={list} className={style.list} aria-label={say('team.incidents')}>
            {entries.map((entry) => (
              <li key={entry.entryId}>
                <IncidentItem entry={entry} staff={staff} onChanged={asked.again} />
              </li>
            ))}
          </ol>
        )}
      </Asking>
    </section>
  );
}
