/** What was answered about pathways, and what people asked for: codes in clear, reasons sealed. Nothing of it is changed later. */
import type { mongo } from 'mongoose';
import type { PathwayNext, PathwayOutcome } from '../../shared/domain/pathway-outcome.ts';
import { type CasePerson, scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface PathwayRecordDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  /** They asked for it by themselves, or it was offered and answered. */
  readonly kind: 'wish' | 'answer';
  readonly pathway: string;
  readonly outcome: PathwayOutcome | null;
  readonly offered: readonly string[];
  readonly chosen: string | null;
  readonly saidNoReason: boolean;
  readonly ruleIds: readonly string[];
  /** Rules and answers it was offered under: what would have to be new for it to be offered again. */
  readonly offeredUnder: readonly string[];
  readonly next: PathwayNext;
  readonly why: mongo.Binary | null;
  readonly at: number;
  readonly by: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export type NewPathwayRecord = Omit<PathwayRecordDoc, 'why'>;

export const pathwayRecordsSpec: CollectionSpec = {
  name: 'pathway_records',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, kind: 1, at: -1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** Of a case a few dozen, never thousands. */
const AT_MOST = 500;

export interface PathwayRecordsStore {
  ofClientId(clientId: string): Promise<PathwayRecordDoc | null>;
  /** Of these cases together, newest first. */
  answers(caseIds: readonly string[], session?: Session): Promise<PathwayRecordDoc[]>;
  wishes(caseIds: readonly string[], session?: Session): Promise<string[]>;
  insertIn(session: Session, record: NewPathwayRecord, why: string | null): Promise<PathwayRecordDoc>;
  whyOf(doc: PathwayRecordDoc): Promise<string | null>;
}

export function createPathwayRecordsStore(database: Database, sealing: Sealing): PathwayRecordsStore {
  const records = database.collection<PathwayRecordDoc>(pathwayRecordsSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : ({ readConcern: { level: 'majority' } } as const));
  return {
    ofClientId: (clientId) => records.findOne({ clientId }, within()),
    answers: (caseIds, session) =>
      records
        .find(
          { caseId: { $in: [...caseIds] }, kind: 'answer' },
          { ...within(session), sort: { at: -1, _id: -1 }, limit: AT_MOST },
        )
        .toArray(),
    wishes: async (caseIds, session) => {
      const asked = await records
        .find({ caseId: { $in: [...caseIds] }, kind: 'wish' }, { ...within(session), limit: AT_MOST })
        .toArray();
      return [...new Set(asked.map(({ pathway }) => pathway))].sort();
    },
    insertIn: async (session, record, why) => {
      const doc = { ...record, why: why === null ? null : await sealed.seal(placeOf(record), why) };
      await records.insertOne(doc, { session });
      return doc;
    },
    whyOf: async (doc) => (doc.why === null ? null : sealed.open<string>(placeOf(doc), doc.why)),
  };
}

function placeOf({ _id, caseId }: Pick<PathwayRecordDoc, '_id' | 'caseId'>): Place {
  return { collection: pathwayRecordsSpec.name, field: 'why', scope: scopeOf(caseId), id: _id };
}
