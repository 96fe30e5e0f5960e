/**
 * Which staff follow a conversation, by its document as read and its log as folded here. Either may be the older one; who
 * may write changes with an entry in the same transaction, so that the log, once caught up, is never behind the document.
 */
import type { ConversationDoc } from './conversation.ts';
import type { Tail } from './tail.ts';

type Read = Pick<ConversationDoc, 'state' | 'holder' | 'consulting' | 'endedAt'>;
type Known = Pick<Tail, 'writers' | 'ended'>;

export function participants(doc: Pick<ConversationDoc, 'holder' | 'consulting'>): string[] {
  return [...(doc.holder ? [doc.holder.agentId] : []), ...doc.consulting.map(({ agentId }) => agentId)];
}

function named(doc: Read): string[] {
  return doc.state === 'closed' ? [] : participants(doc);
}

/** The document says what the log here does not know: one of the two is older, and reading the log on tells which. */
export function isLogBehind(doc: Read, log: Known): boolean {
  return (doc.endedAt !== null && !log.ended) || named(doc).some((who) => !log.writers.has(who));
}

/** Who is brought to it: nobody whom a later entry has sent away, and nobody by a document from before the end. */
export function whoJoins(doc: Read, log: Known | null): string[] {
  if (!log) return named(doc);
  if (log.ended && doc.endedAt === null) return [];
  return named(doc).filter((who) => log.writers.has(who));
}

/** After the end the document alone knows who wraps up; one from before it sends nobody away whom the log still names. */
export function staysIn(doc: Read, log: Known | null, who: string): boolean {
  if (!log || doc.endedAt !== null) return named(doc).includes(who);
  return log.writers.has(who);
}
