import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import style from './field.module.css';
import { Icon } from './icon.tsx';

export interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what stands in it, said at the field and to whoever hears it. */
  readonly problem?: string | undefined;
}

export function TextField({ label, hint, problem, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <input id={id} className={style.input} autoComplete="off" {...toldOf(id, hint, problem)} {...rest} />
    </Field>
  );
}

export function TextArea({ label, hint, problem, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <textarea id={id} className={style.input} rows={3} {...toldOf(id, hint, problem)} {...rest} />
    </Field>
  );
}

function wrong(id: string, problem: string | undefined) {
  return problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-problem` };
}

/** What is wrong is heard before what helps. */
function toldOf(id: string, hint: string | undefined, problem: string | undefined) {
  const parts = [problem === undefined ? [] : [`${id}-problem`], hint === undefined ? [] : [`${id}-hint`]].flat();
  return {
    ...(problem === undefined ? {} : { 'aria-invalid': true }),
    ...(parts.length === 0 ? {} : { 'aria-describedby': parts.join(' ') }),
  };
}

interface SelectProps extends Labelled {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Choice[];
}

export function Select({ label, hint, problem, value, onChange, options }: SelectProps) {
  const id = useId();
  const groups = [...new Set(options.map((option) => option.group))];
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <select
        id={id}
        className={style.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...toldOf(id, hint, problem)}
      >
        {groups.map((group) =>
          group === undefined ? (
            <Options key="" options={options.filter((option) => option.group === undefined)} />
          ) : (
            <optgroup key={group} label={group}>
              <Options options={options.filter((option) => option.group === group)} />
            </optgroup>
          ),
        )}
      </select>
    </Field>
  );
}

function Options({ options }: { readonly options: readonly Choice[] }) {
  return options.map((option) => (
    <option key={option.code} value={option.code}>
      {option.label}
    </option>
  ));
}

function Field({
  id,
  label,
  hint,
  problem,
  children,
}: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={style.field}>
      <label className={style.label} htmlFor={id}>
        {label}
      </label>
      {problem === undefined ? null : (
        <p id={`${id}-problem`} className={style.wrong}>
          {problem}
        </p>
      )}
      {children}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={style.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

export interface Choice {
  readonly code: string;
  readonly label: string;
  /** In a long list, the words that it stands under. */
  readonly group?: string;
}

interface ChoicesProps {
  readonly legend: string;
  readonly options: readonly Choice[];
  readonly chosen: readonly string[];
  readonly many?: boolean;
  readonly beside?: boolean;
  readonly problem?: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Radio buttons, or boxes where several may be chosen. Nothing is chosen beforehand unless the caller has an answer. */
export function Choices({ legend, options, chosen, many = false, beside = false, problem, onChange }: ChoicesProps) {
  const name = useId();
  const toggle = (code: string) => {
    if (!many) return onChange([code]);
    onChange(chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]);
  };
  return (
    <fieldset>
      <legend className={style.legend}>{legend}</legend>
      {problem === undefined ? null : (
        <p id={`${name}-problem`} className={style.wrong}>
          {problem}
        </p>
      )}
      <div className={beside ? style.beside : style.choices}>
        {options.map((option) => (
          <label key={option.code} className={style.choice}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.includes(option.code)}
              onChange={() => toggle(option.code)}
              {...wrong(name, problem)}
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
    <div role="alert" className={children ? style.problem : style.no_problem}>
      {children ? (
        <>
          <Icon name="alert" />
          <span>{children}</span>
        </>
      ) : null}
    </div>
  );
}
