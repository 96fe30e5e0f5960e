/**
 * Reminders in MongoDB, one row a thing that is to be done: written with it, gone with it. Ids, codes and times only; the
 * row, not the job, says what is due (Q4).
 */
import type { DueKind } from '../../shared/domain/due-kinds.ts';
import type { ReminderState } from '../../shared/domain/reminder-states.ts';
import type { CasePerson } from '../cases/index.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';

export interface ReminderDoc {
  readonly _id: string;
  readonly kind: DueKind;
  /** Null for what is no case yet. */
  readonly caseId: string | null;
  readonly teamId: string;
  readonly about: { readonly kind: string; readonly id: string };
  /** Epoch ms. */
  readonly dueAt: number;
  readonly assignee: CasePerson | null;
  /** Who is reminded: the assignee, else whoever works on the case. */
  readonly forIds: readonly string[];
  readonly state: ReminderState;
  /** When it is to be looked at again; null when nothing more comes. */
  readonly nextAt: number | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const remindersSpec: CollectionSpec = {
  name: 'reminders',
  personal: true,
  indexes: [
    { keys: { nextAt: 1 }, partial: { nextAt: { $gte: 0 } } },
    { keys: { forIds: 1, state: 1, dueAt: 1 } },
    { keys: { state: 1, teamId: 1, dueAt: 1 } },
    { keys: { caseId: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const SAID: readonly ReminderState[] = ['due', 'escalated'];

interface Which {
  readonly kinds: readonly DueKind[];
  /** Of these also what is only said. */
  readonly said: readonly DueKind[];
}

export interface RemindersStore {
  putIn(session: Session, doc: ReminderDoc): Promise<void>;
  removeIn(session: Session, reminderIds: readonly string[]): Promise<void>;
  ofCase(caseId: string, session?: Session): Promise<ReminderDoc[]>;
  find(reminderId: string): Promise<ReminderDoc | null>;
  due(now: number, limit: number): Promise<ReminderDoc[]>;
  /** Guarded by what was read; false when somebody else was here, or the thing is settled. */
  move(doc: ReminderDoc, change: Pick<ReminderDoc, 'state' | 'nextAt'>): Promise<boolean>;
  /** Said, of these kinds, and for one of these people. */
  forOneOf(agentIds: readonly string[], kinds: readonly DueKind[], limit: number): Promise<ReminderDoc[]>;
  /** Of one team, or of all. */
  escalated(teamId: string | null, which: Which, limit: number): Promise<ReminderDoc[]>;
}

export function createRemindersStore(database: Database): RemindersStore {
  const reminders = database.collection<ReminderDoc>(remindersSpec);
  const soonest = { dueAt: 1, _id: 1 } as const;
  return {
    putIn: async (session, { _id, ...doc }) => {
      await reminders.replaceOne({ _id }, doc, { session, upsert: true });
    },
    removeIn: async (session, reminderIds) => {
      if (reminderIds.length > 0) await reminders.deleteMany({ _id: { $in: [...reminderIds] } }, { session });
    },
    ofCase: (caseId, session) => reminders.find({ caseId }, session ? { session } : MAJORITY).toArray(),
    find: (reminderId) => reminders.findOne({ _id: reminderId }, MAJORITY),
    due: (now, limit) =>
      reminders.find({ nextAt: { $gte: 0, $lte: now } }, { ...MAJORITY, sort: { nextAt: 1 }, limit }).toArray(),
    move: async ({ _id, state, nextAt, dueAt }, change) => {
      const { matchedCount } = await reminders.updateOne({ _id, state, nextAt, dueAt }, { $set: change });
      return matchedCount === 1;
    },
    forOneOf: (agentIds, kinds, limit) => {
      const filter = { forIds: { $in: [...agentIds] }, state: { $in: [...SAID] }, kind: { $in: [...kinds] } };
      return reminders.find(filter, { ...MAJORITY, sort: soonest, limit }).toArray();
    },
    escalated: (teamId, { kinds, said }, limit) => {
      const team = teamId === null ? {} : { teamId };
      const loud = { state: 'escalated' as const, ...team, kind: { $in: [...kinds] } };
      const theirs = kinds.filter((kind) => said.includes(kind));
      const filter =
        theirs.length === 0 ? loud : { $or: [loud, { state: 'due' as const, ...team, kind: { $in: theirs } }] };
      return reminders.find(filter, { ...MAJORITY, sort: soonest, limit }).toArray();
    },
  };
}
