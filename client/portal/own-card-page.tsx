import { useAsked } from '../connection/use-asked.ts';
import { Asking } from '../ui/record/asking.tsx';
import { say } from '../ui/words.ts';
import { CardForm } from './card-form.tsx';
import style from './portal.module.css';
import { readOwnCard, saveOwnCard } from './portal-calls.ts';

/** What this partner says of itself, kept by itself. */
export function OwnCardPage() {
  const asked = useAsked(readOwnCard);
  return (
    <main className={style.lone}>
      <h1>{say('portal.card')}</h1>
      <p className={style.quiet}>{say('partner_card.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {({ card }) => <CardForm card={card} keep="partner-card" onSave={saveOwnCard} onSaved={asked.again} />}
      </Asking>
    </main>
  );
}
