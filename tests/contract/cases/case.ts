/** What the tables of cases say of one command, so that every rule of section 9 can be tried on every command. */
import type { CommandName, CommandTable, InputOf } from '../../../shared/protocol/define.ts';
import type { Helpline } from '../../support/helpline.ts';

export interface Case<I> {
  /** Well formed; its ids are nobody's. */
  readonly input: I;
  /** Where text that a person writes stands, and how many units it may have. */
  readonly texts?: Readonly<Record<string, number>>;
  /** The good case, and what everybody else sees of it. */
  readonly good: (helpline: Helpline) => Promise<void>;
}

export type Cases<T extends CommandTable> = { readonly [K in CommandName<T>]: Case<InputOf<T, K>> };

/** An id of the right form that nobody has. */
export const NOBODY = '3f0c7a52-8d1e-4b6f-9a70-51c2d3e4f506';

/** A copy with one value changed, at a path such as `recipients.0.purpose`. */
export function withAt(input: unknown, path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(input);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at: unknown = copy;
  for (const key of keys) at = isKeyed(at) ? at[key] : undefined;
  if (!isKeyed(at)) throw new Error(`There is no ${path} in this input.`);
  at[last] = value;
  return copy;
}

function isKeyed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** For each field a value of a type that it never takes. */
export function wronglyTyped(input: unknown): { path: string; input: unknown }[] {
  if (!isKeyed(input)) return [];
  return Object.entries(input).map(([path, value]) => {
    const wrong = typeof value === 'object' && value !== null ? 'words' : { not: 'a value' };
    return { path, input: withAt(input, path, wrong) };
  });
}
