/** Who it is that comes back by a reference and six words, over the conversations and cases in which they are known. */
import { isUnder18 } from '../shared/domain/priority.ts';
import { ok, type Result } from '../shared/result.ts';
import {
  type CaseDoc,
  type CasesDeps,
  caseThatStays,
  changeCaseIn,
  familyOf,
  reachCase,
  withDue,
} from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { createRiskOf } from './compose-risk.ts';
import { createAttemptsStore } from './contacts/index.ts';
import { type ConversationDoc, reach, SYSTEM } from './conversations/index.ts';
import { SealBroken } from './platform/cipher.ts';
import type { StaffSession } from './platform/http-route.ts';
import { describeError } from './platform/logger.ts';
import type { Session } from './platform/mongo.ts';
import type { PeoplePort, Subject } from './returning/index.ts';

interface Parts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly cases: CasesDeps;
}

/** A request has no connection that an answer could be delivered to. */
const asCaller = (session: StaffSession) => ({ ...session, socketId: '' });

export function returningPeople({ platform, duties, cases }: Parts): PeoplePort {
  const attempts = createAttemptsStore(platform.database, platform.sealing);
  return {
    personIn: (session, subject) => personOf({ duties, cases }, subject, session),
    knownOf: async (subject) => {
      const person = await personOf({ duties, cases }, subject);
      if (person === null) return null;
      const { caseId, caseIds, conversationIds, highRisk } = person;
      const root = caseId === null ? null : await cases.cases.find(caseId);
      const talk = subject.conversationId === null ? null : await duties.store.find(subject.conversationId);
      return {
        ...{ ...(await factsOf(duties, talk, root)), caseId, caseIds, conversationIds, highRisk },
        contactStopped: caseIds.length > 0 && (await attempts.openStop(caseIds)) !== null,
      };
    },
    factsFor: (subject, caller) => factsFor({ duties, cases }, subject, caller),
    mayDecide: async ({ caseId, conversationId }, caller) => {
      const reached =
        caseId === null
          ? await reach(duties, 'withdrawal.decide', asCaller(caller), conversationId ?? '')
          : await reachCase(cases, 'withdrawal.decide', caller, caseId);
      return reached.ok ? ok(null) : reached;
    },
    ...reachOf({ duties, cases }),
    notesOf: (conversationId) => duties.notes.of(conversationId),
    referenceOf: async (caseId) => (await cases.cases.find(caseId))?.reference ?? null,
    happenedIn: async (session, caseId, { kind, returnId, codes, caller }) => {
      const about = returnId === null ? null : { kind: 'return', id: returnId };
      await changeCaseIn(cases, session, { caseId, caller }, async () =>
        ok({ change: {}, action: `case.${kind}`, event: { kind, about, codes }, value: null }),
      );
    },
    dueIn: async (session, caseId, { requestId, due, event, text, caller }) => {
      const about = { kind: 'withdrawal', id: requestId };
      await changeCaseIn(cases, session, { caseId, caller }, async (doc) =>
        ok({
          change: withDue(doc, `withdrawal:${requestId}`, due),
          action: `case.${event}`,
          event: { kind: event, about, text },
          value: null,
        }),
      );
    },
    noteFor: async (conversationId, { noteFor: clientId, text }, { agentId, name }) => {
      const note = { noteId: platform.ids.uuid(), conversationId, clientId, kind: 'note' as const, text };
      await duties.notes.add({ ...note, author: { agentId, name }, at: platform.clock.now() }).then(
        (added) => duties.signals.publish('note', { conversationId, noteId: added.note.noteId }),
        // The words of the conversation are gone already, and its key with them: the decision stands without a note.
        (error: unknown) => {
          if (!(error instanceof SealBroken)) throw error;
          platform.logger.warn(describeError(error), 'the reason of a decision could not be noted');
        },
      );
    },
    sayInChat: async (conversationId, clientId, text) => {
      const posted = await duties.log.post<null>({
        ...{ conversationId, clientId, author: SYSTEM, content: { kind: 'message', text } },
        work: async () => ok({ value: null }),
        replay: async () => ok(null),
      });
      return posted.ok;
    },
    changed: (caseId) => cases.changed(caseId),
  };
}

type In = Pick<Parts, 'duties' | 'cases'>;

function reachOf({ duties, cases }: In): Pick<PeoplePort, 'talkWith' | 'mayReadTalk' | 'mayReadCase'> {
  return {
    talkWith: async (conversationId, caller) => {
      const reached = await reach(duties, 'conversation.write', asCaller(caller), conversationId);
      if (!reached.ok) return reached;
      const said = (await duties.presenter.toStaff(reached.value)).preChat?.safeToTalk;
      return ok({ saidNotSafe: said === 'no' || said === 'unsure' });
    },
    mayReadTalk: async (conversationId, caller) =>
      (await reach(duties, 'conversation.read', asCaller(caller), conversationId)).ok,
    mayReadCase: async (caseId, caller) => (await reachCase(cases, 'case.read', caller, caseId)).ok,
  };
}

async function personOf(
  { duties, cases }: In,
  { caseId, conversationId }: Subject,
  session?: Session,
): ReturnType<PeoplePort['personIn']> {
  const talk = conversationId === null ? null : await talkOf(duties, conversationId, session);
  const found = await cases.cases.find(caseId ?? talk?.caseId ?? '', session);
  if (talk === null && found === null) return null;
  const root = found === null ? null : await caseThatStays(cases, found, session);
  const caseIds = root === null ? [] : await familyOf(cases, root, session);
  const talks: ConversationDoc[] = talk === null ? [] : [talk];
  for (const each of caseIds) talks.push(...(await talksOf(duties, each, session)));
  return {
    ...{ caseId: root?._id ?? null, caseIds, conversationIds: [...new Set(talks.map(({ _id }) => _id))] },
    highRisk: await isHighRisk({ duties, cases }, { root, talk }, session),
    under18: isUnder18(root?.ageBand) || talks.some((each) => isUnder18(each.ageBand)),
    ownerId: root?.owner?.agentId ?? null,
  };
}

function talkOf({ store }: Duties, conversationId: string, session?: Session): Promise<ConversationDoc | null> {
  return session ? store.findIn(session, conversationId) : store.find(conversationId);
}

function talksOf({ store }: Duties, caseId: string, session?: Session): Promise<readonly ConversationDoc[]> {
  return session ? store.ofCaseIn(session, caseId) : store.findMany({ caseId });
}

interface Whose {
  readonly root: CaseDoc | null;
  readonly talk: ConversationDoc | null;
}

/** By the case where there is one: it counts its talks, and the words are of a case or of a talk, never of both. */
async function isHighRisk({ duties, cases }: In, { root, talk }: Whose, session?: Session): Promise<boolean> {
  const risk = createRiskOf(duties, cases);
  if (root !== null) return risk.case(root, session);
  return talk !== null && risk.talk(talk, session);
}

async function factsFor(
  { duties, cases }: In,
  { caseId, conversationId }: Subject,
  caller: StaffSession,
): ReturnType<PeoplePort['factsFor']> {
  if (caseId !== null) {
    const reached = await reachCase(cases, 'case.write', caller, caseId);
    return reached.ok ? ok(await factsOf(duties, null, await caseThatStays(cases, reached.value))) : reached;
  }
  const reached = await reach(duties, 'conversation.write', asCaller(caller), conversationId ?? '');
  if (!reached.ok) return reached;
  const ofCase = reached.value.caseId ?? null;
  return ok(await factsOf(duties, reached.value, ofCase === null ? null : await cases.cases.find(ofCase)));
}

type Facts = Awaited<ReturnType<PeoplePort['factsFor']>> extends Result<infer F> ? F : never;

/** What is known of a conversation's case warns as well. A conversation has no reference: one is made with the words. */
async function factsOf(
  { presenter }: Pick<Duties, 'presenter'>,
  talk: ConversationDoc | null,
  of: CaseDoc | null,
): Promise<Facts> {
  const { preChat, wrapUp } = talk === null ? { preChat: null, wrapUp: null } : await presenter.toStaff(talk);
  return {
    ageBand: talk?.ageBand ?? of?.ageBand ?? null,
    topic: preChat?.topic ?? null,
    crimeTypes: [...(wrapUp?.crimeTypes ?? []), ...(of?.crimeTypes ?? [])],
    crimeFlags: [...(of?.crimeFlags ?? [])],
    reference: talk === null ? (of?.reference ?? null) : null,
  };
}
