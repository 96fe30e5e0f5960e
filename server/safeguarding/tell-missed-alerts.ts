/** Shows the alerts that changed without a signal of it (Q4): an emergency must ring at every lead, whichever node they are on. */
import { type SafeguardingDeps, showAlert } from './alerts.ts';

/** Nodes' clocks differ by less, and a write is seen later than its time says. */
const OVERLAP_MS = 15_000;

export function createMissedAlerts(deps: SafeguardingDeps): () => Promise<void> {
  let lookedAt = deps.clock.now();
  return async () => {
    const now = deps.clock.now();
    const changed = await deps.alerts.changedSince(lookedAt - OVERLAP_MS);
    for (const { _id, changedAt } of changed) {
      // An alert has no snapshot of its own: one that no signal told of has not been told.
      if (!deps.alertsShown.isTold(_id, changedAt)) await showAlert(deps, _id);
    }
    deps.alertsShown.keep(new Set(changed.map(({ _id }) => _id)));
    lookedAt = now;
  };
}
