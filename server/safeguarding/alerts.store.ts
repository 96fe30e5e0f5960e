/** Alerts to leads and supervisors: raised until one takes them by name. An emergency's fields are sealed, its steps are codes. */
import type { mongo } from 'mongoose';
import { PRESSING_KINDS } from '../../shared/domain/alert-kinds.ts';
import { type EmergencyNotes, NOTHING_NOTED } from '../../shared/domain/emergency.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { Place } from '../platform/cipher.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { type AlertChange, type AlertDoc, presentAlert, type Taker } from './alert-record.ts';

export const alertsSpec: CollectionSpec = {
  name: 'alerts',
  personal: true,
  indexes: [
    { keys: { causeId: 1 }, unique: true },
    { keys: { acknowledgedBy: 1, raisedAt: 1 } },
    { keys: { conversationId: 1, kind: 1 }, sparse: true },
    { keys: { kind: 1, closedAt: 1 } },
    { keys: { changedAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface AlertsStore {
  /** The new alert, or the one that this cause raised before. */
  raise(doc: AlertDoc): Promise<{ readonly doc: AlertDoc; readonly first: boolean }>;
  insertIn(session: Session, doc: AlertDoc): Promise<void>;
  find(alertId: string, session?: Session): Promise<AlertDoc | null>;
  /**
   * Unacknowledged ones, and emergencies whose conversation goes on; where there are very many the newest of them. For what
   * somebody must come now is asked by itself: nothing that may wait takes its place.
   */
  open(): Promise<AlertDoc[]>;
  openEmergency(conversationId: string, session?: Session): Promise<AlertDoc | null>;
  /** Those of a conversation, over or not. */
  emergenciesOf(conversationId: string): Promise<AlertDoc[]>;
  /** Those of these kinds that are not over, taken or not. */
  openOf(kinds: readonly string[]): Promise<AlertDoc[]>;
  /** Those that follow from an emergency, over or not. */
  ofEmergency(emergencyId: string): Promise<AlertDoc[]>;
  /** Oldest first; however many there are, read as they are used. */
  changedSince(at: number): AsyncIterable<AlertDoc>;
  /** The one that this cause raised, over or not. */
  ofCause(causeId: string, session?: Session): Promise<AlertDoc | null>;
  /** Which of these causes raised one, over or not. */
  knownCauses(causeIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of a conversation that are not over. */
  ofConversation(conversationId: string): Promise<AlertDoc[]>;
  ofConversations(conversationIds: readonly string[]): Promise<AlertDoc[]>;
  /** The first to take it by name; null when another has. */
  acknowledge(alertId: string, by: Taker, at: number, session: Session): Promise<boolean>;
  update(alertId: string, change: AlertChange, at: number, session?: Session): Promise<void>;
  /** The same where it still is as it was read; false else. */
  updateAsRead(read: Pick<AlertDoc, '_id' | 'changedAt'>, change: AlertChange, at: number): Promise<boolean>;
  sealNotes(doc: AlertDoc, notes: EmergencyNotes): Promise<Pick<AlertDoc, 'fields' | 'steps'>>;
  notesOf(doc: AlertDoc): Promise<EmergencyNotes>;
  view(doc: AlertDoc): Promise<Alert>;
}

const PRESSING = ['emergency', ...PRESSING_KINDS];
/** Of each of the two. */
const OPEN_AT_MOST = 200;

export function createAlertsStore(database: Database, sealing: Sealing): AlertsStore {
  const alerts = database.collection<AlertDoc>(alertsSpec);
  const sealed = createSealedJson(sealing);
  const place = (conversationId: string, alertId: string): Place => ({
    collection: alertsSpec.name,
    field: 'fields',
    scope: conversationId,
    id: alertId,
  });
  const within = (session?: Session) => (session ? { session } : {});

  async function notesOf(doc: AlertDoc): Promise<EmergencyNotes> {
    if (!doc.fields || doc.conversationId === null) return { ...NOTHING_NOTED, steps: doc.steps };
    return { fields: await sealed.open(place(doc.conversationId, doc._id), doc.fields), steps: doc.steps };
  }

  return {
    raise: async (doc) => {
      try {
        await alerts.insertOne(doc);
        return { doc, first: true };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const found = await alerts.findOne({ causeId: doc.causeId });
        if (!found) throw error;
        return { doc: found, first: false };
      }
    },
    insertIn: async (session, doc) => {
      await alerts.insertOne(doc, { session });
    },
    find: (alertId, session) => alerts.findOne({ _id: alertId }, within(session)),
    open: async () => {
      const untaken = { closedAt: null, $or: [{ acknowledgedBy: null }, { kind: 'emergency' }] };
      const newest = { sort: { raisedAt: -1 }, limit: OPEN_AT_MOST } as const;
      const found = [{ $in: PRESSING }, { $nin: PRESSING }].map((kind) => alerts.find({ ...untaken, kind }, newest));
      const docs = (await Promise.all(found.map((each) => each.toArray()))).flat();
      return docs.sort((a, b) => a.raisedAt - b.raisedAt);
    },
    openEmergency: (conversationId, session) =>
      alerts.findOne({ conversationId, kind: 'emergency', closedAt: null }, within(session)),
    emergenciesOf: (conversationId) => alerts.find({ conversationId, kind: 'emergency' }).toArray(),
    openOf: (kinds) => alerts.find({ kind: { $in: [...kinds] }, closedAt: null }, { limit: 500 }).toArray(),
    ofEmergency: (emergencyId) => alerts.find({ kind: 'take_over', emergencyId }).toArray(),
    changedSince: (at) => alerts.find({ changedAt: { $gte: at } }, { sort: { changedAt: 1 } }),
    ofCause: (causeId, session) => alerts.findOne({ causeId }, within(session)),
    knownCauses: async (causeIds) => {
      const found = alerts.find({ causeId: { $in: [...causeIds] } }, { projection: { causeId: 1 } });
      return new Set((await found.toArray()).map(({ causeId }) => causeId));
    },
    ofConversation: (conversationId) => alerts.find({ conversationId, closedAt: null }).toArray(),
    ofConversations: (conversationIds) =>
      alerts.find({ conversationId: { $in: [...conversationIds] }, closedAt: null }).toArray(),
    acknowledge: async (alertId, by, at, session) => {
      const guard = { _id: alertId, acknowledgedBy: null };
      const result = await alerts.updateOne(guard, written({ acknowledgedBy: by, acknowledgedAt: at }, at), {
        session,
      });
      return result.matchedCount === 1;
    },
    update: async (alertId, change, at, session) => {
      await alerts.updateOne({ _id: alertId }, written(change, at), within(session));
    },
    updateAsRead: async ({ _id, changedAt }, change, at) =>
      (await alerts.updateOne({ _id, changedAt }, written(change, at))).matchedCount === 1,
    sealNotes: async ({ _id, conversationId }, { fields, steps }) => ({
      fields: await sealed.seal(place(conversationId ?? '', _id), fields),
      steps,
    }),
    notesOf,
    view: async (doc) => presentAlert(doc, doc.emergencyKind === null ? NOTHING_NOTED : await notesOf(doc)),
  };
}

/** A value is written as it is, not as an expression; what stands there already gets a later version all the same. */
function written(set: Partial<AlertDoc>, at: number): mongo.Document[] {
  const values = Object.entries(set).map(([field, value]) => [field, { $literal: value }]);
  const changedAt = { $max: [at, { $add: ['$changedAt', 1] }] };
  return [{ $set: { ...Object.fromEntries(values), changedAt } }];
}
