// What is wrong with a draft, by the path of its field.
import type { WireError } from '../../shared/protocol/errors.ts';
import { isDay } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import type { Field, ItemsField, Value, Values } from './field.ts';
import { itemsOf, partsOf } from './merge.ts';
import { isTime } from './times.ts';

/** By path, such as `incidents.0.occurredOn`. */
export type Faults = Readonly<Record<string, string>>;

/** Faults that the server named, under the paths of the form. */
export function faultsFrom(error: WireError, prefix = 'body.'): Faults {
  const issues = error.details?.issues ?? [];
  return Object.fromEntries(
    issues.map(({ path, message }) => [path.startsWith(prefix) ? path.slice(prefix.length) : path, message]),
  );
}

/** Days and years that cannot be read. */
export function unreadableIn(fields: readonly Field[], values: Values, prefix = ''): Faults {
  return Object.assign(
    {},
    ...fields.map((field) => unreadable(field, values[field.name] ?? null, `${prefix}${field.name}`)),
  );
}

function unreadable(field: Field, value: Value, path: string): Faults {
  switch (field.kind) {
    case 'day':
      return value === null || (typeof value === 'string' && isDay(value)) ? {} : { [path]: say('section.day_fault') };
    case 'year':
      return value === null || typeof value === 'number' ? {} : { [path]: say('section.year_fault') };
    case 'number': {
      const fits = value === null || (typeof value === 'number' && value <= field.most);
      return fits ? {} : { [path]: say('section.number_fault', { most: field.most }) };
    }
    case 'times': {
      const times = itemsOf(value).flatMap(({ from, to }) => [String(from), String(to)]);
      return times.every(isTime) ? {} : { [path]: say('times.fault') };
    }
    case 'group': {
      const parts = partsOf(value);
      return parts === null ? {} : unreadableIn(field.fields, parts, `${path}.`);
    }
    case 'items':
      return Object.assign(
        {},
        ...itemsOf(value).map((item, index) => unreadableIn(field.fields, item, `${path}.${index}.`)),
      );
    default:
      return {};
  }
}

/** As it is sent: entries of a fixed list that say nothing are left out. */
export function asSent(fields: readonly Field[], body: Values): Values {
  const lists = fields.filter((field): field is ItemsField => field.kind === 'items' && field.fixed !== undefined);
  const said = lists.map((field) => {
    const says = (item: Values) => field.fields.some(({ name }) => (item[name] ?? null) !== null);
    return [field.name, itemsOf(body[field.name] ?? null).filter(says)] as const;
  });
  return { ...body, ...Object.fromEntries(said) };
}
