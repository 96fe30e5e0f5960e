/**
 * Duties of an age that cannot wait (H10): a lead is called, once, to a child under 13 of whom a case tells; and where there was
 * sexual activity the child-protection record is opened, which is what that duty asks for.
 */
import { findAgeDuty } from '../shared/domain/age-change.ts';
import { fail, ok } from '../shared/result.ts';
import { ageDutyOf, type CaseDoc, type CasesDeps, changeCase, pagesOfCases, withDue } from './cases/index.ts';
import type { Concerns } from './compose-concerns.ts';
import type { Duties } from './compose-duties.ts';
import { eachOnItsOwn } from './platform/each-on-its-own.ts';

const CALLED_FOR = 'age:under_13';
const RECORDED = 'age:child_protection_record';

/** Looks through the cases of this filter. */
export function createLeadCalls(
  duties: Pick<Duties, 'safeguarding' | 'alerts'>,
  cases: CasesDeps,
  concerns: Pick<Concerns, 'raise'>,
): (filter: Readonly<Record<string, unknown>>) => Promise<void> {
  const look = async (page: readonly CaseDoc[]): Promise<void> => {
    const [called, recorded] = [CALLED_FOR, RECORDED].map((dueId) => page.filter((doc) => hasDue(doc, dueId)));
    await callLeadsTo(duties, called ?? []);
    await eachOnItsOwn(recorded ?? [], (doc) => openRecord(cases, concerns, doc));
  };
  return (filter) =>
    eachOnItsOwn(pagesOfCases(cases, { $and: [filter, { 'due.dueId': { $in: [CALLED_FOR, RECORDED] } }] }), look);
}

const hasDue = ({ due }: CaseDoc, dueId: string): boolean => due.some((each) => each.dueId === dueId);

/** Whoever came and went on does not hear of it with every change of the case. */
async function callLeadsTo(
  { safeguarding, alerts }: Pick<Duties, 'safeguarding' | 'alerts'>,
  docs: readonly CaseDoc[],
): Promise<void> {
  const causeOf = ({ _id }: CaseDoc): string => `case:${_id}:under_13`;
  const called = await alerts.knownCauses(docs.map(causeOf));
  const uncalled = docs.filter((doc) => !called.has(causeOf(doc)));
  await eachOnItsOwn(uncalled, (doc) =>
    safeguarding.raiseAlert({ kind: 'under_13', caseId: doc._id, causeId: causeOf(doc) }),
  );
}

const SERVICE = { agentId: 'system', name: 'The service', role: 'system' } as const;

/** One record a case; the lead is told of it as of any concern. */
async function openRecord(
  cases: CasesDeps,
  concerns: Pick<Concerns, 'raise'>,
  { _id: caseId, teamId }: CaseDoc,
): Promise<void> {
  const text = findAgeDuty(ageDutyOf(RECORDED) ?? '')?.sentence ?? '';
  const { concernId } = await concerns.raise({
    ...{
      kind: 'child_protection',
      source: 'age_rule',
      sourceId: null,
      causeId: `case:${caseId}:child_protection_record`,
    },
    ...{ conversationId: null, caseId, teamId, text, by: SERVICE },
  });
  await changeCase(cases, caseId, null, async (doc) => {
    // Another node was here.
    if (!doc.due.some(({ dueId }) => dueId === RECORDED)) return fail('conflict', { reason: 'done' });
    const event = { kind: 'concern_raised', about: { kind: 'concern', id: concernId }, codes: { by: 'age_rule' } };
    const meta = { concernId };
    return ok({ change: withDue(doc, RECORDED, null), action: 'case.concern', meta, event, value: null });
  });
}
