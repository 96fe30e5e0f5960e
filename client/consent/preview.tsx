import type { ConsentItem, ConsentRecipient } from '../../shared/protocol/entry.ts';
import { say } from '../ui/words.ts';
import type { OfferedWording } from './consent-draft.ts';
import style from './preview.module.css';

interface PreviewProps {
  readonly card: ConsentRecipient;
  readonly wording: OfferedWording;
}

/** The card as it will stand in the chat, every switch off; and what would leave if the person switched all of it on. */
export function Preview({ card, wording }: PreviewProps) {
  const usual = card.items.filter((item) => !item.sensitive);
  const sensitive = card.items.filter((item) => item.sensitive);
  return (
    <div className={style.both}>
      <section className={style.card} aria-label={say('preview.card')}>
        <h4>{say('preview.card')}</h4>
        <p lang={wording.language} className={style.wording}>
          <bdi dir="auto">{wording.text}</bdi>
        </p>
        <p>
          <strong>{card.name}</strong>
          <br />
          {card.purpose}
        </p>
        <Switches items={usual} />
        {sensitive.length === 0 ? null : (
          <div className={style.apart}>
            <p>{say('preview.sensitive')}</p>
            <Switches items={sensitive} />
          </div>
        )}
        <p className={style.answers}>{say('preview.answers')}</p>
      </section>
      <section className={style.payload} aria-label={say('preview.sent')}>
        <h4>{say('preview.sent')}</h4>
        {card.items.length === 0 ? <p>{say('preview.empty')}</p> : null}
        <dl>
          {card.items.map((item) => (
            <div key={item.itemId}>
              <dt>{item.itemId}</dt>
              <dd>
                <bdi dir="auto">{item.value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <p>{say('preview.only_agreed')}</p>
      </section>
    </div>
  );
}

function Switches({ items }: { readonly items: readonly ConsentItem[] }) {
  return (
    <ul className={style.switches}>
      {items.map((item) => (
        <li key={item.itemId}>
          <span className={style.off} aria-hidden="true" />
          <span>
            {item.label}
            {item.needed ? <em> {say('preview.needed', { because: item.because ?? '' })}</em> : null}
            <span className={style.value}>
              <bdi dir="auto">{item.value}</bdi>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
