/**
 * An age that becomes known in a conversation becomes known in its case (H10), and in the one that this is part of: where the
 * person gave no day or year of birth there, the band follows, as a change of whoever had the conversation, and every rule that
 * turns on it runs again. Of two bands the younger stands: a mother who writes for her child does not make an adult of the child.
 */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { isYounger } from '../../shared/domain/two-ages.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseChange, CaseDoc, CasePerson } from './case.ts';
import { codesOf } from './case-codes.ts';
import { CaseMoved } from './cases.store.ts';
import { changeCase } from './change-case.ts';
import type { CasesDeps } from './deps.ts';
import { emptySection } from './empty-section.ts';

export interface KnownAge {
  readonly caseId: string;
  readonly ageBand: AgeBand;
  readonly by: CasePerson;
}

/** True when it was new to the case, or to the one that it is part of. */
export async function adoptAge(deps: CasesDeps, { caseId, ageBand, by }: KnownAge): Promise<Result<boolean>> {
  const caller = { ...by, role: 'agent', teamId: '' } as const;
  const changed = await changeCase(deps, caseId, caller, async (doc, session, now) => {
    const root = doc.mergedInto === null ? null : await deps.cases.find(doc.mergedInto, session);
    const rootChange = root === null ? null : await adoptAgeIn(deps, session, root, { ageBand, by, now });
    const change = await adoptAgeIn(deps, session, doc, { ageBand, by, now });
    if (change === null && rootChange === null) return fail('conflict', { reason: 'known_already' });
    if (root !== null && rootChange !== null) await deps.cases.changeIn(session, root, rootChange);
    const meta = { from: doc.ageBand, to: ageBand };
    return ok({ change: change ?? {}, action: 'case.age', meta, event: null, value: null });
  });
  if (changed.ok) return ok(true);
  return changed.error.code === 'conflict' ? ok(false) : changed;
}

interface Adopting extends Omit<KnownAge, 'caseId'> {
  readonly now: number;
}

/** What of the case changes, with its place in the timeline written at once; null where as much was known already. */
export async function adoptAgeIn(
  deps: Pick<CasesDeps, 'sections' | 'events'>,
  session: Session,
  { _id: caseId, ageBand: known }: CaseDoc,
  { ageBand, by, now }: Adopting,
): Promise<CaseChange | null> {
  const before = await deps.sections.find(caseId, 'person', session);
  const stored = before === null ? emptySection('person', '') : await deps.sections.open(before);
  const person = stored as SectionBody<'person'>;
  if (person.dateOfBirth !== null || person.birthYear !== null || !isYounger(ageBand, person.ageBand)) return null;
  const body = { ...person, ageBand };
  const revision = (before?.revision ?? 0) + 1;
  const next = await deps.sections.seal({ caseId, section: 'person', revision, body, at: now, by });
  if (!(await deps.sections.putIn(session, next, before))) throw new CaseMoved('the person was written meanwhile');
  const codes = { from: known ?? '', to: ageBand };
  await deps.events.addIn(session, { caseId, kind: 'age_known', by, codes, at: now });
  return codesOf({ person: body }, londonDay(new Date(now)));
}
