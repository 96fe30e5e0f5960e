/** What of a concern may be listed in clear, and how it is shown. Its words are sealed with the record. */
import type {
  ConcernClosure,
  ConcernDecision,
  ConcernKind,
  ConcernSource,
  ConcernState,
} from '../../../shared/domain/concern.ts';
import type { ConcernRow } from '../../../shared/protocol/http/concerns.ts';
import { iso, isoOrNull } from '../../platform/ports.ts';
import { type Person, type SteppedDoc, steppedSpec } from '../../platform/stepped.store.ts';

export interface ConcernAction {
  readonly actionId: string;
  readonly owner: Person;
  readonly dueOn: string | null;
  readonly doneAt: number | null;
}

export interface ConcernFacts {
  readonly kind: ConcernKind;
  readonly source: ConcernSource;
  /** The record that it came from, such as an assessment. */
  readonly sourceId: string | null;
  readonly conversationId: string | null;
  readonly caseId: string | null;
  readonly alertId: string | null;
  readonly teamId: string | null;
  readonly owner: Person | null;
  readonly decisions: readonly ConcernDecision[];
  readonly closure: ConcernClosure | null;
  /** The day (YYYY-MM-DD) on which somebody looks at it again. */
  readonly reviewOn: string | null;
  readonly actions: readonly ConcernAction[];
}

export type ConcernDoc = SteppedDoc<ConcernFacts>;

export interface ConcernBody {
  readonly text: string;
}

export const concernsSpec = steppedSpec('concerns', [
  { keys: { 'facts.caseId': 1 }, sparse: true },
  { keys: { 'facts.conversationId': 1 }, sparse: true },
  { keys: { 'facts.alertId': 1 }, sparse: true },
]);

const STATES: readonly ConcernState[] = ['open', 'decided', 'closed'];

export function stateOf({ state }: ConcernDoc): ConcernState {
  return STATES.find((each) => each === state) ?? 'open';
}

export function presentConcern(doc: ConcernDoc): ConcernRow {
  const { kind, source, owner, decisions, closure, reviewOn, conversationId, caseId, alertId } = doc.facts;
  return {
    ...{ concernId: doc._id, revision: doc.revision, kind, source, state: stateOf(doc) },
    ...{ raisedAt: iso(doc.madeAt), raisedBy: doc.madeBy, owner, decisions: [...decisions], closure, reviewOn },
    actions: doc.facts.actions.map((action) => ({ ...action, doneAt: isoOrNull(action.doneAt) })),
    ...{ conversationId, caseId, alertId },
  };
}

export function actionsOpen({ facts }: ConcernDoc): number {
  return facts.actions.filter(({ doneAt }) => doneAt === null).length;
}
