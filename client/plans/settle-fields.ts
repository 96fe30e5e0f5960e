// What came of an action.
import type { Action } from '../../shared/protocol/http/actions.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';

interface SettleForm {
  readonly outcome: string | null;
  readonly said: string | null;
}

const settle = describe<SettleForm>();

export const SETTLE_FIELDS: readonly Field[] = [
  settle.choice('outcome', 'action.outcome', { list: 'actionOutcomes' }, { none: 'plan.choose' }),
  settle.long('said', 'action.said', { hint: 'section.facts_hint', max: 2_000 }),
];

export type Settled = 'done' | 'cancelled';

/** What is done came of it most often; why something is not done is always a choice. */
export function settleStart(state: Settled): Values {
  return asValues({ outcome: state === 'done' ? 'done' : null, said: null });
}

export const isSettled = ({ state }: Action): boolean => state !== 'open';
