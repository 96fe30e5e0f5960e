import { useRef } from 'react';
import { useRowKeys } from '../app/use-row-keys.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { ComplaintItem } from './complaint-item.tsx';
import { type Complaints, listComplaints } from './register-calls.ts';

/** Complaints and compliments; those about personal data stand apart, since they follow another law. */
export function ComplaintsTab() {
  const asked = useAsked(listComplaints);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  return (
    <section className={style.tab}>
      <h2>{say('team.complaints')}</h2>
      <p className={style.lead}>{say('complaint.text')}</p>
      <Asking asked={asked} nothing={({ entries }) => (entries.length === 0 ? say('register.nothing') : null)}>
        {(value) => (
          <div ref={list} className={style.tab}>
            <List value={value} apart={false} onChanged={asked.again} />
            <List value={value} apart onChanged={asked.again} />
          </div>
        )}
      </Asking>
    </section>
  );
}

interface ListProps {
  readonly value: Complaints;
  readonly apart: boolean;
  readonly onChanged: () => void;
}

function List({ value: { entries, staff }, apart, onChanged }: ListProps) {
  const shown = entries.filter(({ kind }) => (kind === 'data_protection') === apart);
  if (shown.length === 0) return null;
  const label = say(apart ? 'complaint.about_data' : 'complaint.others');
  return (
    <>
      <h3>{label}</h3>
      <ol className={style.list} aria-label={label}>
        {shown.map((entry) => (
          <li key={entry.entryId}>
            <ComplaintItem entry={entry} staff={staff} onChanged={onChanged} />
          </li>
        ))}
      </ol>
    </>
  );
}
