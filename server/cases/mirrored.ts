/**
 * What is due in a merged case is due in the case that it became part of, or nobody would see it: its entries stand there
 * as well, under its name, and go when it is taken apart.
 */
import type { CaseChange, CaseDoc } from './case.ts';
import { nextDueOf } from './due.ts';
import { OWNER_DUE_ID } from './owner-due.ts';

type Lists = Pick<CaseDoc, 'due' | 'waits'>;

const ONE_A_PERSON: readonly string[] = ['clock:received_to_triaged', 'clock:first_safe_contact', OWNER_DUE_ID];

const mark = (caseId: string): string => `of:${caseId}:`;

export function withMirrored(doc: Lists, from: Lists & Pick<CaseDoc, '_id'>): CaseChange {
  const without = { due: dueWithout(doc, from._id), waits: waitsWithout(doc, from._id) };
  const prefix = mark(from._id);
  return sorted({
    due: [...without.due, ...from.due.filter(isOfItsOwn).map((each) => ({ ...each, dueId: `${prefix}${each.dueId}` }))],
    waits: [...without.waits, ...from.waits.map((each) => ({ ...each, waitId: `${prefix}${each.waitId}` }))],
  });
}

/** One person is contacted once, by one owner: what is due of that is due in the case that stays. */
function isOfItsOwn({ dueId }: CaseDoc['due'][number]): boolean {
  return !ONE_A_PERSON.includes(dueId);
}

export function withoutMirrored(doc: Lists, caseId: string): CaseChange {
  return sorted({ due: dueWithout(doc, caseId), waits: waitsWithout(doc, caseId) });
}

function dueWithout({ due }: Lists, caseId: string): CaseDoc['due'] {
  return due.filter(({ dueId }) => !dueId.startsWith(mark(caseId)));
}

function waitsWithout({ waits }: Lists, caseId: string): CaseDoc['waits'] {
  return waits.filter(({ waitId }) => !waitId.startsWith(mark(caseId)));
}

function sorted({ due, waits }: Lists): CaseChange {
  return { waits, ...nextDueOf(due) };
}
