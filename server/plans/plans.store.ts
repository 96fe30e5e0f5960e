/** Plans in MongoDB: the words sealed whole under their revision, each change a compare-and-set on it. */
import { OPEN_PLAN_STATES } from '../../shared/domain/plan-states.ts';
import { scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { OpenedPlan, PlanBody, PlanDoc } from './plan.ts';

export const plansSpec: CollectionSpec = {
  name: 'case_plans',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, madeAt: 1 } },
    { keys: { state: 1, kind: 1, group: 1, startedOn: 1 } },
    { keys: { 'lead.agentId': 1, state: 1, kind: 1, group: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface LeadLoad {
  readonly lead: NonNullable<PlanDoc['lead']>;
  readonly kind: string;
  readonly group: string | null;
  readonly active: number;
}

export interface PlansStore {
  ofCases(caseIds: readonly string[]): Promise<OpenedPlan[]>;
  openOf(caseId: string, session: Session): Promise<PlanDoc[]>;
  find(caseId: string, planId: string, session?: Session): Promise<OpenedPlan | null>;
  ofClientId(clientId: string): Promise<OpenedPlan | null>;
  /** Longest waiting first; whoever lost their lead waits as well. Codes and days alone. */
  waiting(of: Readonly<Record<string, string>>, limit: number): Promise<PlanDoc[]>;
  /** Whom each lead has in work now, of these kinds. */
  loads(of: Readonly<Record<string, string>>): Promise<LeadLoad[]>;
  active(agentId: string, group: string, session: Session): Promise<number>;
  seal(doc: Omit<PlanDoc, 'body'>, body: PlanBody): Promise<OpenedPlan>;
  insertIn(session: Session, plan: OpenedPlan): Promise<void>;
  /** False when somebody changed it meanwhile. */
  putIn(session: Session, next: OpenedPlan, before: PlanDoc): Promise<boolean>;
  /** What stands beside the words alone. */
  setIn(session: Session, planId: string, set: Partial<Pick<PlanDoc, 'lead'>>): Promise<void>;
}

export function createPlansStore(database: Database, sealing: Sealing): PlansStore {
  const plans = database.collection<PlanDoc>(plansSpec);
  const sealed = createSealedJson(sealing);
  const open = async (doc: PlanDoc): Promise<OpenedPlan> => ({
    doc,
    body: await sealed.open<PlanBody>(placeOf(doc), doc.body),
  });
  const openOne = (doc: PlanDoc | null) => (doc === null ? null : open(doc));
  return {
    ofCases: async (caseIds) => {
      const docs = await plans
        .find({ caseId: { $in: [...caseIds] } }, { ...MAJORITY, sort: { madeAt: 1, _id: 1 } })
        .toArray();
      return Promise.all(docs.map(open));
    },
    openOf: (caseId, session) => plans.find({ caseId, state: { $in: [...OPEN_PLAN_STATES] } }, { session }).toArray(),
    find: async (caseId, planId, session) =>
      openOne(await plans.findOne({ _id: planId, caseId }, session ? { session } : MAJORITY)),
    ofClientId: async (clientId) => openOne(await plans.findOne({ clientId }, MAJORITY)),
    waiting: (of, limit) => {
      const isWaiting = { $or: [{ state: 'waiting' as const }, { state: 'active' as const, lead: null }] };
      return plans.find({ ...of, ...isWaiting }, { ...MAJORITY, sort: { startedOn: 1, madeAt: 1 }, limit }).toArray();
    },
    loads: async (of) => {
      const match = { ...of, state: 'active', lead: { $ne: null } };
      const _id = { lead: '$lead', kind: '$kind', group: '$group' };
      const stages = [{ $match: match }, { $group: { _id, active: { $sum: 1 } } }, { $sort: { active: -1 } }];
      const found = await plans
        .aggregate<{ _id: Omit<LeadLoad, 'active'>; active: number }>(stages, MAJORITY)
        .toArray();
      return found.map(({ _id: whose, active }) => ({ ...whose, active }));
    },
    active: (agentId, group, session) =>
      plans.countDocuments({ 'lead.agentId': agentId, group, state: 'active' }, { session }),
    seal: async (doc, body) => ({ doc: { ...doc, body: await sealed.seal(placeOf(doc), body) }, body }),
    insertIn: async (session, { doc }) => {
      await plans.insertOne(doc, { session });
    },
    putIn: async (session, { doc: { _id, ...set } }, { revision }) =>
      (await plans.updateOne({ _id, revision }, { $set: set }, { session })).matchedCount === 1,
    setIn: async (session, planId, set) => {
      await plans.updateOne({ _id: planId }, { $set: set }, { session });
    },
  };
}

function placeOf({ _id: id, caseId, revision }: Pick<PlanDoc, '_id' | 'caseId' | 'revision'>): Place {
  return { collection: plansSpec.name, field: 'body', scope: scopeOf(caseId), id, parts: [String(revision)] };
}
