// Which conversations stand side by side: as many as the width carries, and always the one being attended to.

const COLUMN_PX = 360;
const RAIL_PX = 300;
const MOST = 3;

export function columnsFor(windowWidth: number): number {
  return Math.min(MOST, Math.max(1, Math.floor((windowWidth - RAIL_PX) / COLUMN_PX)));
}

/** In the order of the list, so that a conversation does not jump about when another is attended to. */
export function shownSideBySide(all: readonly string[], recent: readonly string[], columns: number): readonly string[] {
  const first = recent.filter((id) => all.includes(id));
  const rest = all.filter((id) => !first.includes(id));
  const chosen = new Set([...first, ...rest].slice(0, columns));
  return all.filter((id) => chosen.has(id));
}
