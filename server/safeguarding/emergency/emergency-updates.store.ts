/**
 * Each thing that was noted in an emergency, as it was sent: sealed under its conversation, one a clientId. It makes a
 * command that comes twice one effect, and tells afterwards who noted what, and when.
 */
import type { mongo } from 'mongoose';
import type { EmergencyChange } from '../../../shared/domain/emergency.ts';
import type { Place } from '../../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../../platform/mongo.ts';
import { createSealedJson } from '../../platform/sealed-json.ts';
import type { Sealing } from '../../platform/sealing.store.ts';
import type { Taker } from '../alert-record.ts';

interface EmergencyUpdateDoc {
  /** Alert and clientId. */
  readonly _id: string;
  readonly alertId: string;
  readonly conversationId: string;
  readonly by: Taker;
  readonly at: number;
  readonly changes: mongo.Binary;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface EmergencyUpdate {
  readonly alertId: string;
  readonly conversationId: string;
  readonly clientId: string;
  readonly by: Taker;
  readonly at: number;
  readonly changes: readonly EmergencyChange[];
}

export const emergencyUpdatesSpec: CollectionSpec = {
  name: 'emergency_updates',
  personal: true,
  indexes: [{ keys: { alertId: 1, at: 1 } }, { keys: { conversationId: 1 } }, { keys: { purgeAt: 1 }, sparse: true }],
};

export interface EmergencyUpdatesStore {
  insertIn(session: Session, update: EmergencyUpdate, purgeAt: Date): Promise<void>;
  find(alertId: string, clientId: string, session: Session): Promise<EmergencyUpdate | null>;
  /** Oldest first. */
  of(alertId: string): Promise<EmergencyUpdate[]>;
}

export function createEmergencyUpdatesStore(database: Database, sealing: Sealing): EmergencyUpdatesStore {
  const updates = database.collection<EmergencyUpdateDoc>(emergencyUpdatesSpec);
  const sealed = createSealedJson(sealing);
  const idOf = (alertId: string, clientId: string) => `${alertId}:${clientId}`;
  const place = (conversationId: string, id: string): Place => ({
    collection: emergencyUpdatesSpec.name,
    field: 'changes',
    scope: conversationId,
    id,
  });
  async function open(doc: EmergencyUpdateDoc): Promise<EmergencyUpdate> {
    const { _id, alertId, conversationId, by, at } = doc;
    const clientId = _id.slice(alertId.length + 1);
    const changes = await sealed.open<EmergencyChange[]>(place(conversationId, _id), doc.changes);
    return { alertId, conversationId, clientId, by, at, changes };
  }
  return {
    insertIn: async (session, { clientId, changes, ...rest }, purgeAt) => {
      const _id = idOf(rest.alertId, clientId);
      const kept = await sealed.seal(place(rest.conversationId, _id), changes);
      await updates.insertOne({ _id, ...rest, changes: kept, purgeAt, legalHold: false }, { session });
    },
    find: async (alertId, clientId, session) => {
      const doc = await updates.findOne({ _id: idOf(alertId, clientId) }, { session });
      return doc ? open(doc) : null;
    },
    of: async (alertId) =>
      Promise.all((await updates.find({ alertId }, { sort: { at: 1, _id: 1 } }).toArray()).map(open)),
  };
}
