/**
 * Reading what somebody left. The list says what may be known without opening anything; opening one is recorded before a
 * word of it is shown (A2), and a contact passes the safe-contact gate or is not shown at all.
 */
import type { InboundContents, InboundMessage } from '../../shared/protocol/http/inbound.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import { iso } from '../platform/ports.ts';
import { presentContents } from './inbound-contents.ts';
import { type InboundMessageDoc, type InboundMessagesStore, standingOf } from './inbound-messages.store.ts';

export interface ReadDeps {
  readonly messages: InboundMessagesStore;
  readonly audit: Audit;
}

/** More than a service can leave unanswered; the count goes on beyond it. */
const SHOWN = 200;

export async function listMessages({
  messages,
}: ReadDeps): Promise<Result<{ messages: InboundMessage[]; openTotal: number }>> {
  const { docs, total } = await messages.open(SHOWN);
  return ok({ messages: docs.map(presentMessage), openTotal: total });
}

export async function openMessage(
  { messages, audit }: ReadDeps,
  messageId: string,
  { agentId, role }: Pick<StaffSession, 'agentId' | 'role'>,
): Promise<Result<{ message: InboundMessage; contents: InboundContents }>> {
  const doc = await messages.find(messageId);
  if (!doc) return fail('not_found');
  const contents = presentContents(await messages.contentsOf(doc));
  await audit.record({
    actor: { id: agentId, role },
    action: 'inbound.read',
    target: { kind: 'inbound_message', id: messageId },
    meta: { contact: contents.contact.shown ? 'shown' : contents.contact.reason },
  });
  return ok({ message: presentMessage(doc), contents });
}

export function presentMessage(doc: InboundMessageDoc): InboundMessage {
  return {
    messageId: doc._id,
    receivedAt: iso(doc.receivedAt),
    wantsCallback: doc.wantsCallback,
    contact: doc.contactSafety ?? 'none',
    ...standingOf(doc),
  };
}
