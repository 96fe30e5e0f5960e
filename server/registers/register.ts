/**
 * What the registers have in common: an entry is written down once, listed without its words, opened with a record of who
 * read it, and goes on in steps. What differs (states, rules, clocks) comes in as a `Register`.
 */
import { type Relation, relationsFor } from '../../shared/domain/permissions.ts';
import { ROLES } from '../../shared/protocol/desk.ts';
import type { RecordStep } from '../../shared/protocol/http/concerns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createOnce } from '../platform/create-once.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import type { Person, SteppedChange, SteppedDoc, SteppedStore } from '../platform/stepped.store.ts';
import { takeStep } from '../platform/take-step.ts';
import type { RegistersDeps } from './deps.ts';

export interface EntryFacts {
  readonly owner: Person | null;
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

interface StepInput {
  readonly clientId: string;
  readonly revision: number;
  readonly kind: string;
  readonly text?: string | null;
  readonly agentId?: string;
}

export interface Register<F extends EntryFacts, Row, S extends StepInput, B> {
  /** As in the audit record: `complaint`, `incident`, `change`. */
  readonly noun: string;
  readonly records: SteppedStore<F>;
  /** What was written down, opened. */
  readonly bodyOf: (doc: SteppedDoc<F>) => Promise<B>;
  /** Everything that is over; listed last. */
  readonly over: readonly string[];
  readonly present: (doc: SteppedDoc<F>, seen: { readonly now: number; readonly changes: number }) => Row;
  readonly codesOf: (step: S) => Record<string, string>;
  readonly decide: (doc: SteppedDoc<F>, step: S, at: Deciding) => Result<SteppedChange<F>>;
  /** Once a step stands. */
  readonly settled?: (doc: SteppedDoc<F>) => Promise<void>;
}

export interface Deciding {
  readonly now: number;
  /** Whom the step names. */
  readonly named: Person | null;
}

const OPEN_SHOWN = 200;
const OVER_SHOWN = 100;
const OWNER_ROLES = ROLES.filter((role) => relationsFor('register.read', role).length > 0);

export function relationsToEntry({ facts }: SteppedDoc<EntryFacts>, { agentId }: StaffSession): Relation[] {
  return facts.owner?.agentId === agentId ? ['own'] : [];
}

export async function listEntries<F extends EntryFacts, Row, S extends StepInput, B>(
  deps: RegistersDeps,
  register: Register<F, Row, S, B>,
  { agentId, role }: StaffSession,
): Promise<Result<{ entries: Row[]; staff: Person[] }>> {
  const all = relationsFor('register.read', role).includes('any');
  const visible = all ? {} : { 'facts.owner.agentId': agentId };
  const over = [...register.over];
  const [open, closed, agents] = await Promise.all([
    register.records.list({ ...visible, state: { $nin: over } }, { madeAt: 1, _id: 1 }, OPEN_SHOWN),
    register.records.list({ ...visible, state: { $in: over } }, { madeAt: -1, _id: 1 }, OVER_SHOWN),
    deps.agents.findMany({ role: { $in: OWNER_ROLES }, disabledAt: null }),
  ]);
  const docs = [...open, ...closed];
  const counts = await deps.changesBecauseOf(docs.map(({ _id }) => _id));
  const now = deps.clock.now();
  return ok({
    entries: docs.map((doc) => register.present(doc, { now, changes: counts.get(doc._id) ?? 0 })),
    staff: agents.map(({ _id, name }) => ({ agentId: _id, name })),
  });
}

export interface NewEntry<F, B> {
  readonly clientId: string;
  readonly state: string;
  readonly facts: F;
  readonly body: B;
  /** Whether what this clientId made before says the same. */
  readonly isSame: (facts: F, body: B) => boolean;
  readonly meta?: Readonly<Record<string, string | null>>;
  /** What is written with it, in its transaction. */
  readonly along?: (doc: SteppedDoc<F>, session: Session) => Promise<void>;
}

export async function addEntry<F extends EntryFacts, Row, S extends StepInput, B>(
  deps: RegistersDeps,
  register: Register<F, Row, S, B>,
  { clientId, state, facts, body, isSame, meta = {}, along }: NewEntry<F, B>,
  caller: StaffSession,
): Promise<Result<{ entry: Row; doc: SteppedDoc<F> }>> {
  const { conversationId, caseId } = facts;
  const reached = await deps.reachSubject({ conversationId, caseId }, caller);
  if (!reached.ok) return reached;
  const by = { agentId: caller.agentId, name: caller.name };
  const made = await createOnce<SteppedDoc<F>>(deps.database, {
    existing: (session) => register.records.ofCause(clientId, session),
    isSame: async (found) => found.madeBy.agentId === by.agentId && isSame(found.facts, await register.bodyOf(found)),
    create: async (session) => {
      const at = deps.clock.now();
      const first = { clientId, kind: 'made', at, by, codes: {}, text: null };
      const doc = await register.records.insert(session, {
        ...{ id: deps.ids.uuid(), causeId: clientId, state, facts, body, first, purgeAt: null },
      });
      await record(deps, register.noun, { verb: 'add', id: doc._id, meta }, caller, session);
      await along?.(doc, session);
      return ok(doc);
    },
  });
  if (!made.ok) return made;
  const doc = made.value.value;
  return ok({ entry: register.present(doc, { now: deps.clock.now(), changes: 0 }), doc });
}

export async function openEntry<F extends EntryFacts, Row, S extends StepInput, B>(
  deps: RegistersDeps,
  register: Register<F, Row, S, B>,
  entryId: string,
  caller: StaffSession,
): Promise<Result<{ entry: Row; body: B; steps: RecordStep[] }>> {
  const doc = await register.records.find(entryId);
  if (!doc) return fail('not_found');
  await record(deps, register.noun, { verb: 'read', id: entryId, meta: {} }, caller);
  const counts = await deps.changesBecauseOf([entryId]);
  const [body, steps] = await Promise.all([register.bodyOf(doc), register.records.stepsOf(doc)]);
  const entry = register.present(doc, { now: deps.clock.now(), changes: counts.get(entryId) ?? 0 });
  return ok({
    entry,
    body,
    steps: steps.map(({ at, codes, clientId: _own, ...rest }) => ({ ...rest, at: iso(at), codes: { ...codes } })),
  });
}

export async function stepEntry<F extends EntryFacts, Row, S extends StepInput, B>(
  deps: RegistersDeps,
  register: Register<F, Row, S, B>,
  { entryId, step }: { readonly entryId: string; readonly step: S },
  caller: StaffSession,
): Promise<Result<{ entry: Row }>> {
  const named = step.agentId === undefined ? null : await ownerOf(deps, step.agentId);
  if (step.agentId !== undefined && named === null) {
    const message = 'Choose somebody who deals with the registers.';
    return fail('bad_request', { issues: [{ path: 'agentId', message }] });
  }
  const { clientId, revision, kind, text = null } = step;
  const by = { agentId: caller.agentId, name: caller.name };
  const taken = await takeStep<F>(
    { database: deps.database, records: register.records, now: () => deps.clock.now() },
    { id: entryId, clientId, revision, kind, codes: register.codesOf(step), text, by },
    {
      decide: (doc, now) => register.decide(doc, step, { now, named }),
      along: (doc, session) => record(deps, register.noun, { verb: kind, id: doc._id, meta: {} }, caller, session),
    },
  );
  if (!taken.ok) return taken;
  await register.settled?.(taken.value);
  const counts = await deps.changesBecauseOf([entryId]);
  const entry = register.present(taken.value, { now: deps.clock.now(), changes: counts.get(entryId) ?? 0 });
  return ok({ entry });
}

async function ownerOf({ agents }: RegistersDeps, agentId: string): Promise<Person | null> {
  const agent = await agents.find(agentId);
  const may = agent !== null && agent.disabledAt === null && OWNER_ROLES.includes(agent.role);
  return may ? { agentId, name: agent.name } : null;
}

interface Recorded {
  readonly verb: string;
  readonly id: string;
  readonly meta: Readonly<Record<string, string | null>>;
}

async function record(
  { audit }: RegistersDeps,
  noun: string,
  { verb, id, meta }: Recorded,
  { agentId, role }: StaffSession,
  session?: Session,
): Promise<void> {
  const target = { kind: noun, id };
  await audit.record({ actor: { id: agentId, role }, action: `${noun}.${verb}`, target, meta }, session);
}
