/** Shows the alerts that changed without a signal of it (Q4): an emergency must ring at every lead, whichever node they are on. */
import { lookForMissed } from '../platform/look-for-missed.ts';
import type { SafeguardingDeps } from './deps.ts';
import { showAlert } from './show-alert.ts';

export function createMissedAlerts(deps: SafeguardingDeps): () => Promise<void> {
  return lookForMissed({
    now: () => deps.clock.now(),
    shown: deps.alertsShown,
    writtenSince: (at) => deps.alerts.changedSince(at),
    versionOf: ({ changedAt }) => changedAt,
    show: ({ _id }) => showAlert(deps, _id),
  });
}
