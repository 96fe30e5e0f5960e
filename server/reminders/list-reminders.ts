/** What somebody is reminded of: their own, that of whom they cover, and what is overdue with those they answer for. */
import { DUE_KINDS, isForLead, isInHours } from '../../shared/domain/due-kinds.ts';
import { isLeadRole, relationsFor } from '../../shared/domain/permissions.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, type CasePerson, type CasesDeps, mayReadCase } from '../cases/index.ts';
import type { Clock } from '../platform/ports.ts';
import { iso } from '../platform/ports.ts';
import type { ReminderDoc, RemindersStore } from './reminders.store.ts';

export interface ListDeps {
  readonly store: RemindersStore;
  readonly cases: CasesDeps;
  readonly clock: Clock;
  /** The references of those of these received referrals that they may see. */
  readonly referralsFor: (
    referralIds: readonly string[],
    caller: CaseCaller,
    coveredIds: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** For whom they have the work now. */
  readonly coveredBy: (agentId: string) => Promise<readonly CasePerson[]>;
}

export interface RemindersOf {
  readonly mine: Reminder[];
  readonly escalated: Reminder[];
  readonly count: number;
}

const FOR_LEADS = DUE_KINDS.filter(isForLead);
/** Asked for apart, so that a year of overdue reviews leaves none of the first out. */
const IN_TURN = [DUE_KINDS.filter(isInHours), DUE_KINDS.filter((kind) => !isInHours(kind))];

/** More than one person can look at. */
const SHOWN = 200;

/** Whether they hear of what is overdue with others, of their team or of all; null where they do not. */
export function hearsOf(role: CaseCaller['role']): 'team' | 'all' | null {
  const relations = relationsFor('contact.review', role);
  if (relations.length === 0) return null;
  return relations.includes('any') ? 'all' : 'team';
}

export async function listReminders(deps: ListDeps, caller: CaseCaller): Promise<Result<RemindersOf>> {
  const covered = await deps.coveredBy(caller.agentId);
  const coveredIds = covered.map(({ agentId }) => agentId);
  const hears = hearsOf(caller.role);
  const ids = [caller.agentId, ...coveredIds];
  const teamId = hears === 'team' ? caller.teamId : null;
  // Leads see what is a lead's from the start: it is theirs to do, whoever has the case.
  const said = isLeadRole(caller.role) ? FOR_LEADS : [];
  const found = await Promise.all(
    IN_TURN.map((kinds) =>
      Promise.all([
        deps.store.forOneOf(ids, kinds, SHOWN),
        hears === null ? [] : deps.store.escalated(teamId, { kinds, said }, SHOWN),
      ]),
    ),
  );
  const own = found.flatMap(([each]) => each);
  const loud = found.flatMap(([, each]) => each);
  const others = loud.filter(({ _id }) => !own.some((each) => each._id === _id));
  const all = [...own, ...others];
  const cases = await casesOf(deps, all);
  const ofNoCase = all.filter(({ caseId }) => caseId === null).map(({ about }) => about.id);
  const referrals = await deps.referralsFor([...new Set(ofNoCase)], caller, coveredIds);
  const referenceOf = ({ caseId, about }: ReminderDoc) => {
    if (caseId === null) return referrals.get(about.id);
    const of = cases.get(caseId);
    return of !== undefined && of.state !== 'closed' && mayReadCase(of, caller, coveredIds) ? of.reference : undefined;
  };
  const show = (docs: readonly ReminderDoc[]) =>
    docs.flatMap((doc) => {
      const reference = referenceOf(doc);
      return reference === undefined
        ? []
        : [present(doc, reference, { now: deps.clock.now(), me: caller.agentId, covered })];
    });
  const [mine, escalated] = [show(own), show(others)];
  return ok({ mine, escalated, count: mine.length + escalated.length });
}

async function casesOf(deps: ListDeps, docs: readonly ReminderDoc[]): Promise<ReadonlyMap<string, CaseDoc>> {
  const ids = [...new Set(docs.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))];
  const found = ids.length === 0 ? [] : await deps.cases.cases.findMany({ _id: { $in: ids } }, ids.length);
  return new Map(found.map((doc) => [doc._id, doc]));
}

interface Looking {
  readonly now: number;
  readonly me: string;
  readonly covered: readonly CasePerson[];
}

function present(doc: ReminderDoc, reference: string, { now, me, covered }: Looking): Reminder {
  const { _id: reminderId, kind, caseId, about, dueAt, assignee, forIds } = doc;
  const forOther = forIds.includes(me) ? null : (covered.find(({ agentId }) => forIds.includes(agentId)) ?? null);
  return {
    ...{ reminderId, kind, caseId, reference, about, dueAt: iso(dueAt), assignee },
    overdue: now > dueAt,
    pressing: isInHours(kind),
    escalated: doc.state === 'escalated',
    coveringFor: forOther,
  };
}
