// What a section is made of, as data: one description gives the page to read, the form, the comparison of two versions
// and the place of a fault. Names are checked against the schema's own types by `describe`.
import type { WeeklySpan } from '../../shared/domain/contact-terms.ts';
import type { Words } from '../ui/words.ts';

export type Value = string | number | boolean | null | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

/** Where the codes of a choice come from: a dated reference list, codes with words of the console, things of a page by
 * their own names, languages, or people. */
export type Source =
  | { readonly list: string }
  | { readonly codes: readonly string[]; readonly group: string }
  | { readonly languages: true }
  | { readonly named: readonly { readonly code: string; readonly label: string }[] }
  | { readonly people: readonly { readonly agentId: string; readonly name: string }[] };

interface Named {
  readonly name: string;
  readonly label: Words;
  readonly hint?: Words | undefined;
}

export interface TextField extends Named {
  readonly kind: 'text' | 'long';
  readonly max: number;
}
export interface DayField extends Named {
  readonly kind: 'day' | 'year';
  /** Something that happened: "today" is one press. */
  readonly past?: boolean;
}
export interface FlagField extends Named {
  readonly kind: 'flag';
}
/** Yes, no, or not asked. */
export interface YesNoField extends Named {
  readonly kind: 'yes_no';
}
/** Times of the week. */
export interface TimesField extends Named {
  readonly kind: 'times';
}
export interface ChoiceField extends Named {
  readonly kind: 'choice' | 'many';
  readonly from: Source;
  /** One of them stands there always: nothing is "not asked". */
  readonly must?: boolean;
  /** What it means that none is chosen, where that is not "not asked". */
  readonly none?: Words;
  /** A postcode can be typed to find it. */
  readonly byPostcode?: true;
}
/** Parts that belong together, or nothing at all where nobody was asked. */
export interface GroupField extends Named {
  readonly kind: 'group';
  readonly fields: readonly Field[];
  readonly blank: Values;
}
/** Several of the same. `key` names what tells one from another; without one, each is what it says. */
export interface ItemsField extends Named {
  readonly kind: 'items';
  readonly key: string | null;
  readonly fields: readonly Field[];
  readonly blank: (id: string) => Values;
  readonly add: Words;
  readonly one: Words;
  /** A list of which every entry is shown, such as the twelve rights: nothing is added or removed. */
  readonly fixed?: string;
}

export type Field = TextField | DayField | FlagField | YesNoField | TimesField | ChoiceField | GroupField | ItemsField;

type NameOf<B, V> = { [K in keyof B]-?: B[K] extends V ? K : never }[keyof B] & string;
type GroupOf<B, N extends keyof B> = NonNullable<B[N]>;
type ItemOf<B, N extends keyof B> = B[N] extends readonly (infer I)[] ? I : never;
type GroupName<B> = { [K in keyof B]-?: NonNullable<B[K]> extends readonly unknown[] ? never : K }[keyof B] & string;
type ItemsName<B> = { [K in keyof B]-?: B[K] extends readonly object[] ? K : never }[keyof B] & string;

const SHORT = 500;
const LONG = 4_000;

/** Builders of fields of `B`: a name that the schema does not have, or a value of another kind, does not compile. */
export function describe<B extends object>() {
  return {
    text: (name: NameOf<B, string | null>, label: Words, more: { hint?: Words; max?: number } = {}): TextField => ({
      ...{ kind: 'text', name, label, hint: more.hint, max: more.max ?? SHORT },
    }),
    long: (name: NameOf<B, string | null>, label: Words, more: { hint?: Words; max?: number } = {}): TextField => ({
      ...{ kind: 'long', name, label, hint: more.hint, max: more.max ?? LONG },
    }),
    day: (name: NameOf<B, string | null>, label: Words, hint?: Words): DayField => ({ kind: 'day', name, label, hint }),
    pastDay: (name: NameOf<B, string | null>, label: Words, hint?: Words): DayField => ({
      ...{ kind: 'day', name, label, hint, past: true },
    }),
    oneOf: (name: NameOf<B, string>, label: Words, from: Source, hint?: Words): ChoiceField => ({
      ...{ kind: 'choice', name, label, from, hint, must: true },
    }),
    year: (name: NameOf<B, number | null>, label: Words, hint?: Words): DayField => ({
      ...{ kind: 'year', name, label, hint },
    }),
    flag: (name: NameOf<B, boolean>, label: Words): FlagField => ({ kind: 'flag', name, label }),
    yesNo: (name: NameOf<B, boolean | null>, label: Words, hint?: Words): YesNoField => ({
      ...{ kind: 'yes_no', name, label, hint },
    }),
    times: (name: NameOf<B, readonly WeeklySpan[]>, label: Words, hint?: Words): TimesField => ({
      ...{ kind: 'times', name, label, hint },
    }),
    choice: (
      name: NameOf<B, string | null>,
      label: Words,
      from: Source,
      more: { hint?: Words; none?: Words; byPostcode?: true } = {},
    ): ChoiceField => ({ kind: 'choice', name, label, from, ...more }),
    many: (name: NameOf<B, readonly string[]>, label: Words, from: Source, hint?: Words): ChoiceField => ({
      ...{ kind: 'many', name, label, from, hint },
    }),
    group: <N extends GroupName<B>>(
      name: N,
      label: Words,
      blank: GroupOf<B, N>,
      fields: readonly Field[],
    ): GroupField => ({
      ...{ kind: 'group', name, label, fields },
      blank: asValues(blank),
    }),
    items: <N extends ItemsName<B>>(
      name: N,
      label: Words,
      more: Pick<ItemsField, 'fields' | 'add' | 'one' | 'fixed'> & {
        key: (keyof ItemOf<B, N> & string) | null;
        blank: (id: string) => ItemOf<B, N>;
      },
    ): ItemsField => ({ ...more, kind: 'items', name, label, blank: (id) => asValues(more.blank(id)) }),
  };
}

/** A section as the form sees it: plain data, field by field. */
export function asValues(body: unknown): Values {
  return body as Values;
}

export const YES_NO_NOT_KNOWN: Source = { codes: ['yes', 'no', 'not_known'], group: 'answer' };
