import { useState } from 'react';
import { WEEKDAYS, type Weekday } from '../../shared/domain/opening-hours.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import type { TimesField } from './field.ts';
import type { InputProps } from './input-props.ts';
import style from './record.module.css';
import { isTime, readTime, rowsOf, spansOf, type TimeRow } from './times.ts';

const MORNING: TimeRow = { days: WEEKDAYS.slice(0, 5), from: '09:00', to: '12:00' };

/** Times of the week, a line for each: which days, from when until when. */
export function TimesInput({ field, value, path, faults, onChange }: InputProps<TimesField>) {
  // Kept as lines while they are written: a line without a day is none yet, and must not vanish.
  const [rows, setRows] = useState(() => rowsOf(value));
  const put = (next: readonly TimeRow[]) => {
    setRows(next);
    onChange(spansOf(next));
  };
  const wrong = [...new Set(Object.entries(faults).flatMap(([at, text]) => (at.startsWith(path) ? [text] : [])))];
  return (
    <fieldset className={style.group}>
      <legend>{say(field.label)}</legend>
      {field.hint === undefined ? null : <p className={style.quiet}>{say(field.hint)}</p>}
      {wrong.map((text) => (
        <p key={text} className={style.wrong}>
          {text}
        </p>
      ))}
      {rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and never change their order
          key={index}
          row={row}
          place={index + 1}
          onChange={(next) => put(rows.with(index, next))}
          onRemove={() => put(rows.filter((_row, at) => at !== index))}
        />
      ))}
      <Button size="small" className={style.add} onClick={() => put([...rows, MORNING])}>
        {say('section.add_group', { label: say('times.add') })}
      </Button>
    </fieldset>
  );
}

interface RowProps {
  readonly row: TimeRow;
  readonly place: number;
  readonly onChange: (row: TimeRow) => void;
  readonly onRemove: () => void;
}

function Row({ row, place, onChange, onRemove }: RowProps) {
  const { days } = row;
  const toggle = (day: Weekday) =>
    onChange({ ...row, days: WEEKDAYS.filter((each) => (each === day) !== days.includes(each)) });
  const title = say('times.one', { place });
  return (
    <fieldset className={style.times} aria-label={title}>
      <div className={style.days}>
        {WEEKDAYS.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} />
            <span className="visually-hidden">{sayCode('weekday', day)}</span>
            <span aria-hidden="true">{sayCode('weekday', day).slice(0, 2)}</span>
          </label>
        ))}
      </div>
      <TimeField label={say('times.from')} value={row.from} onChange={(from) => onChange({ ...row, from })} />
      <TimeField label={say('times.to')} value={row.to} onChange={(to) => onChange({ ...row, to })} />
      <Button look="plain" size="small" aria-label={say('section.remove_this', { title })} onClick={onRemove}>
        <Icon name="close" size={13} />
      </Button>
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

/** A time as typed; what is none stays as it is, to be corrected. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  const wrong = typed === null && value !== '' && !isTime(value);
  return (
    <TextField
      label={label}
      inputMode="numeric"
      placeholder={say('times.form')}
      problem={wrong ? say('times.fault') : undefined}
      maxLength={5}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readTime(event.target.value) ?? event.target.value);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
