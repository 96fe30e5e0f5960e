/** Which cases a list shows: what the caller may see, and what was asked for, as one filter over codes. */
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { relationsFor } from '../../shared/domain/permissions.ts';
import { REPEAT_BECAUSE } from '../../shared/domain/repeat-victim.ts';
import type { CaseFilters } from '../../shared/protocol/http/cases.ts';
import type { CaseCaller } from './deps.ts';
import { type Span, spanOf, viewSpan } from './due-span.ts';

type Filter = Readonly<Record<string, unknown>>;

/** The cases of a caller: all for who answers for the service, else their team's, their own and those they cover. */
export function visibleTo({ agentId, role, teamId }: CaseCaller, covered: readonly string[]): Filter {
  const relations = relationsFor('case.read', role);
  const whose = whoseOf(agentId, covered);
  const mine: Filter[] = [{ 'owner.agentId': whose }, { 'workers.agentId': whose }];
  const seen: Filter = relations.includes('any')
    ? {}
    : { $or: [...mine, ...(relations.includes('team') ? [{ teamId }] : [])] };
  return { $and: [seen, { exclusions: { $ne: agentId } }] };
}

interface Asking {
  readonly agentId: string;
  readonly covered: readonly string[];
}

export function filterOf(filters: CaseFilters, asking: Asking, now: number): Filter {
  const parts: Filter[] = [
    { state: filters.state ?? 'open' },
    ...(filters.view === undefined ? [] : waitFilter(filters.view)),
    ...(filters.owner === undefined ? [] : [ownerFilter(filters.owner, asking)]),
    ...equal('teamId', filters.team),
    ...equal('risk', filters.risk),
    ...equal('area', filters.area),
    ...equal('ageBand', filters.ageBand),
    ...equal('crimeTypes', filters.crimeType),
    ...(filters.repeat === undefined ? [] : [{ repeat: { $in: [...REPEAT_BECAUSE] } }]),
    ...equal('supportLevel', filters.supportLevel),
    ...equal('fundingStream', filters.fundingStream),
    ...between('openedAt', filters.openedFrom, filters.openedUntil),
    ...dueWithin(spanOf(filters, now)),
  ];
  return { $and: parts };
}

/** One of the things that are due is: not the first alone, or an old one would hide what is due today. */
function dueWithin({ from, until }: Span): Filter[] {
  const at = { ...(from === null ? {} : { $gte: from }), ...(until === null ? {} : { $lt: until }) };
  if (Object.keys(at).length === 0) return [];
  // Nothing of a case is due before its first: that bounds what is read in the order of the list.
  const first = until === null ? {} : { nextDueAt: { $lt: until } };
  return [from === null ? first : { ...first, due: { $elemMatch: { at } } }];
}

/** The four views that everybody begins with; "today" is the day in England. */
export function viewFilter(view: NonNullable<CaseFilters['view']>, now: number): Filter {
  return { $and: [...waitFilter(view), ...dueWithin(viewSpan(view, now))] };
}

function waitFilter(view: NonNullable<CaseFilters['view']>): Filter[] {
  if (view === 'waiting_for_others') return [{ 'waits.for': 'others' }];
  return view === 'waiting_for_person' ? [{ 'waits.for': 'person' }] : [];
}

/** While they cover for somebody, "me" is both: the due work of who is away is theirs. */
function ownerFilter(owner: string, { agentId, covered }: Asking): Filter {
  if (owner === 'nobody') return { owner: null };
  return { 'owner.agentId': owner === 'me' ? whoseOf(agentId, covered) : owner };
}

function whoseOf(agentId: string, covered: readonly string[]): string | Filter {
  return covered.length === 0 ? agentId : { $in: [agentId, ...covered] };
}

function equal(field: string, value: string | undefined): Filter[] {
  return value === undefined ? [] : [{ [field]: value }];
}

/** Both days whole, as they are in England. */
function between(field: string, from: string | undefined, until: string | undefined): Filter[] {
  const range = {
    ...(from === undefined ? {} : { $gte: londonMoment(from, '00:00') }),
    ...(until === undefined ? {} : { $lte: endOfLondonDay(until) }),
  };
  return Object.keys(range).length === 0 ? [] : [{ [field]: range }];
}
