/**
 * What stands in a case alone (its clocks, what a section, a tool, a pathway or an age makes due) is reminded of by the change
 * that makes it due: whoever writes a case leaves no reminder out, and none stays of what is done, closed or joined.
 */
import { createHash } from 'node:crypto';
import { isOfTheCase } from '../../shared/domain/due-kinds.ts';
import type { CaseDoc } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { NewReminder, Remind } from './remind.ts';

type Reminded = Pick<CaseDoc, '_id' | 'state' | 'due' | 'owner' | 'workers' | 'teamId'>;

/** Of an open case; what is due in one that became part of another is due there. */
function remindersOf({ _id, state, due, owner }: Reminded): NewReminder[] {
  if (state !== 'open') return [];
  return due.flatMap(({ dueId, kind, at }) =>
    isOfTheCase(kind)
      ? [{ reminderId: idOf(_id, dueId), kind, about: { kind: 'case', id: _id }, dueAt: at, assignee: owner }]
      : [],
  );
}

/** Two ids in one are longer than an id may be. */
function idOf(caseId: string, dueId: string): string {
  return `due:${createHash('sha256').update(`${caseId} ${dueId}`).digest('base64url')}`;
}

/** What to put, and the ids of what to take away; where others have the case, everything is put anew. */
export function reminderChanges(
  before: Reminded | null,
  after: Reminded,
): { readonly put: readonly NewReminder[]; readonly gone: readonly string[] } {
  const had = before === null ? [] : remindersOf(before);
  const has = remindersOf(after);
  const moved = before === null || whoseOf(before) !== whoseOf(after);
  const stands = ({ reminderId, kind, dueAt }: NewReminder) =>
    had.some((each) => each.reminderId === reminderId && each.kind === kind && each.dueAt === dueAt);
  return {
    put: has.filter((each) => moved || !stands(each)),
    gone: had.map(({ reminderId }) => reminderId).filter((id) => !has.some(({ reminderId }) => reminderId === id)),
  };
}

function whoseOf({ teamId, owner, workers }: Reminded): string {
  return [teamId, owner?.agentId ?? '', ...workers.map(({ agentId }) => agentId)].join(' ');
}

/** In the transaction that writes the case. */
export async function remindOfCaseIn(
  remind: Remind,
  session: Session,
  { before, after, now }: { readonly before: CaseDoc | null; readonly after: CaseDoc; readonly now: number },
): Promise<void> {
  const { put, gone } = reminderChanges(before, after);
  for (const reminder of put) await remind.putIn(session, after, reminder, now);
  await remind.removeIn(session, ...gone);
}
