/**
 * While somebody is away another has their due work: sees and works on their cases, is reminded of their actions, rings
 * their call-backs. After the last day it is theirs again by itself. Whoever knows somebody of a case never gets it so.
 */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { decide, type Relation } from '../../shared/domain/permissions.ts';
import type { Cover, coverRoutes } from '../../shared/protocol/http/cover.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, changedMeanwhile, WORKS_ON_CASES } from '../cases/index.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { transact } from '../platform/transaction.ts';
import type { CoverDoc } from './cover.store.ts';
import type { CoverDeps } from './deps.ts';
import { presentCover } from './read-cover.ts';

type Input = z.infer<typeof coverRoutes.set.body>;
type Set = Promise<Result<{ cover: Cover }>>;

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

export function setCover(deps: CoverDeps, input: Input, caller: CaseCaller): Set {
  return oncePerClientId({
    find: () => deps.store.ofClientId(input.clientId),
    again: (first) => again(deps, first, input, caller),
    make: () => make(deps, input, caller),
  });
}

async function make(deps: CoverDeps, input: Input, caller: CaseCaller): Set {
  const [from, to] = await Promise.all([
    deps.cases.staff.find(input.fromAgentId),
    deps.cases.staff.find(input.toAgentId),
  ]);
  const now = deps.cases.clock.now();
  const issues = faultsOf(input, { now, roles: { from: from?.role ?? null, to: to?.role ?? null } });
  if (issues.length > 0 || !from || !to) return fail('bad_request', { issues });
  if (decide('cover.set', caller.role, relationsTo(from, caller)) !== 'allowed') return fail('not_found');
  const coverId = deps.cases.ids.uuid();
  const reason = input.reason === null ? null : await deps.store.sealReason(coverId, from.agentId, input.reason);
  const endsAt = endOfLondonDay(input.lastDay) + 1;
  const doc: CoverDoc = {
    ...{ _id: coverId, clientId: input.clientId, revision: 1, fromTeamId: from.teamId },
    ...{ from: { agentId: from.agentId, name: from.name }, to: { agentId: to.agentId, name: to.name } },
    ...{ firstDay: input.firstDay, lastDay: input.lastDay, reason },
    ...{ startsAt: londonMoment(input.firstDay, '00:00'), endsAt },
    setBy: { agentId: caller.agentId, name: caller.name },
    ...{ purgeAt: deps.keptUntil(endsAt), legalHold: false },
  };
  const made = await transact<Result<null>>(deps.cases.database, async (session) => {
    const others = await deps.store.overlapping(session, [from.agentId, to.agentId], doc.startsAt, doc.endsAt);
    const clash = others.find((each) => isClash(each, doc));
    if (clash) return fail('conflict', { reason: 'away_then', from: clash.from.name, to: clash.to.name });
    await deps.store.insertIn(session, doc);
    await record(deps, doc, { caller, action: 'cover.set', session });
    return ok(null);
  });
  return made.ok ? ok({ cover: await presentCover(deps, doc, caller) }) : made;
}

/** One cannot be covered twice at once, nor cover while away: the work would be with somebody who is not there. */
function isClash(other: CoverDoc, made: CoverDoc): boolean {
  return [made.from.agentId, made.to.agentId].includes(other.from.agentId) || other.to.agentId === made.from.agentId;
}

export async function endCover(
  deps: CoverDeps,
  { coverId, revision }: { readonly coverId: string; readonly revision: number },
  caller: CaseCaller,
): Set {
  const now = deps.cases.clock.now();
  const ended = await transact<Result<CoverDoc>>(deps.cases.database, async (session) => {
    const doc = await deps.store.find(coverId, session);
    if (!doc || decide('cover.set', caller.role, relationsTo({ teamId: doc.fromTeamId }, caller)) !== 'allowed')
      return fail('not_found');
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.endsAt <= now) return fail('conflict', { reason: 'over' });
    if (!(await deps.store.endIn(session, doc, now))) return changedMeanwhile(revision, null);
    await record(deps, doc, { caller, action: 'cover.end', session });
    return ok({ ...doc, endsAt: now, revision: revision + 1 });
  });
  return ended.ok ? ok({ cover: await presentCover(deps, ended.value, caller) }) : ended;
}

export function relationsTo({ teamId }: { readonly teamId: string }, caller: Pick<CaseCaller, 'teamId'>): Relation[] {
  return teamId === caller.teamId ? ['team'] : [];
}

interface About {
  readonly now: number;
  readonly roles: { readonly from: string | null; readonly to: string | null };
}

function faultsOf({ fromAgentId, toAgentId, firstDay, lastDay }: Input, { now, roles }: About) {
  const works = (role: string | null) => role !== null && WORKS_ON_CASES.includes(role);
  const nobody = 'Nobody who works on cases has this id.';
  return [
    ...(works(roles.from) ? [] : [{ path: 'fromAgentId', message: nobody }]),
    ...(works(roles.to) ? [] : [{ path: 'toAgentId', message: nobody }]),
    ...(fromAgentId === toAgentId ? [{ path: 'toAgentId', message: 'Somebody else has to cover for them.' }] : []),
    ...(lastDay < firstDay
      ? [{ path: 'lastDay', message: 'The last day is before the first. Correct one of them.' }]
      : []),
    ...(lastDay < londonDay(new Date(now)) ? [{ path: 'lastDay', message: 'This day has passed.' }] : []),
    ...(Date.parse(lastDay) - Date.parse(firstDay) > LONGEST_DAYS * DAY_MS
      ? [{ path: 'lastDay', message: 'More than a year is no cover. Give the cases to somebody.' }]
      : []),
  ];
}

interface Recording {
  readonly caller: CaseCaller;
  readonly action: string;
  readonly session: Parameters<CoverDeps['store']['insertIn']>[0];
}

function record(deps: CoverDeps, { _id, from, to, firstDay, lastDay }: CoverDoc, by: Recording): Promise<void> {
  const { caller, action, session } = by;
  const meta = { from: from.agentId, to: to.agentId, firstDay, lastDay };
  const actor = { id: caller.agentId, role: caller.role };
  return deps.cases.audit.record({ actor, action, target: { kind: 'cover', id: _id }, meta }, session);
}

async function again(deps: CoverDeps, doc: CoverDoc, input: Input, caller: CaseCaller): Set {
  const asked = [input.fromAgentId, input.toAgentId, input.firstDay, input.lastDay, input.reason, caller.agentId];
  const kept = [doc.from.agentId, doc.to.agentId, doc.firstDay, doc.lastDay, await deps.store.reasonOf(doc)];
  return isDeepStrictEqual(asked, [...kept, doc.setBy.agentId])
    ? ok({ cover: await presentCover(deps, doc, caller) })
    : fail('conflict');
}
