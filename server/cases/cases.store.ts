/** Cases in MongoDB: each change a compare-and-set on `revision`; lists read codes alone, by an index. */
import type { mongo } from 'mongoose';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { type CaseChange, type CaseDoc, scopeOf } from './case.ts';
import type { FollowCase } from './follow-case.ts';

const byDue = { state: 1, nextDueAt: 1, _id: 1 } as const;

export const casesSpec: CollectionSpec = {
  name: 'cases',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { reference: 1 }, unique: true },
    { keys: byDue },
    { keys: { 'owner.agentId': 1, ...byDue } },
    { keys: { 'workers.agentId': 1, ...byDue } },
    { keys: { teamId: 1, ...byDue } },
    // What is due today stands behind what is overdue in the order of the list: found by itself, whatever came before it.
    { keys: { state: 1, 'due.at': 1 } },
    { keys: { teamId: 1, state: 1, 'due.at': 1 } },
    { keys: { 'waits.for': 1, ...byDue } },
    { keys: { risk: 1, ...byDue } },
    { keys: { area: 1, ...byDue } },
    { keys: { crimeTypes: 1, ...byDue } },
    { keys: { 'blind.mac': 1 } },
    { keys: { 'conflictKeys.mac': 1 } },
    { keys: { openedAt: 1 } },
    { keys: { ageAt: 1 }, sparse: true },
    { keys: { mergedAt: 1 }, sparse: true },
    // What cannot wait is looked for again and again, and concerns very few.
    { keys: { ageBand: 1, 'due.dueId': 1 }, partial: { ageBand: 'under_13' } },
    { keys: { mergedInto: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** The case changed under a change; the transaction begins again. */
export class CaseMoved extends Error {
  override readonly name = 'CaseMoved';
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface CasePage {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly limit: number;
  /** Past this one in the order of the list. */
  readonly after: { readonly nextDueAt: number; readonly caseId: string } | null;
}

export interface CasesStore {
  find(caseId: string, session?: Session): Promise<CaseDoc | null>;
  ofClientId(clientId: string, session?: Session): Promise<CaseDoc | null>;
  findMany(filter: Readonly<Record<string, unknown>>, limit: number, session?: Session): Promise<CaseDoc[]>;
  page(page: CasePage): Promise<CaseDoc[]>;
  /** Ids of the cases, not closed, that one of these owns or works on: as many as there are. */
  workedOnBy(agentIds: readonly string[]): Promise<string[]>;
  /** Counted no further than the limit. */
  count(filter: Readonly<Record<string, unknown>>, limit?: number): Promise<number>;
  insertIn(session: Session, doc: CaseDoc): Promise<void>;
  /** Throws `CaseMoved` where somebody changed it since it was read. */
  changeIn(session: Session, before: CaseDoc, change: CaseChange): Promise<CaseDoc>;
  seal(caseId: string, field: SealedCaseField, value: string): Promise<mongo.Binary>;
  open(doc: CaseDoc, field: SealedCaseField): Promise<string | null>;
  /** Before a page of them is opened: their keys in one question. */
  warm(docs: readonly CaseDoc[]): Promise<void>;
}

export type SealedCaseField = 'calledName' | 'agreement.said';

/** What is kept of a case elsewhere and follows from it, in its transaction; `before` null: it is made. */
export type WriteBeside = (session: Session, after: CaseDoc, before: CaseDoc | null) => Promise<void>;

/** `follow` says what else changes with a case, `beside` what is written with it: no way of writing one leaves either out. */
export function createCasesStore(
  database: Database,
  sealing: Sealing,
  follow: FollowCase,
  beside: WriteBeside,
): CasesStore {
  const cases = database.collection<CaseDoc>(casesSpec);
  const sealed = createSealedJson(sealing);
  return {
    find: (caseId, session) => cases.findOne({ _id: caseId }, session ? { session } : MAJORITY),
    ofClientId: (clientId, session) => cases.findOne({ clientId }, session ? { session } : MAJORITY),
    findMany: (filter, limit, session) =>
      cases.find(filter, { ...(session ? { session } : MAJORITY), sort: { _id: 1 }, limit }).toArray(),
    page: ({ filter, limit, after }) => {
      const past =
        after === null
          ? {}
          : {
              $or: [
                { nextDueAt: { $gt: after.nextDueAt } },
                { nextDueAt: after.nextDueAt, _id: { $gt: after.caseId } },
              ],
            };
      const sort = { nextDueAt: 1, _id: 1 } as const;
      return cases.find({ $and: [filter, past] }, { ...MAJORITY, sort, limit }).toArray();
    },
    workedOnBy: (agentIds) => {
      const theirs = { $in: [...agentIds] };
      const works = { $or: [{ 'owner.agentId': theirs }, { 'workers.agentId': theirs }] };
      return cases.distinct('_id', { state: { $ne: 'closed' }, ...works }, MAJORITY);
    },
    count: (filter, limit) => cases.countDocuments(filter, { ...MAJORITY, ...(limit === undefined ? {} : { limit }) }),
    insertIn: async (session, doc) => {
      const made = { ...doc, ...follow(doc, null) };
      await cases.insertOne(made, { session });
      await beside(session, made, null);
    },
    changeIn: async (session, before, change) => {
      const changed = { ...before, ...change };
      const set = { ...change, ...follow(changed, before), revision: before.revision + 1 };
      const filter = { _id: before._id, revision: before.revision };
      const { matchedCount } = await cases.updateOne(filter, { $set: set }, { session });
      if (matchedCount !== 1) throw new CaseMoved('the case changed meanwhile');
      const after = { ...before, ...set };
      await beside(session, after, before);
      return after;
    },
    seal: (caseId, field, value) => sealed.seal(placeOf(caseId, field), value),
    open: async (doc, field) => {
      const value = field === 'calledName' ? doc.calledName : doc.agreement.said;
      return value === null ? null : sealed.open<string>(placeOf(doc._id, field), value);
    },
    warm: (docs) => sealing.warm(docs.map(({ _id }) => scopeOf(_id))),
  };
}

function placeOf(caseId: string, field: SealedCaseField): Place {
  return { collection: casesSpec.name, field, scope: scopeOf(caseId), id: caseId };
}
