import { useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import type { ItemsField, Values } from './field.ts';
import type { DrawField, InputProps } from './input-props.ts';
import { itemsOf } from './merge.ts';
import style from './record.module.css';

type ItemsProps = InputProps<ItemsField> & { readonly draw: DrawField };

export function ItemsInput(props: ItemsProps) {
  return props.field.fixed === undefined ? <OpenList {...props} /> : <FixedList {...props} list={props.field.fixed} />;
}

function OpenList({ field, value, alone = false, onChange, ...rest }: ItemsProps) {
  const items = itemsOf(value);
  return (
    <section className={style.items} aria-label={say(field.label)}>
      {alone ? null : <h3>{say(field.label)}</h3>}
      {items.map((item, index) => {
        const title = say(field.one, { place: index + 1 });
        return (
          <fieldset key={String(item[field.key ?? ''] ?? index)} className={style.item}>
            <legend>{title}</legend>
            <Fields
              {...rest}
              field={field}
              item={item}
              index={index}
              onChange={(next) => onChange(items.with(index, next))}
            />
            <Button
              look="plain"
              size="small"
              className={style.remove}
              aria-label={say('section.remove_this', { title })}
              onClick={() => onChange(items.filter((other) => other !== item))}
            >
              <Icon name="close" size={13} />
              {say('section.remove')}
            </Button>
          </fieldset>
        );
      })}
      <Button size="small" className={style.add} onClick={() => onChange([...items, field.blank(crypto.randomUUID())])}>
        {say('section.add_group', { label: say(field.add) })}
      </Button>
    </section>
  );
}

/** One row for each entry of the list; those that say nothing are left out when it is saved. */
function FixedList({ field, list, value, onChange, ...rest }: ItemsProps & { readonly list: string }) {
  const entries = useReference(list);
  const items = itemsOf(value);
  const put = (index: number, next: Values) => onChange(index === -1 ? [...items, next] : items.with(index, next));
  return (
    <section className={style.items} aria-label={say(field.label)}>
      {entries.map(({ code, label }) => {
        const index = items.findIndex((item) => String(item[field.key ?? '']) === code);
        const item = items[index] ?? field.blank(code);
        return (
          <fieldset key={code} className={style.item}>
            <legend>
              <span className={style.number}>{code}</span> {label}
            </legend>
            <Fields
              {...rest}
              field={field}
              item={item}
              index={index === -1 ? items.length : index}
              onChange={(next) => put(index, next)}
            />
          </fieldset>
        );
      })}
    </section>
  );
}

type FieldsProps = Omit<ItemsProps, 'value' | 'onChange'> & {
  readonly item: Values;
  readonly index: number;
  readonly onChange: (item: Values) => void;
};

function Fields({ field, item, index, path, draw, onChange, ...rest }: FieldsProps) {
  return (
    <div className={style.fields}>
      {field.fields.map((each) =>
        draw({
          ...rest,
          ...{ key: each.name, field: each, path: `${path}.${index}.${each.name}`, value: item[each.name] ?? null },
          onChange: (next) => onChange({ ...item, [each.name]: next }),
        }),
      )}
    </div>
  );
}
