import { dayInWords } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import type { ChoiceField, Field, GroupField, Value } from './field.ts';
import { itemsOf, listOf, partsOf } from './merge.ts';
import { useLabels } from './options.ts';
import style from './record.module.css';
import { timesInWords } from './times.ts';

/** Nothing was written, chosen or added. */
export function isEmpty(field: Field, value: Value): boolean {
  if (field.kind === 'group') return partsOf(value) === null;
  if (field.kind === 'items' || field.kind === 'many' || field.kind === 'times') return listOf(value).length === 0;
  // A box that is not ticked says nothing by itself.
  return value === null || value === '' || (field.kind === 'flag' && value === false);
}

/** What stands in a field, in words. */
export function FieldValue({ field, value }: { readonly field: Field; readonly value: Value }) {
  switch (field.kind) {
    case 'choice':
    case 'many':
      return <Codes field={field} value={value} />;
    case 'times':
      return <Lines lines={timesInWords(value)} />;
    case 'flag':
    case 'yes_no':
      return say(value === true ? 'section.yes' : 'section.no');
    case 'day':
      return typeof value === 'string' ? dayInWords(value) : null;
    case 'group':
      return <Parts field={field} value={value} />;
    case 'items':
      return say('section.count', { count: itemsOf(value).length });
    default:
      return (
        <bdi dir="auto" className={style.words}>
          {String(value ?? '')}
        </bdi>
      );
  }
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={style.parts}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Codes({ field, value }: { readonly field: ChoiceField; readonly value: Value }) {
  const codes = (Array.isArray(value) ? value : [value]).filter((code): code is string => typeof code === 'string');
  return useLabels(field.from, codes).join(', ');
}

function Parts({ field, value }: { readonly field: GroupField; readonly value: Value }) {
  const parts = partsOf(value);
  if (parts === null) return null;
  const said = field.fields.filter((part) => part.kind === 'flag' || !isEmpty(part, parts[part.name] ?? null));
  return (
    <ul className={style.parts}>
      {said.map((part) => (
        <li key={part.name}>
          {say(part.label)}: <FieldValue field={part} value={parts[part.name] ?? null} />
        </li>
      ))}
    </ul>
  );
}
