import type { RecipientView } from '../../../shared/protocol/http/referrals.ts';
import { Button } from '../../ui/button.tsx';
import { Choices, TextArea } from '../../ui/field.tsx';
import { say } from '../../ui/words.ts';
import { type Item, missingNeeded, type PartProps } from './consent-form-draft.ts';
import style from './referrals.module.css';

interface AnswerProps extends PartProps {
  readonly recipient: RecipientView;
  readonly known: Readonly<Record<string, string>>;
}

const DECISIONS = ['given', 'details_only', 'declined'] as const;

/** Three choices first; only who wants to be referred is asked item by item. */
export function ConsentAnswer({ recipient, known, draft, change }: AnswerProps) {
  const { decision } = draft;
  return (
    <>
      <Choices
        legend={say('consent_form.decision')}
        options={DECISIONS.map((code) => ({ code, label: say(`consent_form.${code}`) }))}
        chosen={[decision]}
        beside
        onChange={([code]) => change({ decision: DECISIONS.find((each) => each === code) ?? '' })}
      />
      {decision === 'details_only' ? (
        <p className={style.notice}>{say('consent_form.details', { details: recipient.details })}</p>
      ) : null}
      {decision === 'given' ? <Items {...{ recipient, known, draft, change }} /> : null}
    </>
  );
}

function Items({ recipient, known, draft, change }: AnswerProps) {
  const usual = recipient.items.filter(({ sensitive }) => !sensitive);
  const sensitive = recipient.items.filter((item) => item.sensitive);
  const missing = missingNeeded(recipient, draft);
  return (
    <section className={style.items} aria-label={say('consent_form.items')}>
      <h4>{say('consent_form.items')}</h4>
      <p className={style.quiet}>{say('consent_form.items_hint')}</p>
      {usual.map((item) => (
        <OneItem key={item.itemId} {...{ item, draft, change }} known={known[item.itemId]} />
      ))}
      {sensitive.length === 0 ? null : (
        <fieldset className={style.sensitive}>
          <legend>{say('consent_form.sensitive')}</legend>
          {sensitive.map((item) => (
            <OneItem key={item.itemId} {...{ item, draft, change }} known={known[item.itemId]} />
          ))}
        </fieldset>
      )}
      <p role="status" className={style.quiet}>
        {missing.length === 0
          ? null
          : say('consent_form.missing', { items: missing.map(({ label }) => label).join(', ') })}
      </p>
    </section>
  );
}

interface ItemProps extends PartProps {
  readonly item: Item;
  readonly known: string | undefined;
}

/** The very words, and a switch that is off until they said yes to them. */
function OneItem({ item: { itemId, label, needed, because }, known, draft, change }: ItemProps) {
  const yes = draft.agreed.includes(itemId);
  const value = draft.values[itemId] ?? '';
  const put = (text: string) => change({ values: { ...draft.values, [itemId]: text } });
  const others = draft.agreed.filter((each) => each !== itemId);
  const hint = needed ? say('consent_form.needed', { because: because ?? '' }) : undefined;
  return (
    <div className={style.one}>
      <TextArea
        label={say('consent_form.value', { label })}
        hint={hint}
        dir="auto"
        rows={2}
        maxLength={2_000}
        value={value}
        onChange={(event) => put(event.target.value)}
      />
      {known === undefined || value !== '' ? null : (
        <Button size="small" aria-label={say('consent_form.put_in_this', { label })} onClick={() => put(known)}>
          {say('consent_form.put_in')}
        </Button>
      )}
      <label className={style.switch}>
        <input
          type="checkbox"
          role="switch"
          aria-checked={yes}
          checked={yes}
          onChange={() => change({ agreed: yes ? others : [...others, itemId] })}
        />
        <span>{say('consent_form.said_yes', { label })}</span>
      </label>
    </div>
  );
}
