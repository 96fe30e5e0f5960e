/**
 * Cards and answers in MongoDB, each request under a data key of its own: a consent outlives the conversation, whose key
 * is destroyed long before.
 */
import type { mongo } from 'mongoose';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { Card, ConsentDoc, ConsentFamily, ConsentRecordText, RequestDoc } from './consent-record.ts';

export const consentRequestsSpec: CollectionSpec = {
  name: 'consentRequests',
  personal: true,
  indexes: [
    { keys: { conversationId: 1, askedAt: 1 } },
    { keys: { kind: 1, askedAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export const consentsSpec: CollectionSpec = {
  name: 'consents',
  personal: true,
  indexes: [
    { keys: { conversationId: 1, recipientId: 1 } },
    { keys: { caseId: 1, recipientId: 1 }, sparse: true },
    { keys: { givenAt: 1 } },
    { keys: { referralId: 1, givenAt: -1 }, partial: { decision: 'given' } },
    { keys: { withdrawnAt: 1 }, partial: { withdrawnAt: { $gt: 0 } } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export type RequestChange = Partial<Pick<RequestDoc, 'recipients' | 'answeredAt' | 'agrees'>>;
export type ConsentChange = Partial<
  Pick<ConsentDoc, 'withdrawnAt' | 'withdrawnHow' | 'takenBack' | 'supersededAt' | 'referralId' | 'purgeAt'> &
    Pick<ConsentDoc, 'release' | 'competence' | 'left'>
>;

export interface ConsentsStore {
  insertRequest(session: Session, doc: RequestDoc): Promise<void>;
  findRequest(session: Session, requestId: string): Promise<RequestDoc | null>;
  /** Requests of a conversation in which one of these recipients still waits for an answer. */
  openRequests(session: Session, conversationId: string, recipientIds: readonly string[]): Promise<RequestDoc[]>;
  /** *Tell* cards of these conversations, or all since then; oldest first. */
  told(among: { readonly conversationIds: readonly string[] } | { readonly since: number }): Promise<RequestDoc[]>;
  changeRequest(session: Session, requestId: string, change: RequestChange): Promise<void>;
  insertConsent(session: Session, doc: ConsentDoc): Promise<void>;
  findConsent(session: Session, consentId: string): Promise<ConsentDoc | null>;
  /** Every answer of a person about a recipient, in their chats and in their cases. */
  consentsAbout(session: Session, family: ConsentFamily, recipientId: string): Promise<ConsentDoc[]>;
  /** Every answer of a person, newest first. */
  consentsOf(family: ConsentFamily, session?: Session): Promise<ConsentDoc[]>;
  requestsNamed(requestIds: readonly string[]): Promise<RequestDoc[]>;
  request(requestId: string): Promise<RequestDoc | null>;
  consent(consentId: string): Promise<ConsentDoc | null>;
  /** The chats in which some were given since, for who follows them into a case: all of them. */
  talksGivenSince(at: number): Promise<string[]>;
  /** Of chats, taken back elsewhere since: all of them, read as they are looked at. */
  withdrawnSince(at: number): AsyncIterable<ConsentDoc>;
  /** Each yes that no referral was made of and nobody left at that, newest first; whether it is in force is the caller's to see. */
  withoutReferral(now: number, limit: number): Promise<ConsentDoc[]>;
  /** Every yes of these conversations and cases that was not taken back. */
  givenByIn(session: Session, family: ConsentFamily): Promise<ConsentDoc[]>;
  changeConsent(session: Session, consentId: string, change: ConsentChange): Promise<void>;
  sealCard(requestId: string, card: Card): Promise<mongo.Binary>;
  openCard(request: Pick<RequestDoc, '_id' | 'card'>): Promise<Card>;
  sealRecord(requestId: string, consentId: string, text: ConsentRecordText): Promise<mongo.Binary>;
  openRecord(consent: Pick<ConsentDoc, '_id' | 'requestId' | 'record'>): Promise<ConsentRecordText>;
  /** What they said when they took it back. */
  sealTakenBack(consent: Pick<ConsentDoc, '_id' | 'requestId'>, said: string): Promise<mongo.Binary>;
  /** Why no referral is made from it. */
  sealLeft(consent: Pick<ConsentDoc, '_id' | 'requestId'>, reason: string): Promise<mongo.Binary>;
  openTakenBack(consent: Pick<ConsentDoc, '_id' | 'requestId' | 'takenBack'>): Promise<string | null>;
}

const TOLD_AT_MOST = 200;
const LISTED_AT_MOST = 500;
const MAJORITY = { readConcern: { level: 'majority' } } as const;

export function createConsentsStore(database: Database, sealing: Sealing): ConsentsStore {
  const requests = database.collection<RequestDoc>(consentRequestsSpec);
  const consents = database.collection<ConsentDoc>(consentsSpec);
  const sealed = createSealedJson(sealing);

  return {
    insertRequest: async (session, doc) => {
      await requests.insertOne(doc, { session });
    },
    findRequest: (session, requestId) => requests.findOne({ _id: requestId }, { session }),
    openRequests: (session, conversationId, recipientIds) =>
      requests
        .find(
          { conversationId, recipients: { $elemMatch: { recipientId: { $in: [...recipientIds] }, state: 'open' } } },
          { session },
        )
        .toArray(),
    told: (among) => {
      const of =
        'since' in among ? { askedAt: { $gte: among.since } } : { conversationId: { $in: [...among.conversationIds] } };
      return requests.find({ kind: 'tell', ...of }, { sort: { askedAt: 1, _id: 1 }, limit: TOLD_AT_MOST }).toArray();
    },
    changeRequest: async (session, requestId, change) => {
      await requests.updateOne({ _id: requestId }, { $set: change }, { session });
    },
    insertConsent: async (session, doc) => {
      await consents.insertOne(doc, { session });
    },
    findConsent: (session, consentId) => consents.findOne({ _id: consentId }, { session }),
    consentsAbout: (session, family, recipientId) =>
      consents.find({ recipientId, ...ofFamily(family) }, { session }).toArray(),
    consentsOf: (family, session) => {
      const read = session ? { session } : MAJORITY;
      return consents
        .find(ofFamily(family), { ...read, sort: { givenAt: -1, _id: 1 }, limit: LISTED_AT_MOST })
        .toArray();
    },
    requestsNamed: (requestIds) => requests.find({ _id: { $in: [...requestIds] } }, MAJORITY).toArray(),
    request: (requestId) => requests.findOne({ _id: requestId }, MAJORITY),
    consent: (consentId) => consents.findOne({ _id: consentId }, MAJORITY),
    talksGivenSince: async (at) => {
      const talks = await consents.distinct('conversationId', { givenAt: { $gte: at } }, MAJORITY);
      return talks.flatMap((conversationId) => conversationId ?? []);
    },
    withdrawnSince: (at) =>
      consents.find(
        { withdrawnAt: { $gt: 0, $gte: at }, withdrawnHow: { $ne: 'chat' }, conversationId: { $ne: null } },
        MAJORITY,
      ),
    withoutReferral: (now, limit) => {
      const unmade = { decision: 'given', referralId: null, withdrawnAt: null, supersededAt: null } as const;
      const filter = { ...unmade, left: { $exists: false }, reviewAt: { $gt: now } };
      return consents.find(filter, { ...MAJORITY, sort: { givenAt: -1 }, limit }).toArray();
    },
    givenByIn: (session, family) =>
      consents
        .find({ decision: 'given', withdrawnAt: null, ...ofFamily(family) }, { session, sort: { givenAt: 1 } })
        .toArray(),
    changeConsent: async (session, consentId, change) => {
      await consents.updateOne({ _id: consentId }, { $set: change }, { session });
    },
    sealCard: (requestId, card) => sealed.seal(cardPlace(requestId), card),
    openCard: ({ _id, card }) => sealed.open(cardPlace(_id), card),
    sealRecord: (requestId, consentId, text) => sealed.seal(placeIn('record', requestId, consentId), text),
    openRecord: ({ _id, requestId, record }) => sealed.open(placeIn('record', requestId, _id), record),
    sealTakenBack: ({ _id, requestId }, said) => sealed.seal(placeIn('takenBack', requestId, _id), said),
    sealLeft: ({ _id, requestId }, reason) => sealed.seal(placeIn('left', requestId, _id), reason),
    openTakenBack: async ({ _id, requestId, takenBack }) =>
      takenBack === undefined ? null : sealed.open<string>(placeIn('takenBack', requestId, _id), takenBack.said),
  };
}

/** Asked of a chat by its own id alone: one that became part of a case keeps its consents. */
function ofFamily({ caseIds, conversationIds }: ConsentFamily) {
  return { $or: [{ conversationId: { $in: [...conversationIds] } }, { caseId: { $in: [...caseIds] } }] };
}

function cardPlace(requestId: string): Place {
  return { collection: consentRequestsSpec.name, field: 'card', scope: `consent:${requestId}`, id: requestId };
}

function placeIn(field: 'record' | 'takenBack' | 'left', requestId: string, consentId: string): Place {
  return { collection: consentsSpec.name, field, scope: `consent:${requestId}`, id: consentId };
}
