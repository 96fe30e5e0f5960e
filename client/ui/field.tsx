import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import style from './field.module.css';
import { Icon } from './icon.tsx';

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
}

export function TextField({ label, hint, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <input id={id} className={style.input} autoComplete="off" {...rest} />
    </Field>
  );
}

export function TextArea({ label, hint, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <textarea id={id} className={style.input} rows={3} {...rest} />
    </Field>
  );
}

interface SelectProps extends Labelled {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Choice[];
}

export function Select({ label, hint, value, onChange, options }: SelectProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <select id={id} className={style.input} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.code} value={option.code}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Field({ id, label, hint, children }: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={style.field}>
      <label className={style.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {hint === undefined ? null : <p className={style.hint}>{hint}</p>}
    </div>
  );
}

export interface Choice {
  readonly code: string;
  readonly label: string;
}

interface ChoicesProps {
  readonly legend: string;
  readonly options: readonly Choice[];
  readonly chosen: readonly string[];
  readonly many?: boolean;
  readonly beside?: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Radio buttons, or boxes where several may be chosen. Nothing is chosen beforehand unless the caller has an answer. */
export function Choices({ legend, options, chosen, many = false, beside = false, onChange }: ChoicesProps) {
  const name = useId();
  const toggle = (code: string) => {
    if (!many) return onChange([code]);
    onChange(chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]);
  };
  return (
    <fieldset>
      <legend className={style.legend}>{legend}</legend>
      <div className={beside ? style.beside : style.choices}>
        {options.map((option) => (
          <label key={option.code} className={style.choice}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.includes(option.code)}
              onChange={() => toggle(option.code)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Says what is wrong and what to do, at once, also to a screen reader. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <div role="alert" className={children ? style.problem : undefined}>
      {children ? (
        <>
          <Icon name="alert" />
          <span>{children}</span>
        </>
      ) : null}
    </div>
  );
}
