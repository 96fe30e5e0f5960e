/** Notes, whispers and who reads along (V5), shown to the staff of a conversation on this node: once, by a signal or without. */
import { lookForMissed } from '../platform/look-for-missed.ts';
import { conversationRoom, VISITOR_FOLLOWER } from './delivery.ts';
import type { ConversationsDeps } from './deps.ts';

export type ShowingNotes = Pick<ConversationsDeps, 'notes' | 'notesShown' | 'rooms' | 'clock'>;

/** A note is written once and never changed. */
const WRITTEN = 1;

export async function showNote(deps: ShowingNotes, conversationId: string, noteId: string): Promise<void> {
  const staff = () =>
    deps.rooms.followers(conversationRoom(conversationId)).filter(({ who }) => who !== VISITOR_FOLLOWER);
  if (staff().length === 0) return;
  const note = await deps.notes.find(conversationId, noteId);
  if (!note || deps.notesShown.isTold(noteId, WRITTEN)) return;
  deps.notesShown.tell(noteId, WRITTEN);
  for (const follower of staff()) follower.emit('note:added', { conversationId, note });
}

export function createMissedNotes(deps: ShowingNotes): () => Promise<void> {
  return lookForMissed({
    now: () => deps.clock.now(),
    shown: deps.notesShown,
    writtenSince: (at) => deps.notes.addedSince(at),
    versionOf: () => WRITTEN,
    show: ({ _id, conversationId }) => showNote(deps, conversationId, _id),
  });
}
