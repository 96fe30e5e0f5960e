/** The register of incidents and breaches: who was told, or why not, and the 72 hours of each breach. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import {
  INCIDENT_STATES,
  type IncidentKind,
  type IncidentRisk,
  type IncidentStanding,
  type IncidentTold,
  icoClockRuns,
  isBreach,
  judgeIncident,
  type MustSettle,
} from '../../shared/domain/incident.ts';
import { icoDueAt } from '../../shared/domain/register-clocks.ts';
import type { IncidentRow, IncidentStep, registerRoutes } from '../../shared/protocol/http/registers.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { type SteppedChange, type SteppedDoc, type SteppedStore, steppedSpec } from '../platform/stepped.store.ts';
import type { RegistersDeps } from './deps.ts';
import { addEntry, type EntryFacts, type Register } from './register.ts';

export interface IncidentFacts extends EntryFacts {
  readonly kind: IncidentKind;
  readonly awareAt: number;
  readonly happenedAt: number | null;
  readonly risk: IncidentRisk | null;
  readonly told: readonly { readonly who: IncidentTold; readonly at: number }[];
  readonly notTold: readonly MustSettle[];
  readonly learnt: boolean;
}

interface IncidentBody {
  readonly text: string;
}

type Doc = SteppedDoc<IncidentFacts>;
type Routes = typeof registerRoutes;

export const incidentsSpec = steppedSpec('incidents', [
  { keys: { 'facts.owner.agentId': 1 }, sparse: true },
  { keys: { state: 1, 'facts.awareAt': 1 } },
]);

const AHEAD_MS = 2 * 60_000;
const isAhead = (at: string | null, now: number): boolean => at !== null && Date.parse(at) > now + AHEAD_MS;

export function incidentsRegister(
  deps: RegistersDeps,
  records: SteppedStore<IncidentFacts>,
): Register<IncidentFacts, IncidentRow, IncidentStep, IncidentBody> {
  return {
    noun: 'incident',
    records,
    bodyOf: (doc) => records.bodyOf<IncidentBody>(doc),
    over: ['closed'],
    present,
    codesOf,
    decide: (doc, step, { now, named }) => {
      if (step.kind === 'tell' && isAhead(step.at, now)) return inTheFuture('at');
      const refused = judgeIncident(standingOf(doc), step.kind, 'who' in step ? step.who : undefined);
      if (refused !== null) return fail('conflict', { reason: refused });
      return ok(changeOf(deps, doc, step, { now, named }));
    },
    settled: async (doc) => {
      const { owner, risk } = doc.facts;
      if (owner !== null || risk !== null || doc.state === 'closed') await deps.alerts.putAway(reportedAlert(doc._id));
      if (!icoClockRuns(standingOf(doc))) await deps.alerts.putAway(dueAlert(doc._id));
    },
  };
}

function changeOf(
  deps: RegistersDeps,
  { facts }: Doc,
  step: IncidentStep,
  { now, named }: { readonly now: number; readonly named: IncidentFacts['owner'] },
): SteppedChange<IncidentFacts> {
  switch (step.kind) {
    case 'own':
      return { facts: { owner: named } };
    case 'assess':
      return { facts: { risk: step.risk } };
    case 'tell': {
      const told = [...facts.told, { who: step.who, at: Date.parse(step.at) }];
      return { facts: { told, notTold: facts.notTold.filter((who) => who !== step.who) } };
    }
    case 'not_told':
      return { facts: { notTold: [...new Set([...facts.notTold, step.who])] } };
    case 'learn':
      return { facts: { learnt: true } };
    case 'close':
      return { state: 'closed', purgeAt: deps.keptUntil('incident', now) };
    case 'reopen':
      return { state: 'open', purgeAt: null };
    default:
      return {};
  }
}

function codesOf(step: IncidentStep): Record<string, string> {
  switch (step.kind) {
    case 'own':
      return { agentId: step.agentId };
    case 'assess':
      return { risk: step.risk };
    case 'tell':
      return { who: step.who, at: step.at };
    case 'not_told':
      return { who: step.who };
    default:
      return {};
  }
}

export async function addIncident(
  deps: RegistersDeps,
  register: ReturnType<typeof incidentsRegister>,
  input: z.infer<Routes['addIncident']['body']>,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['addIncident']>>> {
  const { clientId, text, kind, conversationId, caseId } = input;
  const now = deps.clock.now();
  if (isAhead(input.awareAt, now)) return inTheFuture('awareAt');
  if (isAhead(input.happenedAt, now)) return inTheFuture('happenedAt');
  const awareAt = Date.parse(input.awareAt);
  const happenedAt = input.happenedAt === null ? null : Date.parse(input.happenedAt);
  if (happenedAt !== null && happenedAt > awareAt + AHEAD_MS) {
    const message = 'Nobody knew of it before it happened. Correct one of the two times.';
    return fail('bad_request', { issues: [{ path: 'happenedAt', message }] });
  }
  const facts: IncidentFacts = {
    ...{
      kind,
      awareAt,
      happenedAt,
      conversationId,
      caseId,
      owner: null,
      risk: null,
      told: [],
      notTold: [],
      learnt: false,
    },
  };
  const body: IncidentBody = { text };
  const added = await addEntry(
    deps,
    register,
    {
      ...{ clientId, state: 'open', facts, body, meta: { kind } },
      isSame: (before, said) => {
        const asAdded = { ...before, owner: null, risk: null, told: [], notTold: [], learnt: false };
        return isDeepStrictEqual([asAdded, said], [facts, body]);
      },
      along: async ({ _id }, session) => {
        const alert = { kind: 'breach_reported', causeId: reportedAlert(_id) } as const;
        if (isBreach(kind)) await deps.alerts.raiseAlertIn(session, alert);
      },
    },
    caller,
  );
  if (!added.ok) return added;
  if (isBreach(kind)) deps.alerts.announce(reportedAlert(added.value.doc._id));
  return ok({ entry: added.value.entry });
}

const reportedAlert = (entryId: string): string => `breach_reported:${entryId}`;
const dueAlert = (entryId: string): string => `breach_due:${entryId}`;

/** From a day before the 72 hours are over, a lead is called. */
const WARN_MS = 24 * 3_600_000;
const LOOKED_AT = 200;

export async function chaseBreaches(deps: RegistersDeps, records: SteppedStore<IncidentFacts>): Promise<void> {
  const now = deps.clock.now();
  // Everything aware so long ago that less than a day is left.
  const since = now + WARN_MS - icoDueAt(0);
  const late = await records.list(
    { state: 'open', 'facts.awareAt': { $lte: since } },
    { 'facts.awareAt': 1 },
    LOOKED_AT,
  );
  for (const doc of late)
    if (icoClockRuns(standingOf(doc))) await deps.alerts.raiseAlert({ kind: 'breach_due', causeId: dueAlert(doc._id) });
}

function standingOf({ facts, state }: Doc): IncidentStanding {
  return {
    ...{ kind: facts.kind, risk: facts.risk, notTold: facts.notTold, learnt: facts.learnt },
    state: INCIDENT_STATES.find((each) => each === state) ?? 'open',
    told: facts.told.map(({ who }) => who),
  };
}

function present(doc: Doc, { now, changes }: { readonly now: number; readonly changes: number }): IncidentRow {
  const { kind, awareAt, happenedAt, risk, told, notTold, learnt, owner, caseId, conversationId } = doc.facts;
  const standing = standingOf(doc);
  return {
    ...{ entryId: doc._id, revision: doc.revision, madeAt: iso(doc.madeAt), madeBy: doc.madeBy, owner, caseId },
    ...{
      conversationId,
      changes,
      kind,
      state: standing.state,
      awareAt: iso(awareAt),
      happenedAt: isoOrNull(happenedAt),
    },
    ...{ risk, told: told.map(({ who, at }) => ({ who, at: iso(at) })), notTold: [...notTold], learnt },
    ico: icoOf(doc, standing, now),
  };
}

function icoOf({ facts }: Doc, standing: IncidentStanding, now: number): IncidentRow['ico'] {
  if (!isBreach(facts.kind)) return null;
  const dueAt = icoDueAt(facts.awareAt);
  const toldAt = facts.told.find(({ who }) => who === 'ico')?.at ?? null;
  const running = icoClockRuns(standing);
  return { dueAt: iso(dueAt), running, over: toldAt === null ? running && now > dueAt : toldAt > dueAt };
}

function inTheFuture(path: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message: 'This did not happen in the future. Correct the time.' }] });
}
