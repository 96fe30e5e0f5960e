/** Actions in MongoDB: who does it by when in clear, what it is and what came of it sealed. */
import { scopeOf } from '../cases/index.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { ActionBody, ActionDoc, OpenedAction } from './plan.ts';

export const actionsSpec: CollectionSpec = {
  name: 'case_actions',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { caseId: 1, state: 1, settledAt: -1 } },
    { keys: { 'assignee.agentId': 1, state: 1, dueAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface ActionsStore {
  /** All that are open, and the latest of the others. */
  ofCases(caseIds: readonly string[], settledAtMost: number): Promise<OpenedAction[]>;
  openOf(of: { readonly caseId: string; readonly planId?: string }, session: Session): Promise<OpenedAction[]>;
  /** Open and for one of these. */
  openFor(agentIds: readonly string[], limit: number): Promise<OpenedAction[]>;
  find(caseId: string, actionId: string, session?: Session): Promise<OpenedAction | null>;
  ofClientId(clientId: string): Promise<OpenedAction | null>;
  seal(doc: Omit<ActionDoc, 'body'>, body: ActionBody): Promise<OpenedAction>;
  insertIn(session: Session, action: OpenedAction): Promise<void>;
  /** False when somebody changed it meanwhile. */
  putIn(session: Session, next: OpenedAction, before: ActionDoc): Promise<boolean>;
  /** What stands beside the words alone. */
  setIn(session: Session, actionId: string, set: Partial<Pick<ActionDoc, 'assignee'>>): Promise<void>;
}

export function createActionsStore(database: Database, sealing: Sealing): ActionsStore {
  const actions = database.collection<ActionDoc>(actionsSpec);
  const sealed = createSealedJson(sealing);
  const open = async (doc: ActionDoc): Promise<OpenedAction> => ({
    doc,
    body: await sealed.open<ActionBody>(placeOf(doc), doc.body),
  });
  const openOne = (doc: ActionDoc | null) => (doc === null ? null : open(doc));
  const openAll = async (docs: readonly ActionDoc[]) => {
    await sealing.warm([...new Set(docs.map(({ caseId }) => scopeOf(caseId)))]);
    return Promise.all(docs.map(open));
  };
  return {
    ofCases: async (caseIds, limit) => {
      const theirs = { caseId: { $in: [...caseIds] } };
      const [still, settled] = await Promise.all([
        actions.find({ ...theirs, state: 'open' }, MAJORITY).toArray(),
        actions.find({ ...theirs, state: { $ne: 'open' } }, { ...MAJORITY, sort: { settledAt: -1 }, limit }).toArray(),
      ]);
      return openAll([...still.sort(soonest), ...settled]);
    },
    openOf: async (of, session) => openAll(await actions.find({ ...of, state: 'open' }, { session }).toArray()),
    openFor: async (agentIds, limit) => {
      const theirs = { 'assignee.agentId': { $in: [...agentIds] }, state: 'open' } as const;
      return openAll((await actions.find(theirs, { ...MAJORITY, limit }).toArray()).sort(soonest));
    },
    find: async (caseId, actionId, session) =>
      openOne(await actions.findOne({ _id: actionId, caseId }, session ? { session } : MAJORITY)),
    ofClientId: async (clientId) => openOne(await actions.findOne({ clientId }, MAJORITY)),
    seal: async (doc, body) => ({ doc: { ...doc, body: await sealed.seal(placeOf(doc), body) }, body }),
    insertIn: async (session, { doc }) => {
      await actions.insertOne(doc, { session });
    },
    putIn: async (session, { doc: { _id, ...set } }, { revision }) =>
      (await actions.updateOne({ _id, revision }, { $set: set }, { session })).matchedCount === 1,
    setIn: async (session, actionId, set) => {
      await actions.updateOne({ _id: actionId }, { $set: set }, { session });
    },
  };
}

/** By their day; those without one last, in the order they were made. */
function soonest(a: ActionDoc, b: ActionDoc): number {
  return (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) || a.madeAt - b.madeAt;
}

function placeOf({ _id: id, caseId, revision }: Pick<ActionDoc, '_id' | 'caseId' | 'revision'>): Place {
  return { collection: actionsSpec.name, field: 'body', scope: scopeOf(caseId), id, parts: [String(revision)] };
}
