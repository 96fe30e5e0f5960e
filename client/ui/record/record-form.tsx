import { type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Reply, WireError } from '../../../shared/protocol/errors.ts';
import { useClientId } from '../../connection/use-client-id.ts';
import { Button } from '../button.tsx';
import { Choices, type Labelled, Problem, Select, TextArea, TextField } from '../field.tsx';
import { sentenceOf } from '../notices.ts';
import { say, sayCode } from '../words.ts';
import { type FormField, type FormValue, type FormValues, readForm, shownFields } from './form-fields.ts';
import { useKeptValues } from './kept-values.ts';
import style from './record.module.css';

type Body = Readonly<Record<string, unknown>>;

interface RecordFormProps {
  readonly fields: readonly FormField[];
  readonly begins?: FormValues;
  /** A name under which what is half written is kept, until it is sent, whatever page is looked at meanwhile. */
  readonly keep?: string;
  readonly send: string;
  /** What is sent becomes what the server wants; the clientId is added here. */
  readonly onSend: (body: Body & { readonly clientId: string }) => Promise<Reply<unknown>>;
  readonly onDone: () => void;
  /** Names of fields as the server knows them, where they differ. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** Whatever the answer is, what was typed stays until it is kept. */
export function RecordForm({ fields, begins = {}, keep, send, onSend, onDone, aliases = {} }: RecordFormProps) {
  const { values, put, reset } = useKeptValues(begins, keep);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  // To what has to be corrected first, wherever in a long form it stands.
  useLayoutEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const typed = useRef(values);
  typed.current = values;
  const clientId = useClientId([fields.map(({ name }) => name), values]);
  const change = (name: string, value: FormValue) => {
    put({ ...values, [name]: value });
    setWrong(({ [name]: _mended, ...others }) => others);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(fields, values);
    setWrong(read.wrong);
    setProblem(null);
    if (Object.keys(read.wrong).length > 0) return setTries(tries + 1);
    if (busy) return;
    setBusy(true);
    const reply = await onSend({ ...read.body, clientId });
    setBusy(false);
    if (reply.ok) {
      // What was typed meanwhile is not sent yet.
      if (JSON.stringify(readForm(fields, typed.current)) === JSON.stringify(read)) reset();
      return onDone();
    }
    const issues = issuesOf(reply.error, aliases);
    const known = issues.filter(([path]) => fields.some(({ name }) => name === path));
    setWrong(Object.fromEntries(known));
    const others = issues.filter((issue) => !known.includes(issue)).map(([, message]) => message);
    setProblem(issues.length > 0 ? others.join(' ') || null : refusalOf(reply.error));
    setTries(tries + 1);
  };
  return (
    <form ref={form} className={style.form} noValidate onSubmit={(event) => void submit(event)}>
      {shownFields(fields, values).map((field) => (
        <FieldOf
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          problem={wrong[field.name]}
          onChange={(value) => change(field.name, value)}
        />
      ))}
      <Problem>{problem}</Problem>
      <div>
        <Button type="submit" look="main" size="small" aria-busy={busy}>
          {send}
        </Button>
      </div>
    </form>
  );
}

function issuesOf(
  { code, details }: WireError,
  aliases: Readonly<Record<string, string>>,
): (readonly [string, string])[] {
  if (code !== 'bad_request') return [];
  return (details?.issues ?? []).map(
    ({ path, message }) => [aliases[path] ?? path.split('.')[0] ?? path, message] as const,
  );
}

/** A refusal that the rule names is said in words; a change by a colleague names them. */
export function refusalOf(error: WireError): string {
  const { reason, changedBy } = error.details ?? {};
  if (error.code !== 'conflict' || reason === undefined) return sentenceOf(error);
  if (reason === 'changed_meanwhile')
    return say('record.changed_meanwhile', { name: typeof changedBy === 'string' ? changedBy : '' });
  return sayCode('refused', reason);
}

interface FieldProps {
  readonly field: FormField;
  readonly value: FormValue;
  readonly problem: string | undefined;
  readonly onChange: (value: FormValue) => void;
}

function FieldOf({ field, value, problem, onChange }: FieldProps) {
  const label = field.optional ? say('form.optional', { label: field.label }) : field.label;
  const labelled: Labelled = { label, hint: field.hint, problem };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'area':
      return (
        <TextArea
          {...labelled}
          dir="auto"
          maxLength={field.max}
          value={text}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'line':
      return (
        <TextField
          {...labelled}
          dir="auto"
          maxLength={field.max}
          value={text}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'day':
      return (
        <TextField
          {...labelled}
          hint={field.hint ?? say('form.day_hint')}
          inputMode="numeric"
          value={text}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'moment':
      return <TextField {...labelled} type="datetime-local" value={text} onChange={(e) => onChange(e.target.value)} />;
    case 'select':
      return (
        <Select
          {...labelled}
          value={text}
          onChange={onChange}
          options={[{ code: '', label: say('form.choose') }, ...field.options]}
        />
      );
    default:
      return (
        <Choices
          legend={label}
          options={field.options}
          chosen={typeof value === 'string' ? [value].filter((code) => code !== '') : value}
          many={field.kind === 'many'}
          beside
          problem={problem}
          onChange={(chosen) => onChange(field.kind === 'many' ? chosen : (chosen[0] ?? ''))}
        />
      );
  }
}
