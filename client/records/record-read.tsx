import { useReference } from '../app/reference.ts';
import { say, type Words } from '../ui/words.ts';
import type { Field, ItemsField, Values } from './field.ts';
import { FieldValue, isEmpty } from './field-value.tsx';
import { itemsOf } from './merge.ts';
import style from './record.module.css';

interface ReadProps {
  readonly fields: readonly Field[];
  readonly body: Values;
  /** How what is missing is named: nobody asked, or nobody wrote. */
  readonly missing?: Words;
}

/** A record as it stands: what is written, and by name what is not. */
export function RecordRead({ fields, body, missing = 'section.not_filled' }: ReadProps) {
  const lists = fields.filter((field): field is ItemsField => field.kind === 'items');
  const single = fields.filter((field) => field.kind !== 'items');
  const said = single.filter((field) => !isEmpty(field, body[field.name] ?? null));
  const unsaid = single.filter((field) => !said.includes(field) && field.kind !== 'flag');
  const nothing = said.length === 0 && lists.every((field) => isEmpty(field, body[field.name] ?? null) && !field.fixed);
  return (
    <div className={style.read}>
      {nothing ? <p className={style.quiet}>{say('section.nothing')}</p> : null}
      {lists.map((field) =>
        field.fixed === undefined ? (
          <Items key={field.name} field={field} body={body} titled={lists.length > 1} />
        ) : (
          <FixedItems key={field.name} field={field} list={field.fixed} body={body} />
        ),
      )}
      <Facts fields={said} body={body} />
      {unsaid.length === 0 || nothing ? null : (
        <p className={style.quiet}>{say(missing, { names: unsaid.map(({ label }) => say(label)).join(', ') })}</p>
      )}
    </div>
  );
}

function Facts({ fields, body }: { readonly fields: readonly Field[]; readonly body: Values }) {
  if (fields.length === 0) return null;
  return (
    <dl className={style.facts}>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{say(field.label)}</dt>
          <dd>
            <FieldValue field={field} value={body[field.name] ?? null} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Items({ field, body, titled }: { field: ItemsField; body: Values; titled: boolean }) {
  const items = itemsOf(body[field.name] ?? null);
  if (items.length === 0) return null;
  return (
    <section className={style.items} aria-label={say(field.label)}>
      {titled ? <h3>{say(field.label)}</h3> : null}
      {items.map((item, index) => (
        <article key={String(item[field.key ?? ''] ?? index)} className={style.item}>
          <h4>{say(field.one, { place: index + 1 })}</h4>
          <Facts fields={field.fields.filter((each) => !isEmpty(each, item[each.name] ?? null))} body={item} />
        </article>
      ))}
    </section>
  );
}

/** Every entry of the list, those of which nothing is said as well: what was never explained must be seen. */
function FixedItems({ field, list, body }: { field: ItemsField; list: string; body: Values }) {
  const entries = useReference(list);
  const items = itemsOf(body[field.name] ?? null);
  const rows = entries.map(({ code, label }) => ({
    ...{ code, label },
    item: items.find((item) => String(item[field.key ?? '']) === code) ?? null,
  }));
  return (
    <ol className={style.fixed} aria-label={say(field.label)}>
      {rows.map(({ code, label, item }) => (
        <li key={code} data-said={item !== null}>
          <p className={style.numbered}>
            <span className={style.number}>{code}</span>
            <span>{label}</span>
          </p>
          {item === null ? null : (
            <Facts fields={field.fields.filter((each) => !isEmpty(each, item[each.name] ?? null))} body={item} />
          )}
        </li>
      ))}
    </ol>
  );
}
