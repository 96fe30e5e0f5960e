import { useRef } from 'react';
import { Link } from 'react-router';
import type { ToldCard } from '../../../shared/protocol/http/disclosures.ts';
import { useMay } from '../../app/session.ts';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { dayAndTime } from '../../ui/dates.ts';
import { Asking } from '../../ui/record/asking.tsx';
import style from '../../ui/record/record.module.css';
import { say, sayCode } from '../../ui/words.ts';
import { listDisclosures } from './disclosure-calls.ts';
import { DisclosureItem } from './disclosure-item.tsx';

/** What was shared without consent, or is to be; and who was told that it may be, which gates nothing (H2). */
export function DisclosuresTab() {
  const asked = useAsked(listDisclosures);
  const list = useRef<HTMLOListElement>(null);
  const decides = useMay('approval.decide');
  useRowKeys(list);
  return (
    <section className={style.tab}>
      <h2>{say('team.disclosures')}</h2>
      <p className={style.lead}>
        {say('disclosure.lead')} {decides ? <Link to="/approvals">{say('disclosure.tray')}</Link> : null}
      </p>
      <Asking
        asked={asked}
        nothing={({ disclosures, told }) => (disclosures.length + told.length === 0 ? say('disclosure.nothing') : null)}
      >
        {({ disclosures, told }) => (
          <>
            <ol ref={list} className={style.list} aria-label={say('team.disclosures')}>
              {disclosures.map((disclosure) => (
                <li key={disclosure.disclosureId}>
                  <DisclosureItem disclosure={disclosure} onChanged={asked.again} />
                </li>
              ))}
            </ol>
            {told.length === 0 ? null : <Told cards={told} />}
          </>
        )}
      </Asking>
    </section>
  );
}

function Told({ cards }: { readonly cards: readonly ToldCard[] }) {
  return (
    <section className={style.panel}>
      <h3>{say('disclosure.told_cards')}</h3>
      <p className={style.quiet}>{say('disclosure.told_text')}</p>
      <ul className={style.table}>
        {cards.map(({ requestId, recipientName, toldAt, toldBy, agrees, disclosed }) => (
          <li key={requestId} className={style.row}>
            <span>
              <span dir="auto">{recipientName}</span>
              <small>
                {toldBy.name} · {dayAndTime(toldAt)}
              </small>
            </span>
            <ul className={style.marks}>
              <li>{sayCode('tell_answer', agrees ?? 'nothing')}</li>
              <li data-tone={disclosed ? undefined : 'warn'}>
                {say(disclosed ? 'disclosure.disclosed' : 'disclosure.not_disclosed')}
              </li>
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
