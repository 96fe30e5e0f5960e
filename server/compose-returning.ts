/** Coming back by a reference and six words, over the conversations, cases and referrals that it may stop. */
import { createHmac } from 'node:crypto';
import type { StandingLevel } from '../shared/domain/risk-level.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  type CaseDoc,
  type CasesDeps,
  caseThatStays,
  changeCaseIn,
  eraseByCase,
  familyOf,
  levelOf,
  reachCase,
  withDue,
} from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import { publicFrame } from './compose-public.ts';
import type { Referrals } from './compose-referrals.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import { type ConversationDoc, reach, SYSTEM } from './conversations/index.ts';
import { createPasswords } from './identity/index.ts';
import { createAddressOf } from './platform/client-address.ts';
import type { StaffSession } from './platform/http-route.ts';
import { describeError } from './platform/logger.ts';
import type { Session } from './platform/mongo.ts';
import { createOutboxStore } from './referrals/index.ts';
import {
  createPhrasesStore,
  createReferenceIndex,
  createRequestsStore,
  createReturning,
  createTriesStore,
  type PeoplePort,
  type Returning,
  type ReturningDeps,
  returnPhrasesSpec,
  type SharingPort,
  type Subject,
  withdrawalRequestsSpec,
} from './returning/index.ts';

export interface ReturningParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
  readonly referrals: Pick<Referrals, 'sharing'>;
}

/** Of one place that are judged; more wait, and nobody sees it. */
const TRIES_AN_HOUR = 5;
/** Of the whole service; past it each waits, and none is refused. */
const TRIES_A_MINUTE = 120;
const SLOWED_AT_MOST_MS = 2_000;

export async function composeReturning(config: Config, parts: ReturningParts): Promise<Returning> {
  const { platform, duties, identity, service, cases } = parts;
  const { database, sealing, clock, ids, logger, masterKeys } = platform;
  const [ofAddress, ofAll] = [
    identity.limits.limiter({ name: 'returning', points: TRIES_AN_HOUR, seconds: 3_600 }),
    identity.limits.limiter({ name: 'returning-all', points: TRIES_A_MINUTE, seconds: 60 }),
  ];
  const deps: ReturningDeps = {
    ...{ database, clock, ids, logger, audit: duties.audit, keptOut: duties.keptOut, alerts: duties.safeguarding },
    phrases: createPhrasesStore(database),
    tries: createTriesStore(database, sealing),
    requests: createRequestsStore(database),
    references: createReferenceIndex(masterKeys),
    // Of its own: whoever floods this page keeps no member of staff from signing in.
    passwords: await createPasswords(),
    people: people(parts),
    sharing: sharing(parts),
    bytesFor: (label) => createHmac('sha512', masterKeys.derive('return-phrase')).update(label).digest(),
    placeOf: (address) => identity.limits.addressKey(address),
    limit: (place) => ofAddress.consume(place),
    slowDown: async () => {
      const waitMs = await ofAll.consume('all');
      if (waitMs !== null) await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, SLOWED_AT_MOST_MS)));
    },
    keptUntil: (ended) => service.keptUntil('consent', ended),
  };
  cases.erasers.push(eraseByCase(database, [returnPhrasesSpec, withdrawalRequestsSpec]));
  return createReturning(deps, {
    headers: { production: config.production, origins: config.allowedOrigins },
    addressOf: createAddressOf(config.trustProxy),
    frame: () => publicFrame(service),
  });
}

/** A request has no connection that an answer could be delivered to. */
const asCaller = (session: StaffSession) => ({ ...session, socketId: '' });

function people({ platform, duties, cases }: ReturningParts): PeoplePort {
  return {
    personIn: (session, subject) => personIn({ duties, cases }, session, subject),
    factsFor: (subject, caller) => factsFor({ duties, cases }, subject, caller),
    mayDecide: async ({ caseId, conversationId }, caller) => {
      const reached =
        caseId === null
          ? await reach(duties, 'withdrawal.decide', asCaller(caller), conversationId ?? '')
          : await reachCase(cases, 'withdrawal.decide', caller, caseId);
      return reached.ok ? ok(null) : reached;
    },
    referenceOf: async (caseId) => (await cases.cases.find(caseId))?.reference ?? null,
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
        (error: unknown) => platform.logger.warn(describeError(error), 'the reason of a decision could not be noted'),
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

type Known = Pick<ReturningParts, 'duties' | 'cases'>;

async function personIn(
  { duties, cases }: Known,
  session: Session,
  subject: Subject,
): ReturnType<PeoplePort['personIn']> {
  const { conversationId } = subject;
  const talk = conversationId === null ? null : await duties.store.findIn(session, conversationId);
  const found = await cases.cases.find(subject.caseId ?? talk?.caseId ?? '', session);
  if (talk === null && found === null) return null;
  const root = found === null ? null : await caseThatStays(cases, found, session);
  const caseIds = root === null ? [] : await familyOf(cases, root, session);
  const talks: ConversationDoc[] = talk === null ? [] : [talk];
  for (const caseId of caseIds) talks.push(...(await duties.store.ofCaseIn(session, caseId)));
  return {
    ...{ caseId: root?._id ?? null, caseIds, conversationIds: [...new Set(talks.map(({ _id }) => _id))] },
    highRisk: isHigh(root) || (await anyHigh(duties, talks)),
    ownerId: root?.owner?.agentId ?? null,
  };
}

function isHigh(root: CaseDoc | null): boolean {
  const level: StandingLevel | null = root === null ? null : levelOf(root);
  return level === 'high';
}

async function anyHigh({ presenter }: Pick<Duties, 'presenter'>, talks: readonly ConversationDoc[]): Promise<boolean> {
  if (talks.some(({ riskFlag }) => riskFlag)) return true;
  for (const talk of talks) if ((await presenter.toStaff(talk)).wrapUp?.risk === 'high') return true;
  return false;
}

async function factsFor(
  { duties, cases }: Known,
  { caseId, conversationId }: Subject,
  caller: StaffSession,
): ReturnType<PeoplePort['factsFor']> {
  if (caseId !== null) {
    const reached = await reachCase(cases, 'case.write', caller, caseId);
    if (!reached.ok) return reached;
    const { ageBand, crimeTypes, crimeFlags, reference } = await caseThatStays(cases, reached.value);
    return ok({ ageBand, topic: null, crimeTypes, crimeFlags, reference });
  }
  const reached = await reach(duties, 'conversation.write', asCaller(caller), conversationId ?? '');
  if (!reached.ok) return reached;
  const { ageBand } = reached.value;
  const { preChat, wrapUp } = await duties.presenter.toStaff(reached.value);
  const said = { ageBand, topic: preChat?.topic ?? null, crimeTypes: wrapUp?.crimeTypes ?? [], crimeFlags: [] };
  return withCase(cases, reached.value.caseId ?? null, said);
}

type Facts = Awaited<ReturnType<PeoplePort['factsFor']>>;
type Said = Omit<Extract<Facts, { ok: true }>['value'], 'reference'>;

/** What is known of a conversation's case warns as well. A conversation has no reference: one is made with the words. */
async function withCase(
  { cases }: CasesDeps,
  caseId: string | null,
  said: Said,
): Promise<Result<Said & { reference: null }>> {
  const doc = caseId === null ? null : await cases.find(caseId);
  if (caseId !== null && doc === null) return fail('not_found');
  return ok({
    ...{ ageBand: said.ageBand ?? doc?.ageBand ?? null, topic: said.topic, reference: null },
    crimeTypes: [...said.crimeTypes, ...(doc?.crimeTypes ?? [])],
    crimeFlags: [...said.crimeFlags, ...(doc?.crimeFlags ?? [])],
  });
}

function sharing({ platform, referrals }: ReturningParts): SharingPort {
  const { consent, requests, partners } = referrals.sharing;
  const rows = createOutboxStore(platform.database);
  const nameOf = (recipientId: string) =>
    partners.find(recipientId, platform.clock.now())?.recipient.name ?? recipientId;
  return {
    holdIn: (session, order) => requests.holdIn(session, order),
    resumeIn: (session, order) => requests.resumeIn(session, order),
    withdrawIn: async (session, order) => {
      await consent.withdrawOfPersonIn(session, order);
    },
    announce: (person) => requests.announce(person),
    view: async (referralIds) => {
      const found = await Promise.all(referralIds.map((referralId) => rows.find(referralId)));
      return found.flatMap((row) =>
        row === null ? [] : [{ referralId: row.referralId, recipientName: nameOf(row.recipientId), state: row.state }],
      );
    },
  };
}
