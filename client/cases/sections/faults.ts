// What is wrong with a draft, by the path of its field: said before it is sent, and again by the server.
import { sectionFaults } from '../../../shared/domain/case-faults.ts';
import type { AnySectionBody } from '../../../shared/protocol/case-sections.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { isDay } from '../../ui/dates.ts';
import { say } from '../../ui/words.ts';
import type { Field, ItemsField, Value, Values } from './field.ts';
import { itemsOf, partsOf } from './merge.ts';

/** By path, such as `incidents.0.occurredOn`. */
export type Faults = Readonly<Record<string, string>>;

/** A body that can be read at all is looked at by the rules that the server has, too. */
export function faultsOf(fields: readonly Field[], body: Values, today: string): Faults {
  const unreadable = unreadableIn(fields, body, '');
  if (Object.keys(unreadable).length > 0) return unreadable;
  // Every day and year in it can be read, and the rules look at nothing else.
  const faults = sectionFaults(body as unknown as AnySectionBody, today);
  return Object.fromEntries(faults.map(({ path, message }) => [path, message]));
}

/** Faults that the server named, under the paths of the form. */
export function faultsFrom(error: WireError, prefix = 'body.'): Faults {
  const issues = error.details?.issues ?? [];
  return Object.fromEntries(
    issues.map(({ path, message }) => [path.startsWith(prefix) ? path.slice(prefix.length) : path, message]),
  );
}

function unreadableIn(fields: readonly Field[], values: Values, prefix: string): Faults {
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
