/**
 * Ids that follow from their cause: the same command sent again, on any node, makes the same thing and not a second one
 * (L2). A UUID in form; the digest gives away nothing of the conversation.
 */
import { createHash } from 'node:crypto';

export function requestIdOf(conversationId: string, clientId: string): string {
  const hex = createHash('sha256').update(`consent-request\n${conversationId}\n${clientId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
