/** What safe contact has to say when a case ends or changes hands. */
import type { CaseFollower } from '../cases/index.ts';
import type { CallbackDoc } from './callbacks.store.ts';
import type { ContactsDeps } from './deps.ts';
import { settleCallbackIn } from './settle-callback.ts';

type Deps = Pick<ContactsDeps, 'callbacks' | 'attempts' | 'remind'>;

export function createContactFollower(deps: Deps): CaseFollower {
  return {
    openIn: async (session, caseId) => {
      const [booked, stop] = [
        await deps.callbacks.bookedOf([caseId], session),
        await deps.attempts.openStop([caseId], session),
      ];
      return [
        ...booked.map(({ _id: id }) => ({ kind: 'callback', id, endsWithCase: true })),
        // Somebody may be in danger because of us: nobody closes that away.
        ...(stop === null ? [] : [{ kind: 'contact_stop', id: stop._id, endsWithCase: false }]),
      ];
    },
    endIn: async (session, { doc }) => {
      let due = doc.due;
      let change = {};
      for (const before of await deps.callbacks.bookedOf([doc._id], session)) {
        const over = await settleCallbackIn(deps, session, { of: { due }, before, outcome: null });
        change = over?.change ?? change;
        due = over?.change.due ?? due;
      }
      return change;
    },
    handOverIn: async (session, { doc }) => {
      const works = (assignee: CallbackDoc['assignee']) =>
        [doc.owner, ...doc.workers].some((each) => each?.agentId === assignee?.agentId);
      for (const before of await deps.callbacks.bookedOf([doc._id], session)) {
        const assignee = before.assignee === null || works(before.assignee) ? before.assignee : doc.owner;
        await deps.callbacks.changeIn(session, before, { assignee, teamId: doc.teamId });
      }
    },
  };
}
