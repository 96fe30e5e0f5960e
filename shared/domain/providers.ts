/**
 * Who gives a kind of support in a district on a day: by council, district and lot, with what is doubtful about it said.
 * Somebody who flees may choose the area of today or of safety; where it happened is never asked (D1).
 */
import { isValidOn } from '../reference/reference-item.ts';
import type { PartnerRoute } from './pathway-data.ts';
import { dayAfter } from './working-days.ts';

/** Contracts that end within this are said so, and raise a task (D1). */
export const ENDING_WITHIN_DAYS = 90;

/** The districts a person may be served in: of today, and of safety where they go. */
export interface Whereabouts {
  readonly area: string | null;
  readonly areaOfSafety: string | null;
}

export interface ProviderOption {
  readonly code: string;
  readonly programme: string;
  readonly provider: string;
  readonly lot: string;
  readonly phone: string | null;
  /** Which of the two districts it serves. */
  readonly forArea: 'today' | 'safety';
  readonly endsOn: string | null;
  readonly unverified: boolean;
  /** Sentences for staff: what to check before relying on it. */
  readonly doubts: readonly string[];
}

export interface Providers {
  readonly options: readonly ProviderOption[];
  /** Why there is none, or what to find out; for staff. */
  readonly doubts: readonly string[];
}

export function providersFor(
  routes: readonly PartnerRoute[],
  kinds: readonly string[],
  where: Whereabouts,
  day: string,
): Providers {
  if (kinds.length === 0) return { options: [], doubts: [] };
  const places = placesOf(where);
  if (places.length === 0)
    return { options: [], doubts: ['Ask which district they live or stay in: who gives this turns on it.'] };
  const found = places.map(({ district, forArea }) => inDistrict(routes, kinds, { district, forArea }, day));
  return {
    options: distinct(found.flatMap(({ options }) => options)),
    doubts: [...new Set(found.flatMap(({ doubts }) => doubts))],
  };
}

interface Place {
  readonly district: string;
  readonly forArea: ProviderOption['forArea'];
}

function placesOf({ area, areaOfSafety }: Whereabouts): Place[] {
  return [
    ...(area === null ? [] : [{ district: area, forArea: 'today' as const }]),
    ...(areaOfSafety === null || areaOfSafety === area ? [] : [{ district: areaOfSafety, forArea: 'safety' as const }]),
  ];
}

/** The first kind that anybody gives there; an adviser of their own before the service that has advisers. */
function inDistrict(
  routes: readonly PartnerRoute[],
  kinds: readonly string[],
  { district, forArea }: Place,
  day: string,
): Providers {
  const here = routes.filter((route) => route.districts.includes(district));
  for (const kind of kinds) {
    const inForce = here.filter((route) => route.kind === kind && isValidOn(route, day));
    if (inForce.length > 0) return { options: inForce.map((route) => toOption(route, forArea, day)), doubts: [] };
  }
  const ended = here.filter(({ kind, validTo }) => kinds.includes(kind) && validTo !== undefined && validTo < day);
  return {
    options: [],
    doubts:
      ended.length === 0
        ? ['Nobody is known to give this in their district. Ask the coordinator.']
        : ended.map(({ programme, lot, validTo }) => `${programme}, ${lot} ended on ${validTo}. Ask who follows.`),
  };
}

function toOption(route: PartnerRoute, forArea: ProviderOption['forArea'], day: string): ProviderOption {
  const { code, programme, provider, lot, phone, validTo, unverified } = route;
  const ending = validTo !== undefined && validTo <= dayAfter(day, ENDING_WITHIN_DAYS);
  return {
    ...{ code, programme, provider, lot, phone: phone ?? null, forArea, endsOn: validTo ?? null, unverified },
    doubts: [
      ...(unverified ? [`${programme}: nobody has checked this entry. Ring before you rely on it.`] : []),
      ...(ending ? [`${programme}, ${lot} ends on ${validTo}. Ask who follows.`] : []),
    ],
  };
}

/** One that serves both districts is named once, for today. */
function distinct(options: readonly ProviderOption[]): ProviderOption[] {
  return options.filter((option, at) => options.findIndex(({ code }) => code === option.code) === at);
}
