// A form as data: which fields it has, and what they become when they are sent. What is missing is said at its field, before
// anything leaves; what was typed stays whatever the answer is.
import { readDay } from '../dates.ts';
import type { Choice } from '../field.tsx';
import { say } from '../words.ts';

interface Base {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: true;
  /** Shown only while another field says this. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
}

export type FormField = Base &
  (
    | { readonly kind: 'line' | 'area'; readonly max: number }
    | { readonly kind: 'select' | 'radio' | 'many'; readonly options: readonly Choice[] }
    | { readonly kind: 'day' | 'moment' }
  );

export type FormValue = string | readonly string[];
export type FormValues = Readonly<Record<string, FormValue>>;

export function shownFields(fields: readonly FormField[], values: FormValues): FormField[] {
  return fields.filter(({ when }) => when === undefined || when.is.includes(String(values[when.field] ?? '')));
}

export interface ReadForm {
  readonly body: Readonly<Record<string, unknown>>;
  /** Field → what to do about it; empty when it can be sent. */
  readonly wrong: Readonly<Record<string, string>>;
}

/** Fields that are not shown, and optional ones that are empty, are sent as null. */
export function readForm(fields: readonly FormField[], values: FormValues): ReadForm {
  const body: Record<string, unknown> = {};
  const wrong: Record<string, string> = {};
  const shown = shownFields(fields, values);
  for (const field of fields) {
    const value = shown.includes(field) ? read(field, values[field.name] ?? '') : null;
    body[field.name] = value === undefined ? null : value;
    if (!shown.includes(field)) continue;
    if (value === undefined) wrong[field.name] = say(field.kind === 'day' ? 'form.not_a_day' : 'form.not_a_time');
    else if (isEmpty(value) && field.optional !== true) wrong[field.name] = say('form.missing');
  }
  return { body, wrong };
}

/** Null where nothing was given; undefined where what was given cannot be read. */
function read(field: FormField, value: FormValue): string | readonly string[] | null | undefined {
  if (field.kind === 'many') return typeof value === 'string' ? [] : value;
  const typed = String(value).trim();
  if (typed === '') return null;
  if (field.kind === 'day') return readDay(typed) ?? undefined;
  if (field.kind !== 'moment') return typed;
  return isoOf(typed) ?? undefined;
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Now, as a field for a moment takes it: on this machine's clock, without seconds. */
export function momentNow(now = new Date()): string {
  return momentOf(now.toISOString());
}

/** Of what was typed into a field for a moment; null where it is none. */
export function isoOf(typed: string): string | null {
  const at = new Date(typed);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export function momentOf(iso: string): string {
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
