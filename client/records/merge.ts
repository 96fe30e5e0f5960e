/**
 * What two people wrote into one section at the same time. What only one of them changed is taken; where both changed the
 * same, a person chooses, and both versions are there until they have. Nothing is ever dropped silently.
 */
import { asValues, type Field, type GroupField, type ItemsField, type Value, type Values } from './field.ts';

export interface Versions {
  /** What was read before anything was written. */
  readonly base: Values;
  readonly mine: Values;
  /** What somebody else saved meanwhile. */
  readonly theirs: Values;
}

/** `together` puts both texts one below the other. */
export type Choice = 'mine' | 'theirs' | 'together';
export type ChoicesMade = Readonly<Record<string, Choice>>;

export interface Difference {
  readonly path: string;
  readonly field: Field;
  /** Which one of several it belongs to, counted from 1 as theirs has it; null outside of lists. */
  readonly within: { readonly field: ItemsField; readonly place: number } | null;
  /** `theirs` comes along by itself, `both` needs a choice. */
  readonly by: 'theirs' | 'both';
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

interface Merged {
  readonly values: Values;
  readonly differences: readonly Difference[];
}

interface Leaf {
  readonly value: Value;
  readonly differences: readonly Difference[];
}

interface Place {
  readonly prefix: string;
  readonly within: Difference['within'];
  readonly made: ChoicesMade;
}

/** Fields that no description names stay as they are on the server. */
export function mergeSection(fields: readonly Field[], versions: Versions, made: ChoicesMade = {}): Merged {
  return mergeFields(fields, versions, { prefix: '', within: null, made });
}

/** Where both wrote, and nobody has chosen yet. */
export function undecided(differences: readonly Difference[], made: ChoicesMade): readonly Difference[] {
  return differences.filter(({ by, path }) => by === 'both' && made[path] === undefined);
}

function mergeFields(fields: readonly Field[], { base, mine, theirs }: Versions, place: Place): Merged {
  const differences: Difference[] = [];
  const values: Record<string, Value> = { ...theirs };
  for (const field of fields) {
    const { name } = field;
    const three = { base: base[name] ?? null, mine: mine[name] ?? null, theirs: theirs[name] ?? null };
    const merged = mergeField(field, three, { ...place, prefix: `${place.prefix}${name}` });
    values[name] = merged.value;
    differences.push(...merged.differences);
  }
  return { values, differences };
}

interface Three {
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

function mergeField(field: Field, three: Three, place: Place): Leaf {
  if (field.kind === 'items')
    return field.key === null ? mergeSets(field, three, place) : mergeItems(field, three, place);
  if (field.kind === 'many' || field.kind === 'times') return mergeSets(field, three, place);
  if (field.kind === 'group' && isValues(three.base) && isValues(three.mine) && isValues(three.theirs)) {
    return mergeGroup(field, { base: three.base, mine: three.mine, theirs: three.theirs }, place);
  }
  return mergeLeaf(field, three, place);
}

function mergeGroup(field: GroupField, versions: Versions, place: Place): Leaf {
  const { values, differences } = mergeFields(field.fields, versions, { ...place, prefix: `${place.prefix}.` });
  return { value: values, differences };
}

function mergeLeaf(field: Field, { base, mine, theirs }: Three, { prefix, within, made }: Place): Leaf {
  if (same(mine, theirs) || same(base, theirs)) return { value: mine, differences: [] };
  const by = same(base, mine) ? 'theirs' : 'both';
  const differences = [{ path: prefix, field, within, by, base, mine, theirs } as const];
  if (by === 'theirs') return { value: theirs, differences };
  return { value: chosen(made[prefix] ?? 'mine', mine, theirs), differences };
}

function chosen(choice: Choice, mine: Value, theirs: Value): Value {
  if (choice === 'theirs') return theirs;
  const bothTexts = typeof mine === 'string' && typeof theirs === 'string';
  return choice === 'together' && bothTexts ? `${theirs}\n\n${mine}` : mine;
}

/** Codes, and entries without a name of their own: what either added is there, what either took away is not. */
function mergeSets(field: Field, { base, mine, theirs }: Three, { prefix, within }: Place): Leaf {
  const [before, ours, others] = [listOf(base), listOf(mine), listOf(theirs)];
  const kept = others.filter((each) => has(ours, each) || !has(before, each));
  const added = ours.filter((each) => !has(others, each) && !has(before, each));
  const value = [...kept, ...added];
  const changed = !sameSet(before, others) && !sameSet(ours, others);
  return { value, differences: changed ? [{ path: prefix, field, within, by: 'theirs', base, mine, theirs }] : [] };
}

function mergeItems(field: ItemsField, { base, mine, theirs }: Three, place: Place): Leaf {
  const [before, ours, others] = [itemsOf(base), itemsOf(mine), itemsOf(theirs)];
  const keyOf = (item: Values): string => String(item[field.key ?? ''] ?? '');
  const keys = [...new Set([...others, ...ours].map(keyOf))];
  const differences: Difference[] = [];
  const value: Value[] = [];
  for (const [index, key] of keys.entries()) {
    const find = (items: readonly Values[]): Values | null => {
      const found = items.find((item) => keyOf(item) === key);
      return found ?? (field.fixed === undefined ? null : field.blank(key));
    };
    const within = { field, place: index + 1 };
    const merged = mergeItem(
      { field, key, within },
      { base: find(before), mine: find(ours), theirs: find(others) },
      { ...place, prefix: `${place.prefix}[${key}]` },
    );
    if (merged.value !== null) value.push(merged.value);
    differences.push(...merged.differences);
  }
  return { value, differences };
}

interface ItemAt {
  readonly field: ItemsField;
  readonly key: string;
  readonly within: NonNullable<Difference['within']>;
}

interface ThreeItems {
  readonly base: Values | null;
  readonly mine: Values | null;
  readonly theirs: Values | null;
}

function mergeItem({ field, key, within }: ItemAt, { base, mine, theirs }: ThreeItems, place: Place): Leaf {
  if (mine !== null && theirs !== null) {
    const versions = { base: base ?? field.blank(key), mine, theirs };
    const { values, differences } = mergeFields(field.fields, versions, {
      ...place,
      prefix: `${place.prefix}.`,
      within,
    });
    return { value: values, differences };
  }
  // One of the two has no such item: added by the other, or taken away by this one.
  if (base === null) {
    const value = mine ?? theirs;
    const news = mine === null && theirs !== null;
    return {
      value,
      differences: news ? [{ path: place.prefix, field, within, by: 'theirs', base, mine, theirs }] : [],
    };
  }
  return mergeLeaf(field, { base, mine, theirs }, { ...place, within });
}

export function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((each, index) => same(each, b[index] ?? null));
  }
  if (!isValues(a) || !isValues(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(a[name] ?? null, b[name] ?? null));
}

function sameSet(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((each) => has(b, each));
}

const has = (all: readonly Value[], one: Value): boolean => all.some((each) => same(each, one));

function isValues(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

export function itemsOf(value: Value): readonly Values[] {
  return listOf(value).filter(isValues);
}

/** The parts of a group, or of nothing where nobody was asked. */
export function partsOf(value: Value): Values | null {
  return isValues(value) ? asValues(value) : null;
}
