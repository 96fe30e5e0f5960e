/** Which cases a list shows: what the caller may see, and what was asked for, as one filter over codes. */
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { wallTimeAt } from '../../shared/domain/opening-hours.ts';
import { relationsFor } from '../../shared/domain/permissions.ts';
import { REPEAT_BECAUSE } from '../../shared/domain/repeat-victim.ts';
import type { CaseFilters } from '../../shared/protocol/http/cases.ts';
import type { CaseCaller } from './deps.ts';

type Filter = Readonly<Record<string, unknown>>;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

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
    ...(filters.view === undefined ? [] : [viewFilter(filters.view, now)]),
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
    ...between('nextDueAt', filters.dueFrom, filters.dueUntil),
  ];
  return { $and: parts };
}

/** The four views that everybody begins with; "today" is the day in England. */
export function viewFilter(view: NonNullable<CaseFilters['view']>, now: number): Filter {
  if (view === 'overdue') return { nextDueAt: { $lt: now } };
  if (view === 'due_today') return { nextDueAt: { $gte: now, $lt: endOfDay(now) } };
  return { 'waits.for': view === 'waiting_for_others' ? 'others' : 'person' };
}

function endOfDay(now: number): number {
  const { minute } = wallTimeAt(new Date(now));
  // Looked at again, since a day in which the clocks change is an hour longer or shorter.
  const likely = now + DAY_MS - minute * MINUTE_MS;
  const { minute: past } = wallTimeAt(new Date(likely));
  const wall = past > DAY_MS / MINUTE_MS / 2 ? past - DAY_MS / MINUTE_MS : past;
  return Math.floor(likely / MINUTE_MS) * MINUTE_MS - wall * MINUTE_MS;
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
