import { useRef } from 'react';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Asking } from '../../ui/record/asking.tsx';
import style from '../../ui/record/record.module.css';
import { say } from '../../ui/words.ts';
import { listConcerns } from './concern-calls.ts';
import { ConcernItem } from './concern-item.tsx';

/** What nobody has decided comes first; what is closed last. */
export function ConcernsTab() {
  const asked = useAsked(listConcerns);
  const list = useRef<HTMLOListElement>(null);
  useRowKeys(list);
  return (
    <section className={style.tab}>
      <h2>{say('team.concerns')}</h2>
      <p className={style.lead}>{say('concern.text')}</p>
      <Asking asked={asked} nothing={(value) => (value.concerns.length === 0 ? say('concern.nothing') : null)}>
        {({ concerns, staff }) => (
          <ol ref={list} className={style.list} aria-label={say('team.concerns')}>
            {concerns.map((concern) => (
              <li key={concern.concernId}>
                <ConcernItem concern={concern} staff={staff} onChanged={asked.again} />
              </li>
            ))}
          </ol>
        )}
      </Asking>
    </section>
  );
}
