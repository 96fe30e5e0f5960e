/** A body that a route takes, made from the schema that it publishes: so that every route can be asked, also one made tomorrow. */
import { randomUUID } from 'node:crypto';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
}

export type Schemas = Readonly<Record<string, Schema>>;

const TEXTS: Readonly<Record<string, () => string>> = {
  uuid: randomUUID,
  'date-time': () => new Date(Date.now() - 3_600_000).toISOString(),
  date: () => new Date().toISOString().slice(0, 10),
  time: () => '10:00',
  email: () => 'somebody@example.test',
};

/** What need not be there is left out; of several shapes the first. */
export function sampleOf(schema: Schema, schemas: Schemas): unknown {
  if (schema.$ref !== undefined) return sampleOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const shapes = schema.anyOf ?? schema.oneOf;
  // Nothing said is the smallest answer where it may be one.
  if (shapes !== undefined)
    return shapes.some(({ type }) => type === 'null') ? null : sampleOf(shapes[0] ?? {}, schemas);
  const [type] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {}, schemas)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, schemas));
    case 'string':
      return TEXTS[schema.format ?? '']?.() ?? 'sample';
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}
