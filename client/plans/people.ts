// Who works in a case: whoever leads a plan or does an action has to be one of them.
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { Choice } from '../ui/field.tsx';

export type Worker = CaseView['workers'][number];

export function workersOf({ row, workers }: CaseView): readonly Worker[] {
  const all = [row.owner, ...workers].flatMap((each) => (each === null ? [] : [each]));
  return all.filter(({ agentId }, at) => all.findIndex((each) => each.agentId === agentId) === at);
}

export function asChoices(people: readonly Worker[]): Choice[] {
  return people.map(({ agentId, name }) => ({ code: agentId, label: name }));
}

/** Whoever looks, where they work in it. */
export function mineIn(people: readonly Worker[], me: string): string {
  return people.some(({ agentId }) => agentId === me) ? me : '';
}
