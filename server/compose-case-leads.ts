/** A lead is called once to each duty of a case that cannot wait: a child under 13, and what has to be recorded of one (H10). */
import { findAgeDuty } from '../shared/domain/age-change.ts';
import { ageDutyOf, type CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';

const AT_ONCE = 200;
const RINGING = ['age_under_13', 'age_child_protection_record'];

/** Looks through the cases of this filter. */
export function createLeadCalls(
  { safeguarding, alerts }: Pick<Duties, 'safeguarding' | 'alerts'>,
  { cases }: Pick<CasesDeps, 'cases'>,
): (filter: Readonly<Record<string, unknown>>) => Promise<void> {
  return async (filter) => {
    const docs = await cases.findMany({ $and: [filter, { 'due.kind': { $in: RINGING } }] }, AT_ONCE);
    for (const { _id: caseId, due } of docs) {
      for (const { dueId } of due) {
        const code = ageDutyOf(dueId);
        if (code === null || findAgeDuty(code)?.kind !== 'alert') continue;
        const causeId = `case:${caseId}:${code}`;
        // Called once: whoever came and went on does not hear of it with every change of the case.
        if ((await alerts.ofCause(causeId)) === null)
          await safeguarding.raiseAlert({ kind: 'under_13', caseId, causeId });
      }
    }
  };
}
