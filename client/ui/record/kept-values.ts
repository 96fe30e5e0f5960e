// What is half written into a form: with the form, or under a name while pages come and go.
import { useState } from 'react';
import { useFormDraft } from '../../app/form-drafts.ts';
import type { FormValues } from './form-fields.ts';

interface Kept {
  readonly values: FormValues;
  readonly put: (values: FormValues) => void;
  /** As it was at the beginning. */
  readonly reset: () => void;
}

export function useKeptValues(begins: FormValues, name: string | undefined): Kept {
  const [here, put] = useState(begins);
  const { draft, begin, drop } = useFormDraft<FormValues>(name ?? '');
  if (name === undefined) return { values: here, put, reset: () => put(begins) };
  return { values: draft ?? begins, put: begin, reset: drop };
}
