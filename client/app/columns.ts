// Which conversations stand side by side: as many as the width carries, and always the one being attended to.

const COLUMN_PX = 360;
const RAIL_PX = 300;
const MOST = 3;

export function columnsFor(windowWidth: number): number {
  return Math.min(MOST, Math.max(1, Math.floor((windowWidth - RAIL_PX) / COLUMN_PX)));
}

/** In the order of the list, so that a conversation does not jump about when another is attended to. One that needs
 * room (an emergency: chat and procedure at once) takes the place of two. */
export function shownSideBySide(
  all: readonly string[],
  recent: readonly string[],
  columns: number,
  needsRoom: (id: string) => boolean = () => false,
): readonly string[] {
  const first = recent.filter((id) => all.includes(id));
  const chosen = new Set<string>();
  let free = columns;
  for (const id of [...first, ...all.filter((other) => !first.includes(other))]) {
    const room = needsRoom(id) ? 2 : 1;
    if (chosen.size > 0 && room > free) continue;
    if (free <= 0) break;
    chosen.add(id);
    free -= room;
  }
  return all.filter((id) => chosen.has(id));
}
