/** What is due in a case and what it waits for: each entry under a name of its own, so that it is moved and taken away by it. */
import { NEVER_DUE } from '../../shared/domain/case-sections.ts';
import type { CaseChange, CaseDoc, Due, Wait } from './case.ts';

/** What is due with this entry put in, moved or (null) taken away, and when the next of them is. */
export function withDue(doc: Pick<CaseDoc, 'due'>, dueId: string, due: Omit<Due, 'dueId'> | null): CaseChange {
  const others = doc.due.filter((each) => each.dueId !== dueId);
  const all = due === null ? others : [...others, { dueId, ...due }];
  return nextDueOf(all);
}

/** These are due, and when the first of them is. */
export function nextDueOf(due: readonly Due[]): Pick<CaseDoc, 'due' | 'nextDueAt'> {
  return { due, nextDueAt: Math.min(NEVER_DUE, ...due.map(({ at }) => at)) };
}

/** The same for what the case waits for. */
export function withWait(doc: Pick<CaseDoc, 'waits'>, waitId: string, wait: Omit<Wait, 'waitId'> | null): CaseChange {
  const others = doc.waits.filter((each) => each.waitId !== waitId);
  return { waits: wait === null ? others : [...others, { waitId, ...wait }] };
}
