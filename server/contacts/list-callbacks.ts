/** Call-backs of a case, and those of a day: whose names a list showed is on record, since a name is content (A2). */
import { endOfLondonDay, londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, mayReadCase, partsOf, reachCase } from '../cases/index.ts';
import { cursorAt, readCursor } from '../platform/time-cursor.ts';
import type { CallbackDoc, CallbackPage } from './callbacks.store.ts';
import type { ContactsDeps } from './deps.ts';
import { casesById, presentCallbacks } from './present-callback.ts';

export async function callbacksOfCase(
  deps: ContactsDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ callbacks: Callback[] }>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await record(deps, caller, 'callback.read', { kind: 'case', id: caseId });
  const booked = await deps.callbacks.bookedOf(await partsOf(deps.cases, caseId));
  return ok({ callbacks: await presentCallbacks(deps, booked, await casesById(deps, booked)) });
}

interface Asking {
  readonly on?: string | undefined;
  readonly who?: 'mine' | 'all' | undefined;
  readonly after?: string | undefined;
}

/** `on` is a day in England; of today those that are overdue as well, from whenever. */
export async function callbacksToday(
  deps: ContactsDeps,
  { on, who = 'mine', after }: Asking,
  caller: CaseCaller,
): Promise<Result<{ callbacks: Callback[]; next: string | null }>> {
  const today = londonDay(new Date(deps.cases.clock.now()));
  const day = on ?? today;
  const covered = await deps.cases.coveredBy(caller.agentId);
  const whose = [caller.agentId, ...covered];
  const { docs, cases, next } = await readPage(deps, {
    from: day === today ? null : londonMoment(day, '00:00'),
    until: endOfLondonDay(day) + 1,
    // Theirs by name, or the team's on a case that they work on.
    whose: who === 'all' ? null : { agentIds: whose, caseIds: await deps.cases.cases.workedOnBy(whose) },
    after: readCursor(after),
    mayRead: (of) => mayReadCase(of, caller, covered),
  });
  if (docs.length > 0) await record(deps, caller, 'callback.list', { kind: 'case', id: 'list' }, docs);
  return ok({ callbacks: await presentCallbacks(deps, docs, cases), next });
}

const SHOWN = 100;

interface Reading extends Omit<CallbackPage, 'limit'> {
  readonly mayRead: (of: CaseDoc) => boolean;
}

interface Page {
  readonly docs: readonly CallbackDoc[];
  readonly cases: readonly CaseDoc[];
  readonly next: string | null;
}

/** Read on, a piece at a time, until a page is full or there are no more: what they may not see fills no page. */
async function readPage(deps: ContactsDeps, { mayRead, ...reading }: Reading): Promise<Page> {
  const docs: CallbackDoc[] = [];
  const cases: CaseDoc[] = [];
  for (let after = reading.after; ; ) {
    const found = await deps.callbacks.page({ ...reading, after, limit: SHOWN });
    const readable = (await casesById(deps, found)).filter(mayRead);
    const ids = new Set(readable.map(({ _id }) => _id));
    docs.push(...found.filter(({ caseId }) => ids.has(caseId)));
    cases.push(...readable);
    const last = found.at(-1);
    if (last === undefined || found.length < SHOWN) break;
    if (docs.length > SHOWN) break;
    after = { at: last.at, id: last._id };
  }
  const shown = docs.slice(0, SHOWN);
  const end = docs.length > SHOWN ? shown.at(-1) : undefined;
  return { docs: shown, cases, next: end === undefined ? null : cursorAt(end) };
}

function record(
  deps: ContactsDeps,
  { agentId, role }: CaseCaller,
  action: string,
  target: { readonly kind: string; readonly id: string },
  shown: readonly CallbackDoc[] = [],
): Promise<void> {
  const cases = shown.length === 0 ? {} : { meta: { cases: [...new Set(shown.map(({ caseId }) => caseId))] } };
  return deps.cases.audit.record({ actor: { id: agentId, role }, action, target, ...cases });
}
