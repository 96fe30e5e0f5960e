// Fields that several records have.
import type { Choice } from '../field.tsx';
import { say, sayCode } from '../words.ts';
import type { FormField } from './form-fields.ts';
import type { Move } from './step-form.tsx';

export const WORDS_MAX = 4_000;

export const words = (label = say('record.words')): FormField => ({
  name: 'text',
  label,
  kind: 'area',
  max: WORDS_MAX,
});
export const maybeWords = (): FormField => ({ ...words(), optional: true });

/** Codes as choices, in the words of their group. */
export function choicesOf(group: string, codes: readonly string[]): Choice[] {
  return codes.map((code) => ({ code, label: sayCode(group, code) }));
}

export interface Person {
  readonly agentId: string;
  readonly name: string;
}

export const personField = (staff: readonly Person[], label = say('record.person')): FormField => ({
  ...{ name: 'agentId', label, kind: 'select' },
  options: staff.map(({ agentId, name }) => ({ code: agentId, label: name })),
});

export const withWords = (kind: string, ...fields: readonly FormField[]): Move => ({
  kind,
  fields: [...fields, words()],
});
