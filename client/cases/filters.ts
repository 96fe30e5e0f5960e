// Which cases the list shows, as codes in its address: no name, number or word of a person ever stands there.
import { CASE_STATES, CASE_VIEWS, type CaseView } from '../../shared/domain/case-sections.ts';
import type { CaseFilters } from '../../shared/protocol/http/cases.ts';

/** In the order of the filter bar. */
const FILTERS = [
  'owner',
  'risk',
  'area',
  'ageBand',
  'crimeType',
  'repeat',
  'supportLevel',
  'fundingStream',
  'openedFrom',
  'openedUntil',
  'dueFrom',
  'dueUntil',
  'state',
] as const satisfies readonly (keyof CaseFilters)[];
export type FilterName = (typeof FILTERS)[number];

export type Chosen = Partial<Readonly<Record<FilterName, string>>>;

/** Anything that could be no code is left out rather than sent: an address may be typed by hand. */
const CODE = /^[A-Za-z0-9_.:-]{1,64}$/;

export function chosenIn(params: URLSearchParams): Chosen {
  const found = FILTERS.flatMap((name) => {
    const value = params.get(name);
    return value !== null && CODE.test(value) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

export function viewIn(params: URLSearchParams): CaseView | null {
  return CASE_VIEWS.find((view) => view === params.get('view')) ?? null;
}

/** The address with one filter set, changed or, by an empty value, taken away. */
export function withFilter(params: URLSearchParams, name: FilterName | 'view', value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** The view stays, everything that narrows it goes. */
export function withoutFilters(params: URLSearchParams): URLSearchParams {
  const view = viewIn(params);
  return new URLSearchParams(view === null ? {} : { view });
}

export function filtersIn(params: URLSearchParams): CaseFilters {
  const { state, repeat, ...chosen } = chosenIn(params);
  const view = viewIn(params);
  const known = CASE_STATES.find((each) => each === state);
  return {
    ...chosen,
    ...(view === null ? {} : { view }),
    ...(repeat === 'yes' ? { repeat } : {}),
    ...(known === undefined ? {} : { state: known }),
  };
}

/** `?a=1&b=2`, or nothing where nothing is asked for. */
export function queryOf(asked: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
