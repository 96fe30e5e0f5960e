/** Turns of the duty list. How somebody is reached is sealed, each turn under a key of its own (P1); the rest is codes and times. */
import type { mongo } from 'mongoose';
import type { ContactKind } from '../../../shared/domain/duty-list.ts';
import type { DutyContact } from '../../../shared/protocol/http/duty.ts';
import type { Place } from '../../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../../platform/mongo.ts';
import { createSealedJson } from '../../platform/sealed-json.ts';
import type { Sealing } from '../../platform/sealing.store.ts';

export interface DutyTurnDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly agentId: string;
  /** The chosen first name, as it was when the turn was set. */
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly channels: readonly ContactKind[];
  readonly contacts: mongo.Binary;
  readonly setBy: { readonly agentId: string; readonly name: string };
  readonly setAt: number;
  /** Taken off the list; kept, since who was on call that night is asked a year later. */
  readonly removedAt: number | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const dutyTurnsSpec: CollectionSpec = {
  name: 'duty_turns',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { removedAt: 1, until: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface DutyTurnsStore {
  add(doc: DutyTurnDoc, session: Session): Promise<void>;
  byClientId(clientId: string, session?: Session): Promise<DutyTurnDoc | null>;
  find(dutyId: string, session?: Session): Promise<DutyTurnDoc | null>;
  /** Those on the list that are not over, whoever comes first at the top. */
  from(now: number): Promise<DutyTurnDoc[]>;
  remove(dutyId: string, at: number, session: Session): Promise<boolean>;
  sealContacts(dutyId: string, contacts: readonly DutyContact[]): Promise<mongo.Binary>;
  contactsOf(doc: DutyTurnDoc): Promise<DutyContact[]>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;
/** More than a year of shifts. */
const LISTED_AT_MOST = 2_000;

export function createDutyTurnsStore(database: Database, sealing: Sealing): DutyTurnsStore {
  const turns = database.collection<DutyTurnDoc>(dutyTurnsSpec);
  const sealed = createSealedJson(sealing);
  return {
    add: async (doc, session) => {
      await turns.insertOne(doc, { session });
    },
    byClientId: (clientId, session) => turns.findOne({ clientId }, session ? { session } : MAJORITY),
    find: (dutyId, session) => turns.findOne({ _id: dutyId }, session ? { session } : MAJORITY),
    from: (now) =>
      turns
        .find(
          { removedAt: null, until: { $gt: now } },
          { ...MAJORITY, sort: { from: 1, _id: 1 }, limit: LISTED_AT_MOST },
        )
        .toArray(),
    remove: async (dutyId, at, session) => {
      const result = await turns.updateOne({ _id: dutyId, removedAt: null }, { $set: { removedAt: at } }, { session });
      return result.matchedCount === 1;
    },
    sealContacts: (dutyId, contacts) => sealed.seal(placeOf(dutyId), contacts),
    contactsOf: (doc) => sealed.open(placeOf(doc._id), doc.contacts),
  };
}

function placeOf(dutyId: string): Place {
  return { collection: dutyTurnsSpec.name, field: 'contacts', scope: `duty:${dutyId}`, id: dutyId };
}
