import { labelOf, useReference } from '../app/reference.ts';
import type { Choice } from '../ui/field.tsx';
import { languageName } from '../ui/language-name.ts';
import { sayCode } from '../ui/words.ts';
import type { Source } from './field.ts';

/** Languages heard most in the county, by name; a code that stands there already is always among them. */
const LANGUAGES =
  'en ar bg bn cs de el es fa fr gu hi hu it ku lt lv ne nl pa pl ps pt ro ru sk so sq ta ti tr uk ur vi yo zh'.split(
    ' ',
  );

/** What can be chosen; codes that stand there and are no longer on the list are kept, so that nothing is lost. */
export function useOptions(from: Source, standing: readonly string[]): readonly Choice[] {
  const list = useReference('list' in from ? from.list : '');
  const known = optionsOf(from, list);
  const others = standing.filter((code) => !known.some((option) => option.code === code));
  return [...known, ...others.map((code) => ({ code, label: labelFrom(from, list, code) }))];
}

/** The words of codes, in the order they stand. */
export function useLabels(from: Source, codes: readonly string[]): readonly string[] {
  const list = useReference('list' in from ? from.list : '');
  return codes.map((code) => labelFrom(from, list, code));
}

type Listed = ReturnType<typeof useReference>;

function optionsOf(from: Source, list: Listed): readonly Choice[] {
  if ('languages' in from) {
    const named = LANGUAGES.map((code) => ({ code, label: languageName(code) }));
    return named.sort((a, b) => a.label.localeCompare(b.label));
  }
  if ('named' in from) return from.named;
  if ('people' in from) return from.people.map(({ agentId, name }) => ({ code: agentId, label: name }));
  if ('codes' in from) return from.codes.map((code) => ({ code, label: sayCode(from.group, code) }));
  if (from.list !== 'crimeTypes') return list.map(({ code, label }) => ({ code, label }));
  return list.map(({ code, label, group }) => ({
    code,
    label,
    ...(group === undefined ? {} : { group: sayCode('crime_group', group) }),
  }));
}

function labelFrom(from: Source, list: Listed, code: string): string {
  if ('languages' in from) return languageName(code);
  if ('named' in from) return from.named.find((each) => each.code === code)?.label ?? code;
  if ('people' in from) return from.people.find(({ agentId }) => agentId === code)?.name ?? code;
  return 'codes' in from ? sayCode(from.group, code) : labelOf(list, code);
}
