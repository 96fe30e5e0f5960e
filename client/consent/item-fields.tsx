import { TextArea } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import style from './ask-form.module.css';
import type { ConsentDraft, OfferedItem, OfferedRecipient } from './consent-draft.ts';
import { changeDraft } from './drafts.ts';

interface ItemFieldsProps {
  readonly conversationId: string;
  readonly recipient: OfferedRecipient;
  readonly draft: ConsentDraft;
}

/** The values in the person's own words; sensitive ones stand apart here as they do on the card. */
export function ItemFields({ conversationId, recipient, draft }: ItemFieldsProps) {
  const usual = recipient.items.filter((item) => !item.sensitive);
  const sensitive = recipient.items.filter((item) => item.sensitive);
  const field = (item: OfferedItem) => (
    <TextArea
      key={item.itemId}
      label={item.needed ? say('ask.needed', { label: item.label }) : item.label}
      hint={item.because}
      rows={2}
      dir="auto"
      maxLength={2000}
      value={draft.values[item.itemId] ?? ''}
      onChange={(event) =>
        changeDraft(conversationId, { values: { ...draft.values, [item.itemId]: event.target.value } })
      }
    />
  );
  return (
    <section className={style.items} aria-label={say('ask.items')}>
      <p className={style.quiet}>{say('ask.items_hint')}</p>
      {usual.map(field)}
      {sensitive.length === 0 ? null : (
        <fieldset className={style.sensitive}>
          <legend>{say('ask.sensitive')}</legend>
          {sensitive.map(field)}
        </fieldset>
      )}
    </section>
  );
}
