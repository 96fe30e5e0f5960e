/** Messages left when nobody could answer, kept as inbound records: sealed, each under a key of its own (P1). */
import type { mongo } from 'mongoose';
import {
  type InboundOutcome,
  type InboundStanding,
  type InboundState,
  OPEN_INBOUND_STATES,
} from '../../shared/domain/inbound-message-state.ts';
import { type Safety, safetyOf } from '../../shared/domain/safe-contact.ts';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import type { Place } from '../platform/cipher.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { transact } from '../platform/transaction.ts';
import type { InboundForm } from './inbound-contents.ts';

export interface InboundMessageDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly channel: 'message_form';
  readonly state: InboundState;
  /** Absent in what was received before messages could be taken; `standingOf` reads them. */
  readonly takenBy?: Taker | null;
  readonly takenAt?: number | null;
  readonly outcome?: InboundOutcome | null;
  readonly doneAt?: number | null;
  readonly receivedAt: number;
  readonly wantsCallback: boolean;
  /** Whether its contact may be shown at all, known without opening it. */
  readonly contactSafety: Safety | null;
  readonly body: mongo.Binary;
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface Taker {
  readonly agentId: string;
  readonly name: string;
}

export const inboundMessagesSpec: CollectionSpec = {
  name: 'inbound_messages',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { state: 1, receivedAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface NewMessage {
  readonly messageId: string;
  readonly form: MessageForm;
  readonly at: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date;
}

export interface InboundMessagesStore {
  /** With what else is written in its transaction; false when a message under this clientId was there before, whatever it said. */
  add(message: NewMessage, withIt: (session: Session) => Promise<void>): Promise<boolean>;
  /** Those that need a person, oldest first, and how many there are beyond the limit. */
  open(limit: number): Promise<{ readonly docs: InboundMessageDoc[]; readonly total: number }>;
  find(messageId: string, session?: Session): Promise<InboundMessageDoc | null>;
  contentsOf(doc: InboundMessageDoc): Promise<InboundForm>;
  /** Compare-and-set on the state that was read and on who had it; false when it has moved since. */
  move(doc: InboundMessageDoc, change: InboundChange, session: Session): Promise<boolean>;
}

export type InboundChange = Partial<Pick<InboundMessageDoc, 'state' | 'takenBy' | 'takenAt' | 'outcome' | 'doneAt'>>;

export function standingOf(doc: InboundMessageDoc): InboundStanding & { readonly takenBy: Taker | null } {
  return { state: doc.state, takenBy: doc.takenBy ?? null, outcome: doc.outcome ?? null };
}

export function createInboundMessagesStore(database: Database, sealing: Sealing): InboundMessagesStore {
  const messages = database.collection<InboundMessageDoc>(inboundMessagesSpec);
  const sealed = createSealedJson(sealing);
  return {
    add: async ({ messageId, form, at, versions, purgeAt }, withIt) => {
      const { clientId, ...rest } = form;
      // Sealed before it is looked for, so that a first and a second sending take the same time (V3).
      const body = await sealed.seal(placeOf(messageId), rest);
      try {
        const doc: InboundMessageDoc = {
          ...{ _id: messageId, clientId, channel: 'message_form', state: 'received', receivedAt: at },
          ...{ takenBy: null, takenAt: null, outcome: null, doneAt: null },
          wantsCallback: form.callback !== undefined,
          contactSafety: form.safeContact ? safetyOf(form.safeContact) : null,
          ...{ body, versions, purgeAt, legalHold: false },
        };
        await transact(database, async (session) => {
          await messages.insertOne(doc, { session });
          await withIt(session);
        });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        await sealing.shred(placeOf(messageId).scope);
        return false;
      }
    },
    open: async (limit) => {
      const isOpen = { state: { $in: [...OPEN_INBOUND_STATES] } };
      const [docs, total] = await Promise.all([
        messages.find(isOpen, { sort: { receivedAt: 1, _id: 1 }, limit }).toArray(),
        messages.countDocuments(isOpen),
      ]);
      return { docs, total };
    },
    find: (messageId, session) => messages.findOne({ _id: messageId }, session ? { session } : {}),
    contentsOf: (doc) => sealed.open(placeOf(doc._id), doc.body),
    move: async (doc, change, session) => {
      const read = { _id: doc._id, state: doc.state, 'takenBy.agentId': doc.takenBy?.agentId ?? null };
      const result = await messages.updateOne(read, { $set: change }, { session });
      return result.matchedCount === 1;
    },
  };
}

function placeOf(messageId: string): Place {
  return { collection: inboundMessagesSpec.name, field: 'body', scope: `inbound:${messageId}`, id: messageId };
}
