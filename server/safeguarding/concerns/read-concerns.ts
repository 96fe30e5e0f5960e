/** Reading the register: a list of codes and times, and one opened whole, recorded before a word of it is shown (A2). */
import type { z } from 'zod';
import type { EmergencyChange } from '../../../shared/domain/emergency.ts';
import { type Relation, relationsFor } from '../../../shared/domain/permissions.ts';
import { ROLES } from '../../../shared/protocol/desk.ts';
import type { concernRoutes } from '../../../shared/protocol/http/concerns.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { factsOf, thereFor, thereForOne } from '../../kept-out/index.ts';
import type { StaffSession, ValueOf } from '../../platform/http-route.ts';
import { iso } from '../../platform/ports.ts';
import type { OpenStep } from '../../platform/stepped.store.ts';
import { type ConcernBody, type ConcernDoc, presentConcern } from './concern-record.ts';
import type { ConcernsDeps } from './deps.ts';

type Routes = typeof concernRoutes;
type Query = z.infer<Routes['list']['query']>;

/** More than a service may leave undecided. */
const SHOWN = 200;
/** Who may own a concern, or do something about it. */
const OWNER_ROLES = ROLES.filter((role) => relationsFor('concern.raise', role).length > 0);

export function relationsTo({ facts, madeBy }: ConcernDoc, { agentId, teamId }: StaffSession): Relation[] {
  const mine = [madeBy.agentId, facts.owner?.agentId].includes(agentId);
  return [...(mine ? (['own'] as const) : []), ...(facts.teamId === teamId ? (['team'] as const) : [])];
}

/** Whoever leads all sees all; a supervisor those of their team, and their own. */
function visibleTo({ role, agentId, teamId }: StaffSession): Readonly<Record<string, unknown>> {
  if (relationsFor('concern.read', role).includes('any')) return {};
  return { $or: [{ 'facts.teamId': teamId }, { 'madeBy.agentId': agentId }, { 'facts.owner.agentId': agentId }] };
}

export async function listConcerns(
  deps: ConcernsDeps,
  { state, caseId, conversationId }: Query,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['list']>>> {
  const visible = visibleTo(caller);
  const about = {
    ...(caseId === undefined ? {} : { 'facts.caseId': { $in: await deps.partsOf(caseId) } }),
    ...(conversationId === undefined ? {} : { 'facts.conversationId': conversationId }),
  };
  const wanted = { ...visible, ...about, ...(state === undefined ? {} : { state }) };
  const [found, openCount, staff] = await Promise.all([
    // What is closed last, of the rest the oldest first: `closed` comes before `decided` and `open` in the alphabet.
    deps.concerns.list(wanted, { state: -1, madeAt: 1, _id: 1 }, SHOWN),
    deps.concerns.count({ ...visible, ...about, state: 'open' }),
    deps.agents.findMany({ role: { $in: OWNER_ROLES }, disabledAt: null }),
  ]);
  const docs = await thereFor(deps.keptOut, found, caller.agentId, factsOf);
  const isOpen = (each: ConcernDoc) => each.state === 'open';
  return ok({
    concerns: docs.map(presentConcern),
    openTotal: openCount - found.filter(isOpen).length + docs.filter(isOpen).length,
    staff: staff.map(({ _id, name }) => ({ agentId: _id, name })),
  });
}

export async function openConcern(
  deps: ConcernsDeps,
  concernId: string,
  { agentId, role }: StaffSession,
): Promise<Result<ValueOf<Routes['open']>>> {
  const doc = await thereForOne(deps.keptOut, await deps.concerns.find(concernId), agentId, factsOf);
  if (!doc) return fail('not_found');
  const target = { kind: 'concern', id: concernId };
  await deps.audit.record({ actor: { id: agentId, role }, action: 'concern.read', target });
  const [{ text }, steps, updates] = await Promise.all([
    deps.concerns.bodyOf<ConcernBody>(doc),
    deps.concerns.stepsOf(doc),
    doc.facts.alertId === null ? [] : deps.emergencyUpdates.of(doc.facts.alertId),
  ]);
  return ok({
    concern: presentConcern(doc),
    text,
    steps: steps.map(presentStep),
    emergency: updates.flatMap(({ at, by, changes }) => changes.map((each) => ({ at: iso(at), by, ...noted(each) }))),
  });
}

export function presentStep({ stepId, kind, at, by, codes, text }: OpenStep) {
  return { stepId, kind, at: iso(at), by, codes: { ...codes }, text };
}

function noted(change: EmergencyChange) {
  if (change.field !== 'step') return { field: change.field, step: null, now: change.now };
  return { field: 'step', step: change.code, now: change.now ? 'done' : null };
}
