/** Referrals to MARAC: states, days and ids in clear; what was said to the person and what the panel decided, sealed. */
import type { mongo } from 'mongoose';
import type { MaracState } from '../../shared/domain/marac-state.ts';
import { type CasePerson, scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface MaracDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly panel: string;
  readonly state: MaracState;
  readonly basis: 'agreed' | 'without_agreement';
  readonly disclosureId: string | null;
  readonly repeat: boolean;
  /** Days in England, YYYY-MM-DD. */
  readonly referredOn: string;
  readonly listedFor: string | null;
  readonly heardOn: string | null;
  readonly said: mongo.Binary;
  readonly actions: mongo.Binary | null;
  /** Of the case; absent in what was made before it was kept. */
  readonly fundingStream?: string | null;
  readonly history: readonly { readonly state: MaracState; readonly at: number; readonly by: CasePerson }[];
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const maracReferralsSpec: CollectionSpec = {
  name: 'marac_referrals',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, referredOn: -1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** Somebody else changed it since it was read. */
export class MaracMoved extends Error {
  override readonly name = 'MaracMoved';
}

export type MaracChange = Partial<Pick<MaracDoc, 'state' | 'listedFor' | 'heardOn' | 'actions' | 'history'>>;

export interface MaracStore {
  find(referralId: string, session?: Session): Promise<MaracDoc | null>;
  ofClientId(clientId: string): Promise<MaracDoc | null>;
  /** Of these cases together, newest first. */
  ofCases(caseIds: readonly string[], session?: Session): Promise<MaracDoc[]>;
  insertIn(session: Session, doc: MaracDoc): Promise<void>;
  changeIn(session: Session, before: MaracDoc, change: MaracChange): Promise<MaracDoc>;
  seal(doc: Pick<MaracDoc, '_id' | 'caseId'>, field: 'said' | 'actions', text: string): Promise<mongo.Binary>;
  open(doc: MaracDoc, field: 'said' | 'actions'): Promise<string | null>;
}

export function createMaracStore(database: Database, sealing: Sealing): MaracStore {
  const referrals = database.collection<MaracDoc>(maracReferralsSpec);
  const sealed = createSealedJson(sealing);
  const within = (session?: Session) => (session ? { session } : ({ readConcern: { level: 'majority' } } as const));
  return {
    find: (referralId, session) => referrals.findOne({ _id: referralId }, within(session)),
    ofClientId: (clientId) => referrals.findOne({ clientId }, within()),
    ofCases: (caseIds, session) =>
      referrals
        .find({ caseId: { $in: [...caseIds] } }, { ...within(session), sort: { referredOn: -1, _id: -1 }, limit: 100 })
        .toArray(),
    insertIn: async (session, doc) => {
      await referrals.insertOne(doc, { session });
    },
    changeIn: async (session, before, change) => {
      const { _id, revision } = before;
      const set = { ...change, revision: revision + 1 };
      const { matchedCount } = await referrals.updateOne({ _id, revision }, { $set: set }, { session });
      if (matchedCount !== 1) throw new MaracMoved('the referral changed meanwhile');
      return { ...before, ...set };
    },
    seal: (doc, field, text) => sealed.seal(placeOf(doc, field), text),
    open: async (doc, field) => {
      const value = doc[field];
      return value === null ? null : sealed.open<string>(placeOf(doc, field), value);
    },
  };
}

function placeOf({ _id, caseId }: Pick<MaracDoc, '_id' | 'caseId'>, field: string): Place {
  return { collection: maracReferralsSpec.name, field, scope: scopeOf(caseId), id: _id };
}
