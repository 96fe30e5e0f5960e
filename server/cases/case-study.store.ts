/** Answers on a case study in MongoDB: in clear yes or no, days and which wording; what was said is sealed with its case (P1). */
import type { mongo } from 'mongoose';
import type { CaseStudyAnswer, CaseStudyWay } from '../../shared/domain/case-study.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { binaryOf, type Sealing } from '../platform/sealing.store.ts';
import { type CasePerson, scopeOf } from './case.ts';

export interface CaseStudyDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly answer: CaseStudyAnswer;
  readonly how: CaseStudyWay;
  readonly until: string | null;
  readonly wordingVersion: string;
  readonly said: mongo.Binary;
  readonly askedAt: number;
  readonly askedBy: CasePerson;
  readonly withdrawn: { readonly at: number; readonly by: CasePerson; readonly said: mongo.Binary } | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const caseStudySpec: CollectionSpec = {
  name: 'case_study_consents',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, askedAt: -1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const SHOWN = 50;

type Named = Pick<CaseStudyDoc, '_id' | 'caseId'>;

export interface CaseStudyStore {
  /** Newest first. */
  ofCases(caseIds: readonly string[], session?: Session): Promise<CaseStudyDoc[]>;
  find(caseIds: readonly string[], consentId: string, session?: Session): Promise<CaseStudyDoc | null>;
  ofClientId(clientId: string): Promise<CaseStudyDoc | null>;
  insertIn(session: Session, doc: CaseStudyDoc): Promise<void>;
  /** False where it was taken back before. */
  withdrawIn(session: Session, doc: CaseStudyDoc, withdrawn: NonNullable<CaseStudyDoc['withdrawn']>): Promise<boolean>;
  seal(doc: Named, field: 'said' | 'withdrawn', text: string): Promise<mongo.Binary>;
  open(doc: Named, field: 'said' | 'withdrawn', sealed: mongo.Binary): Promise<string>;
}

export function createCaseStudyStore(database: Database, sealing: Sealing): CaseStudyStore {
  const consents = database.collection<CaseStudyDoc>(caseStudySpec);
  const place = ({ _id: id, caseId }: Named, field: string) => ({
    ...{ collection: caseStudySpec.name, field, scope: scopeOf(caseId), id },
  });
  return {
    ofCases: (caseIds, session) =>
      consents
        .find(
          { caseId: { $in: [...caseIds] } },
          { ...(session ? { session } : MAJORITY), sort: { askedAt: -1, _id: -1 }, limit: SHOWN },
        )
        .toArray(),
    find: (caseIds, consentId, session) =>
      consents.findOne({ _id: consentId, caseId: { $in: [...caseIds] } }, session ? { session } : MAJORITY),
    ofClientId: (clientId) => consents.findOne({ clientId }, MAJORITY),
    insertIn: async (session, doc) => {
      await consents.insertOne(doc, { session });
    },
    withdrawIn: async (session, { _id }, withdrawn) => {
      const { matchedCount } = await consents.updateOne({ _id, withdrawn: null }, { $set: { withdrawn } }, { session });
      return matchedCount === 1;
    },
    seal: async (doc, field, text) => binaryOf(await sealing.seal(place(doc, field), text)),
    open: (doc, field, sealed) => sealing.unseal(place(doc, field), sealed),
  };
}
