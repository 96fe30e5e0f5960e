/**
 * An age that becomes known in a conversation becomes known in its case (H10): where the person gave no day or year of birth
 * there, the band follows, as a change of whoever had the conversation, and every rule that turns on it runs again. Of two
 * bands the younger stands: a mother who writes for her child does not make an adult of the child.
 */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { isYounger } from '../../shared/domain/two-ages.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CasePerson } from './case.ts';
import { codesOf } from './case-codes.ts';
import { changeCase } from './change-case.ts';
import type { CasesDeps } from './deps.ts';
import { emptySection } from './empty-section.ts';

export interface KnownAge {
  readonly caseId: string;
  readonly ageBand: AgeBand;
  readonly by: CasePerson;
}

/** True when it was new to the case. */
export async function adoptAge(deps: CasesDeps, { caseId, ageBand, by }: KnownAge): Promise<Result<boolean>> {
  const caller = { ...by, role: 'agent', teamId: '' } as const;
  const changed = await changeCase(deps, caseId, caller, async (doc, session, now) => {
    const before = await deps.sections.find(caseId, 'person', session);
    const stored = before === null ? emptySection('person', '') : await deps.sections.open(before);
    const person = stored as SectionBody<'person'>;
    if (person.dateOfBirth !== null || person.birthYear !== null || !isYounger(ageBand, person.ageBand))
      return fail('conflict', { reason: 'known_already' });
    const body = { ...person, ageBand };
    const revision = (before?.revision ?? 0) + 1;
    const next = await deps.sections.seal({ caseId, section: 'person', revision, body, at: now, by });
    if (!(await deps.sections.putIn(session, next, before))) return fail('conflict', { reason: 'changed_meanwhile' });
    const codes = { from: doc.ageBand ?? '', to: ageBand };
    const change = codesOf({ person: body }, londonDay(new Date(now)));
    const event = { kind: 'age_known', codes };
    return ok({ change, action: 'case.age', meta: codes, event, value: null });
  });
  if (changed.ok) return ok(true);
  return changed.error.code === 'conflict' ? ok(false) : changed;
}
