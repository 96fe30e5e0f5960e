/** Changes of a case: load, ask the rule, write case, timeline and audit in one transaction; begun again when somebody was faster. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { Refused } from '../platform/refused.ts';
import { pause, transact } from '../platform/transaction.ts';
import type { CaseChange, CaseDoc } from './case.ts';
import { CaseMoved } from './cases.store.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import type { CaseEventDoc, NewCaseEvent } from './events.store.ts';
import { isExcluded } from './reach-case.ts';
import { refreshRepeatsIn, repeatOf } from './same-person.ts';
import { mirrorIn } from './settle-in-family.ts';

export interface CaseWork<T> {
  readonly change: CaseChange;
  /** `noun.verb` of the audit record. */
  readonly action: string;
  readonly meta?: Readonly<Record<string, string | number | boolean | null>>;
  readonly event: Omit<NewCaseEvent, 'caseId' | 'by' | 'at'> | null;
  readonly value: T;
}

export interface CaseChanged<T> {
  readonly doc: CaseDoc;
  readonly event: CaseEventDoc | null;
  readonly value: T;
}

const ATTEMPTS = 12;

/** `caller` null is the service itself. The rule may run more than once. */
export async function changeCase<T>(
  deps: CasesDeps,
  caseId: string,
  caller: CaseCaller | null,
  rule: (doc: CaseDoc, session: Session, now: number) => Promise<Result<CaseWork<T>>>,
): Promise<Result<CaseChanged<T>>> {
  const outcome = await againWhenMoved(() =>
    transact<Result<CaseChanged<T>>>(deps.database, (session) => changeCaseIn(deps, session, { caseId, caller }, rule)),
  );
  if (!outcome.ok) return outcome;
  deps.changed(caseId);
  // What is due in it is due there.
  if (outcome.value.doc.mergedInto !== null) deps.changed(outcome.value.doc.mergedInto);
  return outcome;
}

/** Begins again when somebody else was faster, a few times; a refusal that was thrown to undo what was written is its answer. */
export async function againWhenMoved<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) return error.outcome;
      if (!(error instanceof CaseMoved)) throw error;
      await pause(attempt);
    }
  }
  return fail('unavailable');
}

/** The same inside a transaction of somebody else, who begins again when it throws `CaseMoved`. */
export async function changeCaseIn<T>(
  deps: CasesDeps,
  session: Session,
  { caseId, caller }: { readonly caseId: string; readonly caller: CaseCaller | null },
  rule: (doc: CaseDoc, session: Session, now: number) => Promise<Result<CaseWork<T>>>,
): Promise<Result<CaseChanged<T>>> {
  const before = await deps.cases.find(caseId, session);
  if (!before) return fail('not_found');
  const now = deps.clock.now();
  const work = await rule(before, session, now);
  // What the rule wrote beside the case must go with it.
  if (!work.ok) throw new Refused(work);
  const { change, action, meta, event, value } = work.value;
  const next = { ...before, ...change };
  const sees = seesAnew(change, next);
  const repeat = sees && change.repeat === undefined ? { repeat: await repeatOf(deps, next, { session }) } : {};
  const doc = await deps.cases.changeIn(session, before, { ...change, ...repeat });
  if (sees) await refreshRepeatsIn(deps, session, { before: null, after: doc });
  if (doc.mergedInto !== null && before.mergedInto !== null) await mirrorIn(deps, session, doc);
  const kept = await followExclusions(deps, session, before, doc);
  if (!kept.ok) throw new Refused(kept);
  if (isLeftAlone(before, doc)) await deps.callForOwnerIn(session, caseId);
  const by = caller === null ? null : { agentId: caller.agentId, name: caller.name };
  const added = event === null ? null : await deps.events.addIn(session, { ...event, caseId, by, at: now });
  const actor = caller === null ? { id: 'system', role: 'system' } : { id: caller.agentId, role: caller.role };
  const target = { kind: 'case', id: caseId };
  await deps.audit.record({ actor, action, target, ...(meta ? { meta } : {}) }, session);
  return ok({ doc, event: added, value });
}

/** Who is kept out of a case is kept out of its conversations, and let in with it: no way of changing one leaves the other out. */
function followExclusions(deps: CasesDeps, session: Session, before: CaseDoc, after: CaseDoc): Promise<Result<null>> {
  const keptOut = after.exclusions.filter((each) => !before.exclusions.includes(each));
  const letIn = before.exclusions.filter((each) => !after.exclusions.includes(each));
  if (keptOut.length + letIn.length === 0) return Promise.resolve(ok(null));
  return deps.conversations.keepOutIn(session, after._id, { keptOut, letIn });
}

/**
 * Others work on it, or are kept out of it: what it and other cases of the person may say of each other is another now (H8).
 * One that became part of another is no other case.
 */
function seesAnew({ owner, workers, exclusions }: CaseChange, { mergedInto }: CaseDoc): boolean {
  return mergedInto === null && [owner, workers, exclusions].some((each) => each !== undefined);
}

/** Its owner turned out to know somebody in it: nobody has decided who has it now. */
function isLeftAlone(before: CaseDoc, after: CaseDoc): boolean {
  const isKeptOut = before.owner !== null && isExcluded(after, before.owner.agentId);
  return isKeptOut && after.owner === null && after.state === 'open';
}

/** The answer to whoever saved under a revision that is no longer the newest; what they wrote stays with them. */
export function changedMeanwhile(revision: number, by: { readonly name: string } | null): Result<never> {
  return fail('conflict', { reason: 'changed_meanwhile', revision, ...(by === null ? {} : { changedBy: by.name }) });
}
