/** Who has whose work while they are away, in MongoDB. A cover begins and ends by its days alone: nothing is moved, so nothing has to be moved back. */
import type { mongo } from 'mongoose';
import type { CasePerson } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface CoverDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly revision: number;
  readonly from: CasePerson;
  readonly fromTeamId: string;
  readonly to: CasePerson;
  /** Days in England, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** The same as moments; the second is the first one after it. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** May say why somebody is away, so it is sealed. */
  readonly reason: mongo.Binary | null;
  readonly setBy: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const coverSpec: CollectionSpec = {
  name: 'cover',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { 'to.agentId': 1, endsAt: 1 } },
    { keys: { 'from.agentId': 1, endsAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface CoverStore {
  /** For whom they have the work at this moment. */
  coveredBy(agentId: string, now: number): Promise<CasePerson[]>;
  /** Of these people, going on or ahead within the time: being covered or covering. */
  overlapping(session: Session, agentIds: readonly string[], startsAt: number, endsAt: number): Promise<CoverDoc[]>;
  ofClientId(clientId: string): Promise<CoverDoc | null>;
  find(coverId: string, session?: Session): Promise<CoverDoc | null>;
  /** Not over yet, soonest first. */
  notOver(now: number, limit: number): Promise<CoverDoc[]>;
  insertIn(session: Session, doc: CoverDoc): Promise<void>;
  endIn(session: Session, before: CoverDoc, endsAt: number): Promise<boolean>;
  sealReason(coverId: string, fromAgentId: string, reason: string): Promise<mongo.Binary>;
  reasonOf(doc: CoverDoc): Promise<string | null>;
}

export function createCoverStore(database: Database, sealing: Sealing): CoverStore {
  const covers = database.collection<CoverDoc>(coverSpec);
  const sealed = createSealedJson(sealing);
  return {
    coveredBy: async (agentId, now) => {
      const filter = { 'to.agentId': agentId, startsAt: { $lte: now }, endsAt: { $gt: now } };
      return (await covers.find(filter, { ...MAJORITY, projection: { from: 1 } }).toArray()).map(({ from }) => from);
    },
    overlapping: (session, agentIds, startsAt, endsAt) =>
      covers
        .find(
          {
            $or: [{ 'from.agentId': { $in: [...agentIds] } }, { 'to.agentId': { $in: [...agentIds] } }],
            ...{ startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt } },
          },
          { session },
        )
        .toArray(),
    ofClientId: (clientId) => covers.findOne({ clientId }, MAJORITY),
    find: (coverId, session) => covers.findOne({ _id: coverId }, session ? { session } : MAJORITY),
    notOver: (now, limit) =>
      covers.find({ endsAt: { $gt: now } }, { ...MAJORITY, sort: { startsAt: 1, _id: 1 }, limit }).toArray(),
    insertIn: async (session, doc) => {
      await covers.insertOne(doc, { session });
    },
    endIn: async (session, { _id, revision }, endsAt) => {
      const set = { $set: { endsAt, revision: revision + 1 } };
      return (await covers.updateOne({ _id, revision }, set, { session })).matchedCount === 1;
    },
    sealReason: (coverId, fromAgentId, reason) => sealed.seal(placeOf(coverId, fromAgentId), reason),
    reasonOf: async ({ _id, from, reason }) =>
      reason === null ? null : sealed.open<string>(placeOf(_id, from.agentId), reason),
  };
}

/** Under the key of the one who is away: it goes with their account. */
function placeOf(id: string, agentId: string): Place {
  return { collection: coverSpec.name, field: 'reason', scope: `agent:${agentId}`, id };
}
