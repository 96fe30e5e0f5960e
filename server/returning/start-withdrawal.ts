/**
 * A right reference and phrase (H4): the phrase is used, everything not yet sent waits, who has something is told to pause, and
 * people are called, in one transaction. Nothing is taken back: it may not have been them.
 */
import { withdrawalDueAt } from '../../shared/domain/withdrawal-request.ts';
import { CaseMoved } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { pause, transact } from '../platform/transaction.ts';
import type { Person, ReturningDeps, Subject } from './deps.ts';
import { targetOf } from './give-phrase.ts';
import type { PhraseDoc } from './phrases.store.ts';
import type { RequestDoc } from './requests.store.ts';

const ATTEMPTS = 12;

export const causeOf = (requestId: string): string => `withdrawal:${requestId}`;
export const causeOfLate = (requestId: string): string => `withdrawal-late:${requestId}`;

export function startWithdrawal(deps: ReturningDeps, phrase: PhraseDoc, receivedAt: number): Promise<void> {
  return askToStop(deps, phrase, {
    ...{ receivedAt, actor: { id: 'visitor', role: 'visitor' } },
    first: (session) => deps.phrases.spendIn(session, phrase._id, receivedAt),
  });
}

export interface Asking {
  readonly receivedAt: number;
  readonly actor: { readonly id: string; readonly role: string };
  /** In the same transaction; false: not by this. */
  readonly first: (session: Session) => Promise<boolean>;
}

/** Asked again while one is open, nothing more comes of it: it is being looked at. */
export async function askToStop(deps: ReturningDeps, subject: Subject, asking: Asking): Promise<void> {
  const request = await whenCasesRest(() =>
    transact(deps.database, (session) => start(deps, session, subject, asking)),
  );
  if (request === null) return;
  // What was made at that very moment, and began to leave before this stood, is told to pause as well.
  const { _id: requestId, caseIds, conversationIds, caseId } = request;
  await transact(deps.database, (session) =>
    deps.sharing.holdIn(session, { requestId, caseIds, conversationIds, at: deps.clock.now() }),
  );
  deps.alerts.announce(causeOf(requestId));
  if (caseId !== null) deps.people.changed(caseId);
  await deps.sharing.announce(request);
}

/** Somebody else changed the case first: begun again. */
export async function whenCasesRest<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CaseMoved) || attempt === ATTEMPTS) throw error;
      await pause(attempt);
    }
  }
}

async function start(
  deps: ReturningDeps,
  session: Session,
  subject: Subject,
  { receivedAt, actor, first }: Asking,
): Promise<RequestDoc | null> {
  const at = deps.clock.now();
  if (!(await first(session))) return null;
  const person = await deps.people.personIn(session, subject);
  if (person === null) return null;
  await deps.audit.record({ actor, action: 'withdrawal.ask', target: targetOf(subject) }, session);
  if ((await deps.requests.openAbout(person, session)) !== null) return null;
  const requestId = deps.ids.uuid();
  const referralIds = await deps.sharing.holdIn(session, { requestId, at, ...recordsOf(person) });
  const request = requestDoc({ requestId, subject, person, referralIds, receivedAt });
  await deps.requests.insertIn(session, request);
  await callPeople(deps, session, request, person);
  return request;
}

function recordsOf({ caseIds, conversationIds }: Person): Pick<Person, 'caseIds' | 'conversationIds'> {
  return { caseIds, conversationIds };
}

interface Making {
  readonly requestId: string;
  readonly subject: Subject;
  readonly person: Person;
  readonly referralIds: readonly string[];
  readonly receivedAt: number;
}

function requestDoc({ requestId, subject, person, referralIds, receivedAt }: Making): RequestDoc {
  const { caseId, highRisk } = person;
  return {
    ...{ _id: requestId, caseId, conversationId: subject.conversationId, ...recordsOf(person) },
    ...{ open: true, state: 'open', highRisk, receivedAt, dueAt: withdrawalDueAt(receivedAt, highRisk) },
    ...{ lateToldAt: null, referralIds, takenBy: null, decidedBy: null, decidedAt: null, check: null },
    ...{ purgeAt: null, legalHold: false },
  };
}

async function callPeople(deps: ReturningDeps, session: Session, request: RequestDoc, person: Person): Promise<void> {
  const { _id: requestId, caseId, conversationId, highRisk, dueAt } = request;
  const about = caseId === null ? { conversationId: conversationId ?? '' } : { caseId };
  const kind = highRisk ? ('withdrawal_high_risk' as const) : ('withdrawal_asked' as const);
  const owner = person.ownerId === null ? {} : { agentId: person.ownerId };
  await deps.alerts.raiseAlertIn(session, { kind, causeId: causeOf(requestId), ...about, ...owner });
  if (caseId === null) return;
  const due = { kind: highRisk ? ('withdrawal_lead' as const) : ('withdrawal_check' as const), at: dueAt };
  await deps.people.dueIn(session, caseId, { requestId, due, event: 'withdrawal_asked', text: null, caller: null });
}
