/** A stop of all attempts on a case, from the attempt that set it to the review that lifts it. */
import type { StopCause, StopDecision } from '../../shared/domain/contact-attempts.ts';
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseCaller,
  type CaseChange,
  type CaseDoc,
  changeCase,
  mayReadCase,
  reachCase,
  withDue,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { AttemptDoc, StopDoc } from './attempts.store.ts';
import type { ContactsDeps } from './deps.ts';
import { markContact } from './mark-contact.ts';
import { mayReview, presentStop } from './present-attempt.ts';

/** One at a time in a case, so one name among its dues. */
const DUE = 'contact_stop';

interface Setting {
  readonly of: CaseDoc;
  readonly attempt: AttemptDoc;
  readonly cause: StopCause;
  readonly now: number;
}

export async function setStopIn(
  deps: ContactsDeps,
  session: Session,
  { of, attempt, cause, now }: Setting,
): Promise<CaseChange> {
  const { caseId, contactId, by } = attempt;
  const stop: StopDoc = {
    // From when it is known: a colleague's attempt of an hour ago is still to be written down.
    ...{ _id: deps.cases.ids.uuid(), caseId, contactId, cause, at: now, by },
    ...{ open: true, review: null, purgeAt: null, legalHold: false },
  };
  await deps.attempts.addStop(session, stop);
  const dueAt = endOfLondonDay(londonDay(new Date(now)));
  const about = { kind: 'contact_stop', id: stop._id };
  const reminder = { reminderId: nameOfStop(stop), kind: 'contact_stop', about, dueAt, assignee: null } as const;
  await deps.remind.putIn(session, of, reminder, now);
  return withDue(of, DUE, { kind: 'contact_stop', at: dueAt });
}

interface Reviewing {
  readonly caseId: string;
  readonly stopId: string;
  readonly decision: StopDecision;
  readonly reason: string;
}

export async function reviewStop(
  deps: ContactsDeps,
  { caseId, stopId, decision, reason }: Reviewing,
  caller: CaseCaller,
): Promise<Result<{ stop: ContactStop }>> {
  const reached = await reachCase(deps.cases, 'contact.review', caller, caseId);
  if (!reached.ok) return reached;
  const sealed = await deps.attempts.sealReason({ _id: stopId, caseId }, reason);
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    const stop = await deps.attempts.findStop(caseId, stopId, session);
    if (!stop) return fail('not_found');
    if (stop.review !== null) return fail('conflict', { reason: 'over', decidedBy: stop.review.by.name });
    if (!mayReview(stop, caller)) return fail('conflict', { reason: 'own_attempt' });
    const by = { agentId: caller.agentId, name: caller.name };
    const review = { decision, reason: sealed, at: now, by };
    if (!(await deps.attempts.review(session, stop, review))) return fail('conflict', { reason: 'over' });
    await deps.remind.removeIn(session, nameOfStop(stop));
    const marking = { of, contactId: stop.contactId, safe: 'no', by, now } as const;
    const unsafe = decision === 'contact_is_unsafe' ? await markContact(deps, session, marking) : {};
    const change = { ...unsafe, ...withDue({ ...of, ...unsafe }, DUE, null) };
    const about = { kind: 'contact_stop', id: stopId };
    const event = { kind: 'contact_stop_reviewed', about, codes: { decision }, text: reason };
    return ok({
      change,
      action: 'contact.review',
      meta: { stopId, decision },
      event,
      value: { ...stop, open: false, review },
    });
  });
  if (!changed.ok) return changed;
  return ok({ stop: await presentStop(deps, changed.value.value, changed.value.doc, caller) });
}

/** More than may ever be open at once. */
const SHOWN = 200;

export async function listStops(deps: ContactsDeps, caller: CaseCaller): Promise<Result<{ stops: ContactStop[] }>> {
  const open = await deps.attempts.allOpenStops(SHOWN);
  const ids = open.map(({ caseId }) => caseId);
  const [cases, covered] = await Promise.all([
    ids.length === 0 ? [] : deps.cases.cases.findMany({ _id: { $in: ids } }, ids.length),
    deps.cases.coveredBy(caller.agentId),
  ]);
  const stops = open.map(async (stop) => {
    const of = cases.find(({ _id }) => _id === stop.caseId);
    return of && mayReadCase(of, caller, covered) ? [await presentStop(deps, stop, of, caller)] : [];
  });
  return ok({ stops: (await Promise.all(stops)).flat() });
}

function nameOfStop({ _id }: Pick<StopDoc, '_id'>): string {
  return `contact_stop:${_id}`;
}
