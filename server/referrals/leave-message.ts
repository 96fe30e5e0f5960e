/**
 * The message form: what somebody writes when nobody can answer. It is the same answer for everybody, and nobody is
 * written to or rung by the system: a member of staff does, through the safe contact (V2, V3).
 */
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { InboundMessagesStore } from './inbound-messages.store.ts';

export interface MessageDeps {
  readonly messages: InboundMessagesStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Null, or how long this address has to wait; it gets a keyed digest, never an address. */
  readonly limit: (address: string) => Promise<number | null>;
  readonly versions: () => Readonly<Record<string, string>>;
  readonly purgeAt: (made: Date) => Date;
  /** Staff are called in the transaction that keeps it, and see it once that stands; ids only. */
  readonly call: {
    raiseIn(session: Session, messageId: string): Promise<void>;
    announce(messageId: string): void;
  };
}

export async function leaveMessage(
  deps: MessageDeps,
  { form, address }: { readonly form: MessageForm; readonly address: string },
): Promise<Result<Record<string, never>>> {
  const retryAfterMs = await deps.limit(address);
  if (retryAfterMs !== null) return fail('rate_limited', { retryAfterMs });
  const at = deps.clock.now();
  const messageId = deps.ids.uuid();
  const message = { messageId, form, at, versions: deps.versions(), purgeAt: deps.purgeAt(new Date(at)) };
  if (await deps.messages.add(message, (session) => deps.call.raiseIn(session, messageId)))
    deps.call.announce(messageId);
  return ok({});
}
