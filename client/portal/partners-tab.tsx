import { useState } from 'react';
import type { PartnerWithCard } from '../../shared/protocol/http/referral-thread.ts';
import { useMay } from '../app/session.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { CardFacts } from './card-facts.tsx';
import { CardForm } from './card-form.tsx';
import { listCards, saveCardOf } from './portal-calls.ts';

/** Every partner with what it says of itself; a coordinator writes down what a partner told on the telephone. */
export function PartnersTab() {
  const asked = useAsked(listCards);
  return (
    <section className={style.tab}>
      <h2>{say('team.partners')}</h2>
      <p className={style.lead}>{say('partner_card.service_text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {({ partners }) => (
          <ul className={style.list} aria-label={say('team.partners')}>
            {partners.map((partner) => (
              <li key={partner.recipientId}>
                <PartnerItem partner={partner} onSaved={asked.again} />
              </li>
            ))}
          </ul>
        )}
      </Asking>
    </section>
  );
}

function PartnerItem({ partner, onSaved }: { readonly partner: PartnerWithCard; readonly onSaved: () => void }) {
  const { recipientId, name, card } = partner;
  const mayChange = useMay('partner_card.set');
  const [changing, setChanging] = useState(false);
  return (
    <article className={style.item}>
      <header>
        <h3>{name}</h3>
        {mayChange ? (
          <Button size="small" aria-expanded={changing} onClick={() => setChanging(!changing)}>
            {say('partner_card.change')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        ) : null}
      </header>
      {card === null ? (
        <p className={style.quiet}>{say('partner_card.none')}</p>
      ) : (
        <CardFacts name={name} card={card} />
      )}
      {changing ? (
        <CardForm
          card={card}
          keep={`partner-card ${recipientId}`}
          onSave={(body) => saveCardOf(recipientId, body)}
          onSaved={() => {
            setChanging(false);
            onSaved();
          }}
        />
      ) : null}
    </article>
  );
}
