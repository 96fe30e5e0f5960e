// Looks up wording by key. Pages hold keys, never sentences, so that a service, a language or a children's set can
// replace every word without touching a view. It stays this small because the widget carries it.

/** `dir` is the direction of the script; layouts use logical CSS and take it from here. */
export interface Locale {
  readonly code: string;
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
}

export type Catalogue = Readonly<Record<string, string>>;
export type TextValues = Readonly<Record<string, string | number>>;

/** The keys of a catalogue; `waiting_one` and `waiting_other` are also asked for as `waiting`, with a `count`. */
export type TextKey<C extends Catalogue> = (keyof C & string) | PluralBase<keyof C & string>;
type PluralBase<K extends string> = K extends `${infer Base}_other` ? Base : never;

export type Text<C extends Catalogue = Catalogue> = (key: TextKey<C>, values?: TextValues) => string;

const placeholder = /\{(\w+)\}/g;

/** A value nobody supplied becomes nothing: a page must never show the visitor a bare `{name}`. */
export function fillIn(template: string, values: TextValues = {}): string {
  return template.replace(placeholder, (_, name: string) => String(values[name] ?? ''));
}

export function createText<const C extends Catalogue>(catalogue: C, locale: Locale): Text<C> {
  const words: Catalogue = catalogue;
  const plural = new Intl.PluralRules(locale.code);
  return (key, values) => {
    const count = values?.count;
    const form = typeof count === 'number' ? words[`${key}_${plural.select(count)}`] : undefined;
    return fillIn(form ?? words[key] ?? words[`${key}_other`] ?? '', values);
  };
}
