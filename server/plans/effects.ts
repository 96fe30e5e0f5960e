/** What of a case is due, or waited for, by its plans and actions; and who is reminded of it. */

import type { DueKind } from '../../shared/domain/due-kinds.ts';
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import type { ActionDoer } from '../../shared/domain/plan-states.ts';
import { type CaseChange, type CaseDoc, type CasePerson, withDue, withWait } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { PlansDeps } from './deps.ts';
import { type ActionDoc, nameOfAction, nameOfPlan, nameOfSession, type PlanDoc, type SessionOfPlan } from './plan.ts';

type Deps = Pick<PlansDeps, 'remind'>;

interface Standing {
  readonly of: CaseDoc;
  readonly now: number;
}

/** What others or the person do is asked after on its day: that is ours to do. */
const KIND: Readonly<Record<ActionDoer, DueKind>> = {
  us: 'action',
  others: 'chase_others',
  person: 'chase_person',
};

export async function actionEffects(
  deps: Deps,
  session: Session,
  { of, now, doc }: Standing & { readonly doc: ActionDoc },
): Promise<CaseChange> {
  const name = nameOfAction(doc._id);
  const open = doc.state === 'open';
  const due = await dueChange(deps, session, {
    ...{ of, now, name, kind: KIND[doc.doer], about: { kind: 'action', id: doc._id } },
    ...{ at: open ? doc.dueAt : null, assignee: doc.assignee },
  });
  const wait = open && doc.doer !== 'us' ? { for: doc.doer, since: doc.madeAt } : null;
  return { ...due, ...withWait(of, name, wait) };
}

export async function planEffects(
  deps: Deps,
  session: Session,
  { of, now, doc }: Standing & { readonly doc: PlanDoc },
): Promise<CaseChange> {
  const { state, reviewOn } = doc;
  const over = state === 'completed' || state === 'ended';
  const review = await dueChange(deps, session, {
    ...{ of, now, name: nameOfPlan(doc._id), about: { kind: 'plan', id: doc._id }, assignee: doc.lead },
    kind: state === 'waiting' ? 'waiting_list_review' : 'plan_review',
    at: over || reviewOn === null ? null : endOfLondonDay(reviewOn),
  });
  let change = review;
  for (const each of doc.sessions)
    change = await sessionEffects(deps, session, { of: { ...of, ...change }, now, doc, each, over });
  return change;
}

/** A session that was offered is due until somebody says whether they came. */
function sessionEffects(
  deps: Deps,
  session: Session,
  { of, now, doc, each, over }: Standing & { doc: PlanDoc; each: SessionOfPlan; over: boolean },
): Promise<CaseChange> {
  return dueChange(deps, session, {
    ...{ of, now, name: nameOfSession(each.sessionId), kind: 'therapy_session', assignee: doc.lead },
    ...{ about: { kind: 'plan', id: doc._id }, at: over || each.state !== 'offered' ? null : each.at },
  });
}

interface Due extends Standing {
  readonly name: string;
  readonly kind: DueKind;
  readonly about: { readonly kind: string; readonly id: string };
  readonly at: number | null;
  readonly assignee: CasePerson | null;
}

async function dueChange(
  { remind }: Deps,
  session: Session,
  { of, now, name, kind, about, at, assignee }: Due,
): Promise<CaseChange> {
  if (at === null) await remind.removeIn(session, name);
  else await remind.putIn(session, of, { reminderId: name, kind, about, dueAt: at, assignee }, now);
  return withDue(of, name, at === null ? null : { kind, at });
}
