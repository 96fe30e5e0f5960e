// The answers behind a rule, in the words under which they stand in the case: `circumstances.area dover` is
// "Where they live or stay: Dover".
import { CASE_SECTIONS } from '../../shared/domain/case-sections.ts';
import { SECTION_FIELDS } from '../cases/sections/sections.ts';
import { AGE_BAND_CODES } from '../conversations/age-bands.ts';
import type { Field, Source } from '../records/field.ts';
import { say, sayCode } from '../ui/words.ts';

export interface FactWords {
  readonly label: string;
  /** Null: the value is shown as it is. */
  readonly from: Source | null;
}

const RISK: Source = { codes: [], group: 'risk_level' };

export function factWords(fact: string): FactWords {
  if (fact === 'person.age') return { label: say('case.age'), from: { codes: AGE_BAND_CODES, group: 'age' } };
  if (fact === 'risk') return { label: say('filters.risk'), from: RISK };
  if (fact.startsWith('risk.')) {
    return { label: say('fact.risk_by', { tool: sayCode('risk_by', fact.slice('risk.'.length)) }), from: RISK };
  }
  if (fact === 'wishes') return { label: say('fact.wishes'), from: null };
  const field = fieldOf(fact);
  if (field !== null) return { label: say(field.label), from: sourceOf(field) };
  return { label: sayCode('fact', fact.replaceAll('.', '_')), from: { codes: [], group: 'answer' } };
}

/** `incidents.crimeType` is a field of the entries of that section. */
function fieldOf(fact: string): Field | null {
  const [name = '', part = ''] = fact.split('.');
  const section = CASE_SECTIONS.find((each) => each === name);
  if (section === undefined) return null;
  const all = SECTION_FIELDS[section].flatMap((field) =>
    field.kind === 'items' || field.kind === 'group' ? [field, ...field.fields] : [field],
  );
  return all.find((field) => field.name === part) ?? null;
}

function sourceOf(field: Field): Source | null {
  if (field.kind === 'choice' || field.kind === 'many') return field.from;
  const first = field.kind === 'items' ? field.fields[0] : undefined;
  return first?.kind === 'choice' ? first.from : null;
}
