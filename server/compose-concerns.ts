/** The concerns register and disclosures, over the conversations, cases and decisions of two people that they stand on. */

import { standsByTwo } from '../shared/domain/disclosure.ts';
import { londonDay } from '../shared/domain/opening-hours.ts';
import { lawfulBases, specialCategoryConditions } from '../shared/reference/disclosure.ts';
import { itemsAt } from '../shared/reference/reference-item.ts';
import { ok } from '../shared/result.ts';
import { familyOf, partsOf, reachCase } from './cases/index.ts';
import type { Cases } from './compose-cases.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import { type ConsentsStore, createConsentsStore } from './consent/index.ts';
import { caseOf, keepLongIn, reach } from './conversations/index.ts';
import type { RouteTable, StaffSession } from './platform/http-route.ts';
import { iso, isoOrNull } from './platform/ports.ts';
import { createSteppedStore } from './platform/stepped.store.ts';
import {
  type ConcernsDeps,
  chaseUnapproved,
  createConcernRoutes,
  createDisclosureRoutes,
  type DisclosureFacts,
  type DisclosuresDeps,
  disclosureEffects,
  disclosuresSpec,
  emergencyOf,
  type NewConcern,
  raiseConcern,
  standingOf,
} from './safeguarding/index.ts';

export interface Concerns {
  readonly routes: RouteTable;
  /** For duties that find something a lead must see: a rule of a tool, of an age. */
  raise(concern: NewConcern): Promise<{ readonly concernId: string }>;
  /** Whether a caller may reach whom a record is about. */
  readonly reachSubject: DisclosuresDeps['reachSubject'];
  /** Whether two people decided that this is shared with them about the person of this case. */
  mayShare(disclosureId: string, about: { readonly caseId: string; readonly recipient: string }): Promise<boolean>;
  /** Calls a lead for what was shared in an emergency and nobody has looked at since. */
  chase(): Promise<void>;
}

const GROUNDS = { lawfulBases, specialCategoryConditions };

export function composeConcerns(
  { database, sealing, clock, ids, background }: Platform,
  duties: Duties,
  service: ServiceInForce,
  { cases, approvals }: Pick<Cases, 'cases' | 'approvals'>,
): Concerns {
  const reachSubject: DisclosuresDeps['reachSubject'] = async ({ conversationId, caseId }, caller) => {
    let { teamId } = caller;
    if (conversationId !== null) {
      const conversation = await reach(duties, 'conversation.read', asCaller(caller), conversationId);
      if (!conversation.ok) return conversation;
      teamId = conversation.value.teamId;
    }
    if (caseId === null) return ok({ teamId });
    const found = await reachCase(cases, 'case.read', caller, caseId);
    return found.ok ? ok({ teamId: found.value.teamId }) : found;
  };
  const concerns: ConcernsDeps = {
    ...{ database, clock, ids, audit: duties.audit, agents: duties.agents, concerns: duties.concerns },
    emergencyUpdates: duties.emergencyUpdates,
    alerts: duties.safeguarding,
    reachSubject,
    partsOf: (caseId) => partsOf(cases, caseId),
    keptOut: duties.keptOut,
    keepConversationIn: (session, conversationId) => keepLongIn(duties, session, conversationId),
    keptUntil: (closed) => service.keptUntil('concern', closed),
  };
  const consents = createConsentsStore(database, sealing);
  const disclosures: DisclosuresDeps = {
    ...{ ...concerns, background, approvals, notes: duties.alerts },
    disclosures: createSteppedStore<DisclosureFacts>(database, sealing, {
      spec: disclosuresSpec,
      newId: () => ids.uuid(),
    }),
    reachEmergency: (alertId, caller) => emergencyOf(duties, alertId, asCaller(caller)),
    caseOf: (conversationId) => caseOf(duties, conversationId),
    concernAbout: async (concernId) => (await duties.concerns.find(concernId))?.facts ?? null,
    caseIn: (session, caseId) => cases.cases.find(caseId, session),
    wholeCase: async (caseId) => {
      const caseIds = await partsOf(cases, caseId);
      const linked = await Promise.all(caseIds.map((each) => cases.conversations.ofCase(each)));
      return { caseIds, conversationIds: linked.flat().map(({ conversationId }) => conversationId) };
    },
    told: (among) => toldCards(consents, among),
    isGround: (list, code) =>
      itemsAt(GROUNDS[list], londonDay(new Date(clock.now()))).some((item) => item.code === code),
    approvalWithinMs: () => service.settings().safeguarding.approvalWithinMs,
    keptUntil: (made) => service.keptUntil('disclosure', made),
  };
  approvals.on('disclosure', disclosureEffects(disclosures));
  return {
    reachSubject,
    routes: [...createConcernRoutes(concerns), ...createDisclosureRoutes(disclosures)],
    raise: async (concern) => ({ concernId: (await raiseConcern(concerns, concern))._id }),
    mayShare: async (disclosureId, { caseId, recipient }) => {
      const doc = await disclosures.disclosures.find(disclosureId);
      if (!doc || doc.facts.recipient !== recipient) return false;
      const [about, of] = [doc.facts.caseId, await cases.cases.find(caseId)];
      // Decided of the person, in whichever of their cases.
      const isTheirs = about !== null && of !== null && (await familyOf(cases, of)).includes(about);
      return isTheirs && standsByTwo(standingOf(doc));
    },
    chase: () => chaseUnapproved(disclosures),
  };
}

/** A request has no connection that an answer could be delivered to. */
const asCaller = (session: StaffSession) => ({ ...session, socketId: '' });

async function toldCards(consents: ConsentsStore, among: Parameters<ConsentsStore['told']>[0]) {
  const requests = await consents.told(among);
  return Promise.all(
    requests
      .flatMap(({ conversationId, ...request }) => (conversationId === null ? [] : [{ ...request, conversationId }]))
      .map(async (request) => ({
        ...{ requestId: request._id, conversationId: request.conversationId },
        ...{ toldAt: iso(request.askedAt), toldBy: request.askedBy },
        recipientName: (await consents.openCard(request)).recipientName ?? '',
        ...{ answeredAt: isoOrNull(request.answeredAt), agrees: request.agrees ?? null },
      })),
  );
}
