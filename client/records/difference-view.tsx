import { say } from '../ui/words.ts';
import type { Value } from './field.ts';
import { FieldValue, isEmpty } from './field-value.tsx';
import { type Difference, partsOf } from './merge.ts';
import { RecordRead } from './record-read.tsx';

/** The name of what differs: a field, with the entry it belongs to, or a whole entry. */
export function labelOf({ field, within }: Difference): string {
  // A whole entry that one of the two took away or added is named by itself.
  const own = within?.field === field ? '' : say(field.label);
  if (within === null) return own;
  const item = say(within.field.one, { place: within.place });
  return own === '' ? item : say('conflict.in_item', { item, label: own });
}

/** One side's version of a field, of a whole entry, or of a list. */
export function Version({ difference, value }: { readonly difference: Difference; readonly value: Value }) {
  const { field, within } = difference;
  if (field.kind === 'items') {
    if (value === null) return say('conflict.removed');
    const item = within?.field === field ? partsOf(value) : null;
    if (item !== null) return <RecordRead fields={field.fields} body={item} />;
    return <RecordRead fields={[field]} body={{ [field.name]: value }} />;
  }
  return isEmpty(field, value) ? say('history.empty') : <FieldValue field={field} value={value} />;
}
