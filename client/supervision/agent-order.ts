import type { Agent, Availability } from '../../shared/protocol/desk.ts';

const ORDER: Readonly<Record<Availability, number>> = { available: 0, break: 1, offline: 2 };

/** Who can take the next conversation stands first; by name within, so that rows do not jump with every change. */
export function atWorkFirst(agents: readonly Agent[]): readonly Agent[] {
  return [...agents].sort(
    (a, b) => ORDER[a.availability] - ORDER[b.availability] || a.name.localeCompare(b.name, 'en-GB'),
  );
}
