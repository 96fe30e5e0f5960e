/**
 * One step of a record, by one person: the same clientId with the same content is the same answer; what was changed since it
 * was read is a conflict that names who changed it, and nothing of the step is done; else the rule decides.
 */
import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Database, Session } from './mongo.ts';
import { Refused } from './refused.ts';
import type { Person, SteppedChange, SteppedDoc, SteppedStore, StepToWrite } from './stepped.store.ts';
import { transact } from './transaction.ts';

export interface Step {
  readonly id: string;
  readonly clientId: string;
  /** The revision that its writer has before them. */
  readonly revision: number;
  readonly kind: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly text: string | null;
  readonly by: Person;
}

export interface StepRule<F> {
  /** What the step changes, or why it may not be taken. */
  readonly decide: (
    doc: SteppedDoc<F>,
    now: number,
    session: Session,
  ) => Result<SteppedChange<F>> | Promise<Result<SteppedChange<F>>>;
  /** Audit, and whatever else belongs into the same transaction. */
  readonly along?: (doc: SteppedDoc<F>, session: Session) => Promise<void>;
}

export interface SteppedDeps<F> {
  readonly database: Database;
  readonly records: SteppedStore<F>;
  readonly now: () => number;
}

export async function takeStep<F>(
  { database, records, now }: SteppedDeps<F>,
  step: Step,
  rule: StepRule<F>,
): Promise<Result<SteppedDoc<F>>> {
  try {
    return await transact<Result<SteppedDoc<F>>>(database, async (session) => {
      const doc = await records.find(step.id, session);
      if (!doc) return fail('not_found');
      const before = doc.steps.find(({ clientId }) => clientId === step.clientId);
      if (before) {
        const [first] = (await records.stepsOf({ ...doc, steps: [before] })).map(contentOf);
        return isDeepStrictEqual(first, contentOf(step)) ? ok(doc) : fail('conflict', { reason: 'other_content' });
      }
      if (doc.revision !== step.revision) return changedMeanwhile(doc);
      const at = now();
      const change = await rule.decide(doc, at, session);
      if (!change.ok) return change;
      const { clientId, kind, codes, text, by } = step;
      const written: StepToWrite = { clientId, kind, codes, text, by, at };
      const after = await records.step(session, doc, written, change.value);
      if (!after) throw new Refused(changedMeanwhile(doc));
      await rule.along?.(after, session);
      return ok(after);
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

function contentOf({ kind, codes, text, by }: Pick<Step, 'kind' | 'codes' | 'text' | 'by'>) {
  return { kind, codes: { ...codes }, text, by: by.agentId };
}

function changedMeanwhile(doc: Pick<SteppedDoc<unknown>, 'revision' | 'changedBy'>): Result<never> {
  return fail('conflict', { reason: 'changed_meanwhile', revision: doc.revision, changedBy: doc.changedBy.name });
}
