import { useState } from 'react';
import { Button } from '../ui/button.tsx';
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

/** The values in the person's own words. What is not needed is asked about only when the worker adds it; sensitive items
 * stand apart here as they do on the card (H3). */
export function ItemFields({ conversationId, recipient, draft }: ItemFieldsProps) {
  const usual = recipient.items.filter((item) => !item.sensitive);
  const sensitive = recipient.items.filter((item) => item.sensitive);
  const rest = { conversationId, draft };
  return (
    <section className={style.items} aria-label={say('ask.items')}>
      <p className={style.quiet}>{say('ask.items_hint')}</p>
      {usual.map((item) => (
        <ItemField key={item.itemId} item={item} {...rest} />
      ))}
      {sensitive.length === 0 ? null : (
        <fieldset className={style.sensitive}>
          <legend>{say('ask.sensitive')}</legend>
          {sensitive.map((item) => (
            <ItemField key={item.itemId} item={item} {...rest} />
          ))}
        </fieldset>
      )}
    </section>
  );
}

interface ItemFieldProps {
  readonly conversationId: string;
  readonly item: OfferedItem;
  readonly draft: ConsentDraft;
}

function ItemField({ conversationId, item, draft }: ItemFieldProps) {
  const value = draft.values[item.itemId];
  const [justAdded, setJustAdded] = useState(false);
  const set = (text: string) => changeDraft(conversationId, { values: { ...draft.values, [item.itemId]: text } });
  const add = () => {
    setJustAdded(true);
    set('');
  };
  if (!item.needed && value === undefined) {
    return (
      <Button size="small" className={style.add} onClick={add}>
        {say('ask.add', { label: item.label })}
      </Button>
    );
  }
  return (
    <TextArea
      label={item.needed ? say('ask.needed', { label: item.label }) : item.label}
      hint={item.because === undefined ? undefined : say('ask.because', { because: item.because })}
      rows={2}
      dir="auto"
      maxLength={2000}
      value={value ?? ''}
      // It takes the place of the button that was pressed, and its focus with it
      autoFocus={justAdded}
      onChange={(event) => set(event.target.value)}
    />
  );
}
