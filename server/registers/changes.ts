/** What was changed because of complaints and incidents: planned with an owner and a day, done or dropped with a reason. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import {
  CHANGE_STATES,
  type ChangeState,
  judgeRegisterChange,
  registerChangeAfter,
} from '../../shared/domain/register-change.ts';
import type { Because, ChangeRow, ChangeStep, registerRoutes } from '../../shared/protocol/http/registers.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession, ValueOf } from '../platform/http-route.ts';
import { iso } from '../platform/ports.ts';
import { type SteppedDoc, type SteppedStore, steppedSpec } from '../platform/stepped.store.ts';
import type { RegistersDeps } from './deps.ts';
import { addEntry, type EntryFacts, type Register } from './register.ts';

export interface ChangeFacts extends EntryFacts {
  readonly because: readonly Because[];
  readonly dueOn: string | null;
}

interface ChangeBody {
  readonly text: string;
}

type Doc = SteppedDoc<ChangeFacts>;
type Routes = typeof registerRoutes;

export const changesSpec = steppedSpec('register_changes', [
  { keys: { 'facts.because.entryId': 1 } },
  { keys: { 'facts.owner.agentId': 1 }, sparse: true },
]);

/** Whether the entries that a change names are there. */
export type EntryExists = (because: Because) => Promise<boolean>;

export function changesRegister(
  deps: RegistersDeps,
  records: SteppedStore<ChangeFacts>,
): Register<ChangeFacts, ChangeRow, ChangeStep, ChangeBody> {
  return {
    noun: 'register_change',
    records,
    bodyOf: (doc) => records.bodyOf<ChangeBody>(doc),
    over: ['done', 'dropped'],
    present,
    codesOf: (step) => {
      if (step.kind === 'own') return { agentId: step.agentId };
      return step.kind === 'link' ? { register: step.because.register, entryId: step.because.entryId } : {};
    },
    decide: (doc, step, { now, named }) => {
      const refused = judgeRegisterChange(stateOf(doc), step.kind);
      if (refused !== null) return fail('conflict', { reason: refused });
      const state = registerChangeAfter(stateOf(doc), step.kind);
      const isOver = state !== 'planned';
      const change = { state, purgeAt: isOver ? deps.keptUntil('complaint', now) : null };
      if (step.kind === 'own') return ok({ ...change, facts: { owner: named } });
      if (step.kind !== 'link') return ok(change);
      const others = doc.facts.because.filter(({ entryId }) => entryId !== step.because.entryId);
      return ok({ ...change, facts: { because: [...others, step.because] } });
    },
  };
}

export async function addChange(
  deps: RegistersDeps,
  { register, exists }: { readonly register: ReturnType<typeof changesRegister>; readonly exists: EntryExists },
  input: z.infer<Routes['addChange']['body']>,
  caller: StaffSession,
): Promise<Result<ValueOf<Routes['addChange']>>> {
  const { clientId, text, dueOn, agentId, because } = input;
  const owner = await deps.agents.find(agentId);
  if (!owner || owner.disabledAt !== null) return wrong('agentId', 'Choose somebody who works here.');
  for (const [index, each] of because.entries())
    if (!(await exists(each)))
      return wrong(`because.${index}`, 'This entry is not there. Choose it from the register.');
  const facts: ChangeFacts = {
    ...{ because, dueOn, owner: { agentId, name: owner.name }, conversationId: null, caseId: null },
  };
  const body: ChangeBody = { text };
  const added = await addEntry(
    deps,
    register,
    {
      ...{ clientId, state: 'planned', facts, body },
      isSame: (before, said) => isDeepStrictEqual([before.dueOn, said], [dueOn, body]),
    },
    caller,
  );
  return added.ok ? ok({ entry: added.value.entry }) : added;
}

function wrong(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message }] });
}

function stateOf({ state }: Doc): ChangeState {
  return CHANGE_STATES.find((each) => each === state) ?? 'planned';
}

function present(doc: Doc, { now }: { readonly now: number }): ChangeRow {
  const { because, dueOn, owner, caseId, conversationId } = doc.facts;
  const state = stateOf(doc);
  return {
    ...{ entryId: doc._id, revision: doc.revision, madeAt: iso(doc.madeAt), madeBy: doc.madeBy, owner, caseId },
    ...{ conversationId, changes: 0, state, because: [...because], dueOn },
    over: state === 'planned' && dueOn !== null && londonDay(new Date(now)) > dueOn,
  };
}
