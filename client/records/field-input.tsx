import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { readDay, writtenDay } from '../ui/dates.ts';
import { Choices, Select, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { say } from '../ui/words.ts';
import { AreaFinder } from './area-finder.tsx';
import type { ChoiceField, DayField, Field, FlagField, GroupField, TextField as Text, YesNoField } from './field.ts';
import type { DrawField, InputProps } from './input-props.ts';
import { ItemsInput } from './items-input.tsx';
import { partsOf } from './merge.ts';
import { useOptions } from './options.ts';
import style from './record.module.css';
import { TimesInput } from './times-input.tsx';

/** Short answers stand side by side where there is room. */
export function FieldInput(props: InputProps) {
  const { kind } = props.field;
  const wide = ['long', 'many', 'group', 'items', 'times'].includes(kind);
  return (
    <div className={style.cell} data-wide={wide}>
      <Input {...props} />
    </div>
  );
}

function Input(props: InputProps) {
  const { field } = props;
  switch (field.kind) {
    case 'text':
    case 'long':
      return <TextInput {...props} field={field} />;
    case 'day':
    case 'year':
      return <DayInput {...props} field={field} />;
    case 'flag':
      return <FlagInput {...props} field={field} />;
    case 'yes_no':
      return <YesNoInput {...props} field={field} />;
    case 'times':
      return <TimesInput {...props} field={field} />;
    case 'choice':
    case 'many':
      return <CodeInput {...props} field={field} />;
    case 'group':
      return <GroupInput {...props} field={field} />;
    case 'items':
      return <ItemsInput {...props} field={field} draw={draw} />;
  }
}

const draw: DrawField = ({ key, ...props }) => <FieldInput key={key} {...props} />;

const sayHint = ({ hint }: Field): string | undefined => (hint === undefined ? undefined : say(hint));

function TextInput({ field, value, path, faults, onChange }: InputProps<Text>) {
  const rest = {
    ...{ label: say(field.label), hint: sayHint(field), problem: faults[path] },
    ...{ dir: 'auto', maxLength: field.max, value: String(value ?? '') },
  } as const;
  const set = (text: string) => onChange(text === '' ? null : text);
  return field.kind === 'text' ? (
    <TextField {...rest} onChange={(event) => set(event.target.value)} />
  ) : (
    <NoteArea {...rest} onChange={(event) => set(event.target.value)} />
  );
}

/** A day is typed as on paper. What cannot be read stays as it was typed, so that it can be corrected. */
function DayInput({ field, value, path, faults, today, onChange }: InputProps<DayField>) {
  const [typed, setTyped] = useState<string | null>(null);
  const day = field.kind === 'day';
  const shown = typed ?? (typeof value === 'string' && day ? writtenDay(value) : String(value ?? ''));
  const set = (text: string) => {
    setTyped(text);
    if (text.trim() === '') return onChange(null);
    if (day) return onChange(readDay(text) ?? text);
    onChange(/^\d{4}$/.test(text.trim()) ? Number(text) : text);
  };
  return (
    <div className={style.day}>
      <TextField
        label={say(field.label)}
        hint={sayHint(field)}
        problem={faults[path]}
        inputMode="numeric"
        placeholder={day ? say('section.day_form') : undefined}
        value={shown}
        onChange={(event) => set(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      {field.past === true ? (
        <Button
          size="small"
          aria-label={say('section.today_for', { label: say(field.label) })}
          onClick={() => onChange(today)}
        >
          {say('section.today')}
        </Button>
      ) : null}
    </div>
  );
}

function FlagInput({ field, value, onChange }: InputProps<FlagField>) {
  return (
    <label className={style.flag}>
      <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
      {say(field.label)}
    </label>
  );
}

function YesNoInput({ field, value, onChange }: InputProps<YesNoField>) {
  const options = [
    { code: '', label: say('section.choose') },
    { code: 'yes', label: say('section.yes') },
    { code: 'no', label: say('section.no') },
  ];
  return (
    <Choices
      legend={say(field.label)}
      options={options}
      chosen={[typeof value === 'boolean' ? (value ? 'yes' : 'no') : '']}
      beside
      onChange={([code]) => onChange(code === '' ? null : code === 'yes')}
    />
  );
}

const FEW = 4;

/** Few choices are all seen at once, many are a list. Nothing is chosen beforehand, and a choice can be taken back. */
function CodeInput({ field, value, path, faults, onChange }: InputProps<ChoiceField>) {
  const standing = (Array.isArray(value) ? value : [value]).filter((code): code is string => typeof code === 'string');
  const options = useOptions(field.from, standing);
  if (field.kind === 'many') {
    return (
      <div>
        <Choices
          legend={say(field.label)}
          options={options}
          chosen={standing}
          problem={faults[path]}
          many
          beside
          onChange={onChange}
        />
        {field.hint === undefined ? null : <p className={style.quiet}>{say(field.hint)}</p>}
      </div>
    );
  }
  const none = field.must === true ? [] : [{ code: '', label: say(field.none ?? 'section.choose') }];
  if (options.length < FEW) {
    return (
      <Choices
        legend={say(field.label)}
        options={[...none, ...options]}
        chosen={[standing[0] ?? '']}
        problem={faults[path]}
        beside
        onChange={([code]) => onChange(code || null)}
      />
    );
  }
  return (
    <>
      <Select
        label={say(field.label)}
        hint={sayHint(field)}
        problem={faults[path]}
        value={standing[0] ?? ''}
        options={[...none, ...options]}
        onChange={(code) => onChange(code || null)}
      />
      {field.byPostcode === true ? (
        <AreaFinder label={say(field.label)} chosen={standing[0] ?? null} onChoose={onChange} />
      ) : null}
    </>
  );
}

function GroupInput({ field, value, path, onChange, ...rest }: InputProps<GroupField>) {
  const parts = partsOf(value);
  const label = say(field.label);
  if (parts === null) {
    return (
      <Button size="small" className={style.add} onClick={() => onChange(field.blank)}>
        {say('section.add_group', { label })}
      </Button>
    );
  }
  return (
    <fieldset className={style.group}>
      <legend>{label}</legend>
      {field.fields.map((part) => (
        <FieldInput
          key={part.name}
          {...rest}
          field={part}
          path={`${path}.${part.name}`}
          value={parts[part.name] ?? null}
          onChange={(next) => onChange({ ...parts, [part.name]: next })}
        />
      ))}
      <Button
        look="plain"
        size="small"
        className={style.remove}
        aria-label={say('section.remove_this', { title: label })}
        onClick={() => onChange(null)}
      >
        <Icon name="close" size={13} />
        {say('section.remove')}
      </Button>
    </fieldset>
  );
}
