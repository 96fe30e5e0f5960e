// Chooses between what the desk has and what arrives: replies and events may come in either order, and twice.
import type { StaffConversation } from '../../shared/protocol/conversation.ts';

/** Of a conversation keep the highest revision; marks that never go back keep their highest too. */
export function newestConversation(known: StaffConversation, arrived: StaffConversation): StaffConversation {
  const [newer, older] = arrived.revision >= known.revision ? [arrived, known] : [known, arrived];
  return {
    ...newer,
    lastSeq: Math.max(newer.lastSeq, older.lastSeq),
    reads: {
      visitor: Math.max(newer.reads.visitor, older.reads.visitor),
      agent: Math.max(newer.reads.agent, older.reads.agent),
    },
    visitor: newer.visitor.since >= older.visitor.since ? newer.visitor : older.visitor,
  };
}

/** Replaces the item with the same id, or adds it at the end. */
export function put<T>(items: readonly T[], item: T, idOf: (item: T) => string): readonly T[] {
  const id = idOf(item);
  const at = items.findIndex((known) => idOf(known) === id);
  return at === -1 ? [...items, item] : items.with(at, item);
}

export function putAll<T>(items: readonly T[], more: readonly T[], idOf: (item: T) => string): readonly T[] {
  return more.reduce((all, item) => put(all, item, idOf), items);
}
