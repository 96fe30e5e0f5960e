import type { Note } from '../../shared/protocol/desk.ts';

/** Notes that others wrote after this person began to look here, and that were not marked as seen. */
export function freshNotes(
  notes: readonly Note[],
  me: string | undefined,
  since: string,
  seen: number,
): readonly Note[] {
  return notes.filter((note) => note.author.agentId !== me && note.at >= since).slice(seen);
}
