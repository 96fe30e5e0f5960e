/** What other duties ask of reminders: put one beside a thing in the transaction that writes it, take it away with it. */
import { type DueKind, isOfTheCase } from '../../shared/domain/due-kinds.ts';
import { reminderAt } from '../../shared/domain/reminder-states.ts';
import type { CaseDoc, CaseMoment, CasePerson } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReminderDoc, RemindersStore } from './reminders.store.ts';

export interface NewReminder {
  readonly reminderId: string;
  readonly kind: DueKind;
  readonly about: ReminderDoc['about'];
  readonly dueAt: number;
  readonly assignee: CasePerson | null;
}

export interface OfNoCase extends NewReminder {
  readonly assignee: CasePerson;
  readonly teamId: string;
}

export interface Remind {
  /** Put again it replaces what was there: another day, another person. */
  putIn(session: Session, doc: CaseDoc, reminder: NewReminder, now: number): Promise<void>;
  /** Of what is no case yet: for one person, and overdue for those who answer for their team. */
  putWithoutCaseIn(session: Session, reminder: OfNoCase, now: number): Promise<void>;
  removeIn(session: Session, ...reminderIds: string[]): Promise<void>;
  /** Others work on the case now: those of who no longer does are for who has it. */
  handOverIn(session: Session, moment: CaseMoment): Promise<void>;
}

type Workers = Pick<CaseDoc, 'owner' | 'workers'>;

/** The assignee while they work on the case; else everybody who does. */
export function forWhom({ owner, workers }: Workers, assignee: CasePerson | null): string[] {
  const all = [...new Set([...(owner === null ? [] : [owner]), ...workers].map(({ agentId }) => agentId))];
  return assignee !== null && all.includes(assignee.agentId) ? [assignee.agentId] : all;
}

export function createRemind(store: RemindersStore): Remind {
  const put = (session: Session, doc: CaseDoc, { reminderId, ...reminder }: NewReminder, now: number) => {
    const forIds = forWhom(doc, reminder.assignee);
    return store.putIn(session, {
      ...{ _id: reminderId, caseId: doc._id, teamId: doc.teamId, ...reminder, forIds },
      ...reminderAt({ ...reminder, forNobody: forIds.length === 0 }, now),
      ...{ purgeAt: null, legalHold: false },
    });
  };
  return {
    putIn: put,
    putWithoutCaseIn: (session, { reminderId, ...reminder }, now) =>
      store.putIn(session, {
        ...{ _id: reminderId, caseId: null, ...reminder, forIds: [reminder.assignee.agentId] },
        ...reminderAt({ ...reminder, forNobody: false }, now),
        ...{ purgeAt: null, legalHold: false },
      }),
    removeIn: (session, ...reminderIds) => store.removeIn(session, reminderIds),
    handOverIn: async (session, { doc, now }) => {
      for (const { _id, kind, about, dueAt, assignee } of await store.ofCase(doc._id, session)) {
        // Those follow the case itself, whatever changes it.
        if (isOfTheCase(kind)) continue;
        const stays = assignee !== null && forWhom(doc, assignee)[0] === assignee.agentId;
        await put(session, doc, { reminderId: _id, kind, about, dueAt, assignee: stays ? assignee : doc.owner }, now);
      }
    },
  };
}
