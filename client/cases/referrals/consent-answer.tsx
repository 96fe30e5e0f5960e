import type { RecipientView } from '../../../shared/protocol/http/referrals.ts';
import { Choices, TextArea } from '../../ui/field.tsx';
import { say } from '../../ui/words.ts';
import { type Item, missingNeeded, type PartProps } from './consent-form-draft.ts';
import style from './referrals.module.css';

interface AnswerProps extends PartProps {
  readonly recipient: RecipientView;
}

const DECISIONS = ['given', 'details_only', 'declined'] as const;

/** Three choices first; only who wants to be referred is asked item by item. */
export function ConsentAnswer({ recipient, draft, change }: AnswerProps) {
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
      {decision === 'given' ? <Items {...{ recipient, draft, change }} /> : null}
    </>
  );
}

function Items({ recipient, draft, change }: AnswerProps) {
  const usual = recipient.items.filter(({ sensitive }) => !sensitive);
  const sensitive = recipient.items.filter((item) => item.sensitive);
  const missing = missingNeeded(recipient, draft);
  return (
    <section className={style.items} aria-label={say('consent_form.items')}>
      <h4>{say('consent_form.items')}</h4>
      <p className={style.quiet}>{say('consent_form.items_hint')}</p>
      {usual.map((item) => (
        <OneItem key={item.itemId} {...{ item, draft, change }} />
      ))}
      {sensitive.length === 0 ? null : (
        <fieldset className={style.sensitive}>
          <legend>{say('consent_form.sensitive')}</legend>
          {sensitive.map((item) => (
            <OneItem key={item.itemId} {...{ item, draft, change }} />
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

/** The very words, and a switch that is off until they said yes to them. */
function OneItem({ item: { itemId, label, needed, because }, draft, change }: PartProps & { readonly item: Item }) {
  const yes = draft.agreed.includes(itemId);
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
        value={draft.values[itemId] ?? ''}
        onChange={(event) => change({ values: { ...draft.values, [itemId]: event.target.value } })}
      />
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
