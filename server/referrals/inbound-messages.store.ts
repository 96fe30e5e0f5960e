/** Messages left when nobody could answer, kept as inbound records: sealed, each under a key of its own (P1). */
import { mongo } from 'mongoose';
import { type Safety, safetyOf } from '../../shared/domain/safe-contact.ts';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import type { Place } from '../platform/cipher.ts';
import { type CollectionSpec, type Database, isDuplicateKey } from '../platform/mongo.ts';
import type { Sealing } from '../platform/sealing.store.ts';

interface InboundMessageDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly channel: 'message_form';
  readonly state: 'received';
  readonly receivedAt: number;
  readonly wantsCallback: boolean;
  /** Whether its contact may be shown at all, known without opening it. */
  readonly contactSafety: Safety | null;
  readonly body: mongo.Binary;
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
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
  /** False when a message under this clientId was there before, whatever it said. */
  add(message: NewMessage): Promise<boolean>;
}

export function createInboundMessagesStore(database: Database, sealing: Sealing): InboundMessagesStore {
  const messages = database.collection<InboundMessageDoc>(inboundMessagesSpec);
  return {
    add: async ({ messageId, form, at, versions, purgeAt }) => {
      const { clientId, ...rest } = form;
      // Sealed before it is looked for, so that a first and a second sending take the same time (V3).
      const body = new mongo.Binary(await sealing.seal(placeOf(messageId), JSON.stringify(rest)));
      try {
        await messages.insertOne({
          _id: messageId,
          clientId,
          channel: 'message_form',
          state: 'received',
          receivedAt: at,
          wantsCallback: form.callback !== undefined,
          contactSafety: form.safeContact ? safetyOf(form.safeContact) : null,
          body,
          versions,
          purgeAt,
          legalHold: false,
        });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        await sealing.shred(placeOf(messageId).scope);
        return false;
      }
    },
  };
}

function placeOf(messageId: string): Place {
  return { collection: inboundMessagesSpec.name, field: 'body', scope: `inbound:${messageId}`, id: messageId };
}
