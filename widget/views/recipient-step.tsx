/** One recipient of an *Ask* card: three choices, then a switch for each thing they may know (H3). */
import { useState } from 'preact/hooks';
import type { ConsentItem, ConsentRecipient } from '../../shared/protocol/entry.ts';
import { fillIn } from '../../shared/text/text.ts';
import type { AskCard as AskWords } from '../../shared/text/wording.ts';
import { type Draft, missing, toggle } from '../sharing.ts';
import { useUi } from '../ui.tsx';

interface StepProps {
  readonly recipient: ConsentRecipient;
  readonly draft: Draft;
  readonly words: AskWords;
  readonly onChange: (draft: Draft) => void;
}

export function RecipientStep({ recipient, draft, words, onChange }: StepProps) {
  const { t } = useUi();
  const choices = [
    { decision: 'given', label: words.refer },
    { decision: 'details_only', label: words.detailsOnly },
    { decision: 'declined', label: words.notNow },
  ] as const;
  const plain = recipient.items.filter((item) => !item.sensitive);
  const sensitive = recipient.items.filter((item) => item.sensitive);
  const part = { draft, words, onChange };
  return (
    <fieldset class="recipient">
      <legend>
        <bdi dir="auto">{recipient.name}</bdi>
      </legend>
      <p>{t('askFor', { purpose: recipient.purpose })}</p>
      <div class="choices">
        {choices.map(({ decision, label }) => (
          <label class="pick" key={decision}>
            <input
              type="radio"
              name={recipient.recipientId}
              checked={draft.decision === decision}
              onChange={() => onChange({ ...draft, decision })}
            />
            {label}
          </label>
        ))}
      </div>
      {draft.decision === 'given' && (
        <>
          <p>{words.chooseItems}</p>
          <Items items={plain} {...part} />
          {sensitive.length > 0 && (
            <div class="apart">
              <p>{words.sensitive}</p>
              <Items items={sensitive} {...part} />
            </div>
          )}
          <p class="small">{words.changeMind}</p>
          <div role="status">{missing(recipient, draft).length > 0 && <p class="small">{t('onlyNeeded')}</p>}</div>
        </>
      )}
    </fieldset>
  );
}

type ItemsProps = Omit<StepProps, 'recipient'> & { readonly items: readonly ConsentItem[] };

function Items({ items, draft, words, onChange }: ItemsProps) {
  return (
    <ul class="items">
      {items.map((item) => (
        <li key={item.itemId}>
          <label class="switch">
            <input
              type="checkbox"
              role="switch"
              aria-checked={draft.items.includes(item.itemId)}
              checked={draft.items.includes(item.itemId)}
              onChange={() => onChange(toggle(draft, item.itemId))}
            />
            <span>{item.label}</span>
          </label>
          {item.needed && <p class="small">{fillIn(words.needed, { because: item.because ?? '' })}</p>}
          <Folded value={item.value} show={words.show} />
        </li>
      ))}
    </ul>
  );
}

/** The very words that would be shared, once somebody wants to see them: others may look at the screen. */
function Folded({ value, show }: { readonly value: string; readonly show: string }) {
  const { t } = useUi();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="inline" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('hideWords') : show}
      </button>
      {open && (
        <blockquote>
          <bdi dir="auto">{value}</bdi>
        </blockquote>
      )}
    </>
  );
}
