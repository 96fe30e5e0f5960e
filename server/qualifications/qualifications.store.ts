/** Qualifications in MongoDB: codes and days in clear, the evidence sealed, each record under a key of its own (P1). */
import type { mongo } from 'mongoose';
import type { HeldQualification } from '../../shared/domain/qualification.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { binaryOf, type Sealing } from '../platform/sealing.store.ts';
import type { Person } from '../platform/stepped.store.ts';

export interface QualificationDoc extends HeldQualification {
  readonly _id: string;
  readonly clientId: string;
  readonly agentId: string;
  readonly evidence: mongo.Binary;
  readonly endedBecause: mongo.Binary | null;
  readonly endedBy: Person | null;
  readonly recordedBy: Person;
  readonly recordedAt: number;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const qualificationsSpec: CollectionSpec = {
  name: 'qualifications',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { agentId: 1, code: 1 } },
    { keys: { expiresOn: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface QualificationsStore {
  insert(session: Session, doc: QualificationDoc): Promise<void>;
  ofClientId(clientId: string, session?: Session): Promise<QualificationDoc | null>;
  find(qualificationId: string, session?: Session): Promise<QualificationDoc | null>;
  /** Of one person, or of everybody; whichever was obtained last first. */
  list(agentId?: string): Promise<QualificationDoc[]>;
  /** False where it was ended already. */
  end(session: Session, qualificationId: string, set: Ending): Promise<boolean>;
  seal(qualificationId: string, field: 'evidence' | 'endedBecause', words: string): Promise<mongo.Binary>;
  open(doc: QualificationDoc): Promise<{ readonly evidence: string; readonly endedBecause: string | null }>;
}

export type Ending = Pick<QualificationDoc, 'endedOn' | 'endedBecause' | 'endedBy' | 'purgeAt'>;

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const LISTED_AT_MOST = 5_000;

export function createQualificationsStore(database: Database, sealing: Sealing): QualificationsStore {
  const records = database.collection<QualificationDoc>(qualificationsSpec);
  const place = (id: string, field: string): Place => ({
    ...{ collection: qualificationsSpec.name, field, scope: `qualification:${id}`, id },
  });
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  return {
    insert: async (session, doc) => {
      await records.insertOne(doc, { session });
    },
    ofClientId: (clientId, session) => records.findOne({ clientId }, within(session)),
    find: (id, session) => records.findOne({ _id: id }, within(session)),
    list: (agentId) =>
      records
        .find(agentId === undefined ? {} : { agentId }, {
          ...{ ...MAJORITY, sort: { agentId: 1, code: 1, obtainedOn: -1 }, limit: LISTED_AT_MOST },
        })
        .toArray(),
    end: async (session, id, set) => {
      const result = await records.updateOne({ _id: id, endedOn: null }, { $set: set }, { session });
      return result.matchedCount === 1;
    },
    seal: async (id, field, words) => binaryOf(await sealing.seal(place(id, field), words)),
    open: async ({ _id, evidence, endedBecause }) => ({
      evidence: await sealing.unseal(place(_id, 'evidence'), evidence),
      endedBecause: endedBecause === null ? null : await sealing.unseal(place(_id, 'endedBecause'), endedBecause),
    }),
  };
}
