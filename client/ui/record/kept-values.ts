// What is half written into a form: with the form, or under a name while pages come and go.
import { useState } from 'react';
import { beginDraft, dropDraft, useDraft } from '../../records/drafts.ts';
import { asValues } from '../../records/field.ts';
import type { FormValues } from './form-fields.ts';

interface Kept {
  readonly values: FormValues;
  readonly put: (values: FormValues) => void;
  /** As it was at the beginning. */
  readonly reset: () => void;
}

export function useKeptValues(begins: FormValues, name: string | undefined): Kept {
  const [here, put] = useState(begins);
  const draft = useDraft(name ?? '');
  if (name === undefined) return { values: here, put, reset: () => put(begins) };
  return {
    // Only forms write under such names, and only such values.
    values: (draft?.body as FormValues | undefined) ?? begins,
    put: (values) => beginDraft(name, { body: asValues(begins), revision: 0 }, asValues(values)),
    reset: () => dropDraft(name),
  };
}
