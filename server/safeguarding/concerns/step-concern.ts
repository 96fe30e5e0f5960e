/** What a lead does with a concern: owns, decides, has something done, looks again, closes with a reason. */
import { concernAfter, judgeConcern } from '../../../shared/domain/concern.ts';
import type { ConcernRow, ConcernStep } from '../../../shared/protocol/http/concerns.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { factsOf, thereForOne } from '../../kept-out/index.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Person, SteppedChange } from '../../platform/stepped.store.ts';
import { takeStep } from '../../platform/take-step.ts';
import { actionsOpen, type ConcernDoc, type ConcernFacts, presentConcern, stateOf } from './concern-record.ts';
import type { ConcernsDeps } from './deps.ts';
import { concernAlert } from './raise-concern.ts';

export async function stepConcern(
  deps: ConcernsDeps,
  concernId: string,
  step: ConcernStep,
  caller: StaffSession,
): Promise<Result<{ concern: ConcernRow }>> {
  const there = await thereForOne(deps.keptOut, await deps.concerns.find(concernId), caller.agentId, factsOf);
  if (there === null) return fail('not_found');
  const named = 'agentId' in step ? await personOf(deps, step.agentId) : null;
  if ('agentId' in step && named === null) return wrong('agentId', 'Choose somebody who works here.');
  if (named !== null && (await thereForOne(deps.keptOut, there, named.agentId, factsOf)) === null)
    return fail('conflict', { reason: 'conflict_of_interest', name: named.name });
  const text = 'text' in step ? step.text : null;
  const by = { agentId: caller.agentId, name: caller.name };
  const taken = await takeStep<ConcernFacts>(
    { database: deps.database, records: deps.concerns, now: () => deps.clock.now() },
    {
      ...{ id: concernId, clientId: step.clientId, revision: step.revision, kind: step.kind },
      codes: codesOf(step),
      text,
      by,
    },
    {
      decide: (doc, now) => decide(deps, doc, { step, named, by, now }),
      along: async (doc, session) => {
        const target = { kind: 'concern', id: doc._id };
        const actor = { id: caller.agentId, role: caller.role };
        await deps.audit.record({ actor, action: `concern.${step.kind}`, target, meta: { state: doc.state } }, session);
      },
    },
  );
  if (!taken.ok) return taken;
  // Somebody has it: nobody needs to be called for it any more.
  if (taken.value.facts.owner !== null || taken.value.state !== 'open')
    await deps.alerts.putAway(concernAlert(concernId));
  return ok({ concern: presentConcern(taken.value) });
}

async function personOf({ agents }: ConcernsDeps, agentId: string): Promise<Person | null> {
  const agent = await agents.find(agentId);
  return agent && agent.disabledAt === null ? { agentId, name: agent.name } : null;
}

function codesOf(step: ConcernStep): Record<string, string> {
  switch (step.kind) {
    case 'own':
      return { agentId: step.agentId };
    case 'decide':
      return { decisions: step.decisions.join(' ') };
    case 'act':
      return { agentId: step.agentId, ...(step.dueOn === null ? {} : { dueOn: step.dueOn }) };
    case 'act_done':
      return { actionId: step.actionId };
    case 'review':
      return step.reviewOn === null ? {} : { reviewOn: step.reviewOn };
    case 'close':
      return { closure: step.closure };
    default:
      return {};
  }
}

interface Deciding {
  readonly step: ConcernStep;
  readonly named: Person | null;
  readonly by: Person;
  readonly now: number;
}

function decide(
  deps: ConcernsDeps,
  doc: ConcernDoc,
  { step, named, by, now }: Deciding,
): Result<SteppedChange<ConcernFacts>> {
  const state = stateOf(doc);
  const { kind, decisions, actions, owner } = doc.facts;
  const refused = judgeConcern({ kind, state, decisions, actionsOpen: actionsOpen(doc) }, step.kind);
  if (refused !== null) return fail('conflict', { reason: refused });
  const next = { state: concernAfter(state, step.kind) };
  switch (step.kind) {
    case 'own':
      return ok({ ...next, facts: { owner: named } });
    case 'decide':
      return ok({ ...next, facts: { decisions: step.decisions, owner: owner ?? by } });
    case 'act': {
      if (named === null) return fail('not_found');
      const action = { actionId: deps.ids.uuid(), owner: named, dueOn: step.dueOn, doneAt: null };
      return ok({ ...next, facts: { actions: [...actions, action] } });
    }
    case 'act_done': {
      if (!actions.some(({ actionId }) => actionId === step.actionId)) return fail('not_found');
      const done = actions.map((each) =>
        each.actionId === step.actionId ? { ...each, doneAt: each.doneAt ?? now } : each,
      );
      return ok({ ...next, facts: { actions: done } });
    }
    case 'review':
      return ok({ ...next, facts: { reviewOn: step.reviewOn } });
    case 'close':
      return ok({ ...next, facts: { closure: step.closure, reviewOn: null }, purgeAt: deps.keptUntil(now) });
    case 'reopen':
      return ok({ ...next, facts: { closure: null }, purgeAt: null });
    case 'note':
      return ok(next);
  }
}

function wrong(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message }] });
}
