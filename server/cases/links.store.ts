/** Links between the cases of relatives: ids and codes only. Each pair stands once, from the one to the other. */
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import type { CasePerson } from './case.ts';

export interface CaseLinkDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly fromId: string;
  readonly toId: string;
  /** What the client of `to` is to the client of `from`. */
  readonly relation: string;
  readonly mayKnowOfEachOther: boolean;
  readonly madeBy: CasePerson;
  readonly madeAt: number;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const caseLinksSpec: CollectionSpec = {
  name: 'case_links',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { fromId: 1 } },
    { keys: { toId: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface CaseLinksStore {
  of(caseId: string, session?: Session): Promise<CaseLinkDoc[]>;
  between(one: string, other: string, session?: Session): Promise<CaseLinkDoc | null>;
  insertIn(session: Session, doc: CaseLinkDoc): Promise<void>;
  removeIn(session: Session, linkId: string, caseId: string): Promise<CaseLinkDoc | null>;
}

export function createCaseLinksStore(database: Database): CaseLinksStore {
  const links = database.collection<CaseLinkDoc>(caseLinksSpec);
  const within = (session?: Session) => (session ? { session } : {});
  return {
    of: (caseId, session) =>
      links
        .find({ $or: [{ fromId: caseId }, { toId: caseId }] }, { ...within(session), sort: { madeAt: 1 } })
        .toArray(),
    between: (one, other, session) => {
      const pairs = [
        { fromId: one, toId: other },
        { fromId: other, toId: one },
      ];
      return links.findOne({ $or: pairs }, within(session));
    },
    insertIn: async (session, doc) => {
      await links.insertOne(doc, { session });
    },
    removeIn: (session, linkId, caseId) =>
      links.findOneAndDelete({ _id: linkId, $or: [{ fromId: caseId }, { toId: caseId }] }, { session }),
  };
}
