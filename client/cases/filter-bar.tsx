import { useState } from 'react';
import { useMay } from '../app/session.ts';
import { AGE_BAND_CODES } from '../conversations/age-bands.ts';
import type { Source } from '../records/field.ts';
import { useOptions } from '../records/options.ts';
import { Button } from '../ui/button.tsx';
import { readDay, writtenDay } from '../ui/dates.ts';
import { Select, TextField } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { useCaseloads } from './caseloads.ts';
import style from './cases-page.module.css';
import { chosenIn, type FilterName, withFilter, withoutFilters } from './filters.ts';

interface FilterBarProps {
  readonly params: URLSearchParams;
  readonly onChange: (params: URLSearchParams) => void;
}

const CODES: readonly (readonly [FilterName, Source])[] = [
  ['risk', { codes: ['high', 'medium', 'standard', 'not_assessed'], group: 'risk_level' }],
  ['area', { list: 'areas' }],
  ['ageBand', { codes: AGE_BAND_CODES, group: 'age' }],
  ['crimeType', { list: 'crimeTypes' }],
  ['repeat', { codes: ['yes'], group: 'comes_again' }],
  ['supportLevel', { list: 'supportLevels' }],
  ['fundingStream', { list: 'fundingStreams' }],
  ['state', { codes: ['open', 'closed', 'merged'], group: 'case_state' }],
];
const DAYS: readonly FilterName[] = ['openedFrom', 'openedUntil', 'dueFrom', 'dueUntil'];
/** These are always in sight; the others unfold. */
const FIRST: readonly FilterName[] = ['owner', 'risk', 'area'];

export function FilterBar({ params, onChange }: FilterBarProps) {
  const chosen = chosenIn(params);
  const count = Object.keys(chosen).length;
  const hidden = Object.keys(chosen).some((name) => !FIRST.includes(name as FilterName));
  const [open, setOpen] = useState(hidden);
  const set = (name: FilterName) => (value: string) => onChange(withFilter(params, name, value));
  const codes = (first: boolean) =>
    CODES.filter(([name]) => FIRST.includes(name) === first).map(([name, from]) => (
      <CodeFilter key={name} name={name} from={from} value={chosen[name] ?? ''} onChange={set(name)} />
    ));
  return (
    <search className={style.filters} data-open={open} aria-label={say('filters.label')}>
      <div className={style.filterRow}>
        <OwnerFilter value={chosen.owner ?? ''} onChange={set('owner')} />
        {codes(true)}
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say('filters.more')}
        </Button>
        {count === 0 ? null : (
          <Button look="plain" size="small" onClick={() => onChange(withoutFilters(params))}>
            {say('filters.clear')}
            <span className="visually-hidden"> {say('filters.active', { count })}</span>
          </Button>
        )}
      </div>
      {open ? (
        <div className={style.filterRow}>
          {codes(false)}
          {DAYS.map((name) => (
            <DayFilter
              key={`${name} ${chosen[name] ?? ''}`}
              name={name}
              value={chosen[name] ?? ''}
              onChange={set(name)}
            />
          ))}
        </div>
      ) : null}
    </search>
  );
}

interface OneProps {
  readonly name: FilterName;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function CodeFilter({ name, from, value, onChange }: OneProps & { readonly from: Source }) {
  const options = useOptions(from, value === '' ? [] : [value]);
  const any = name === 'state' ? [] : [{ code: '', label: say('filters.any') }];
  // Without a state asked for, the list shows what is open.
  const shown = name === 'state' && value === '' ? 'open' : value;
  return (
    <Select
      label={sayCode('filters', name)}
      value={shown}
      options={[...any, ...options]}
      onChange={(code) => onChange(name === 'state' && code === 'open' ? '' : code)}
    />
  );
}

function OwnerFilter({ value, onChange }: Omit<OneProps, 'name'>) {
  const people = useCaseloads(useMay('case.allocate'))?.people ?? [];
  return (
    <Select
      label={say('filters.owner')}
      value={value}
      options={[
        { code: '', label: say('filters.owner.anyone') },
        { code: 'me', label: say('filters.owner.me') },
        { code: 'nobody', label: say('filters.owner.nobody') },
        ...people.map(({ agentId, name }) => ({ code: agentId, label: name })),
      ]}
      onChange={onChange}
    />
  );
}

/** Takes effect when the field is left or Enter is pressed, and only as a day. */
function DayFilter({ name, value, onChange }: OneProps) {
  const [typed, setTyped] = useState(writtenDay(value));
  const [wrong, setWrong] = useState(false);
  const take = () => {
    const day = typed.trim() === '' ? '' : readDay(typed);
    setWrong(day === null);
    if (day !== null && day !== value) onChange(day);
  };
  return (
    <TextField
      label={sayCode('filters', name)}
      placeholder={say('section.day_form')}
      problem={wrong ? say('section.day_fault') : undefined}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => (event.key === 'Enter' ? take() : undefined)}
    />
  );
}
