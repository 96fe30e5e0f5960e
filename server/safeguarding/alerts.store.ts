/** Alerts to leads and supervisors: raised until one takes them by name. An emergency's fields are sealed, its steps are codes. */
import { mongo } from 'mongoose';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { Place } from '../platform/cipher.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from '../platform/mongo.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { Sealing } from '../platform/sealing.store.ts';

type EmergencyKind = NonNullable<Alert['emergency']>['kind'];

export interface EmergencyFields {
  readonly calledAt: string | null;
  readonly calledBy: string | null;
  readonly incidentNumber: string | null;
  readonly toldPerson: 'yes' | 'no' | null;
}

export interface AlertDoc {
  readonly _id: string;
  readonly kind: string;
  readonly conversationId: string | null;
  readonly agentId: string | null;
  /** One effect each: the clientId of the emergency, or what the system derived from the cause. */
  readonly causeId: string;
  readonly raisedAt: number;
  readonly acknowledgedBy: { readonly agentId: string; readonly name: string } | null;
  readonly acknowledgedAt: number | null;
  readonly emergencyKind: EmergencyKind | null;
  readonly fields: mongo.Binary | null;
  readonly steps: readonly { readonly code: string; readonly at: string; readonly by: string }[];
  /** When anything of it was last written, and never twice the same, whichever node's clock says so: its version. */
  readonly changedAt: number;
  /** An emergency is over when its conversation is closed, a call for an agent when one has come. */
  readonly closedAt: number | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const alertsSpec: CollectionSpec = {
  name: 'alerts',
  personal: true,
  indexes: [
    { keys: { causeId: 1 }, unique: true },
    { keys: { acknowledgedBy: 1, raisedAt: 1 } },
    { keys: { conversationId: 1, kind: 1 }, sparse: true },
    { keys: { changedAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export const NO_FIELDS: EmergencyFields = { calledAt: null, calledBy: null, incidentNumber: null, toldPerson: null };

export interface AlertsStore {
  /** The new alert, or the one that this cause raised before. */
  raise(doc: AlertDoc): Promise<{ readonly doc: AlertDoc; readonly first: boolean }>;
  find(alertId: string, session?: Session): Promise<AlertDoc | null>;
  /** Unacknowledged ones, and emergencies whose conversation goes on. */
  open(): Promise<AlertDoc[]>;
  openEmergency(conversationId: string): Promise<AlertDoc | null>;
  changedSince(at: number): Promise<AlertDoc[]>;
  /** The one that this cause raised, over or not. */
  ofCause(causeId: string): Promise<AlertDoc | null>;
  /** Those of a conversation that are not over. */
  ofConversation(conversationId: string): Promise<AlertDoc[]>;
  ofConversations(conversationIds: readonly string[]): Promise<AlertDoc[]>;
  /** The first to take it by name; null when another has. */
  acknowledge(alertId: string, by: { agentId: string; name: string }, at: number, session: Session): Promise<boolean>;
  update(
    alertId: string,
    set: Partial<Pick<AlertDoc, 'fields' | 'steps' | 'closedAt'>> & Pick<AlertDoc, 'changedAt'>,
    session?: Session,
  ): Promise<void>;
  sealFields(conversationId: string, alertId: string, fields: EmergencyFields): Promise<mongo.Binary>;
  fieldsOf(doc: AlertDoc): Promise<EmergencyFields>;
  view(doc: AlertDoc): Promise<Alert>;
}

export function createAlertsStore(database: Database, sealing: Sealing): AlertsStore {
  const alerts = database.collection<AlertDoc>(alertsSpec);
  const place = (conversationId: string, alertId: string): Place => ({
    collection: alertsSpec.name,
    field: 'fields',
    scope: conversationId,
    id: alertId,
  });

  const store: AlertsStore = {
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
    find: (alertId, session) => alerts.findOne({ _id: alertId }, session ? { session } : {}),
    open: () =>
      alerts
        .find(
          { closedAt: null, $or: [{ acknowledgedBy: null }, { kind: 'emergency' }] },
          { sort: { raisedAt: 1 }, limit: 200 },
        )
        .toArray(),
    openEmergency: (conversationId) => alerts.findOne({ conversationId, kind: 'emergency', closedAt: null }),
    changedSince: (at) => alerts.find({ changedAt: { $gte: at } }, { sort: { changedAt: 1 }, limit: 1_000 }).toArray(),
    ofCause: (causeId) => alerts.findOne({ causeId }),
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
    update: async (alertId, { changedAt, ...set }, session) => {
      await alerts.updateOne({ _id: alertId }, written(set, changedAt), session ? { session } : {});
    },
    sealFields: async (conversationId, alertId, fields) =>
      new mongo.Binary(await sealing.seal(place(conversationId, alertId), JSON.stringify(fields))),
    fieldsOf: async (doc) => {
      if (!doc.fields || doc.conversationId === null) return NO_FIELDS;
      return JSON.parse(await sealing.unseal(place(doc.conversationId, doc._id), doc.fields)) as EmergencyFields;
    },
    view: async (doc) => ({
      alertId: doc._id,
      kind: doc.kind,
      raisedAt: iso(doc.raisedAt),
      ...(doc.conversationId === null ? {} : { conversationId: doc.conversationId }),
      ...(doc.agentId === null ? {} : { agentId: doc.agentId }),
      acknowledgedBy: doc.acknowledgedBy,
      closedAt: isoOrNull(doc.closedAt),
      ...(doc.emergencyKind === null
        ? {}
        : { emergency: { kind: doc.emergencyKind, ...(await store.fieldsOf(doc)), steps: [...doc.steps] } }),
    }),
  };
  return store;
}

function written(set: Partial<AlertDoc>, at: number): mongo.Document[] {
  const values = Object.entries(set).map(([field, value]) => [field, { $literal: value }]);
  const changedAt = { $max: [at, { $add: ['$changedAt', 1] }] };
  return [{ $set: { ...Object.fromEntries(values), changedAt } }];
}
