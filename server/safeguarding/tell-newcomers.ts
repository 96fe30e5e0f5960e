/** Who comes to a conversation is told at once of the alerts that are open in it, as a fresh desk would tell them (L5). */
import type { Follower } from '../platform/rooms.ts';
import type { SafeguardingDeps } from './deps.ts';

export async function tellNewcomers(
  deps: Pick<SafeguardingDeps, 'alerts' | 'alertsShown'>,
  conversationId: string,
  newcomers: readonly Follower[],
): Promise<void> {
  for (const doc of await deps.alerts.ofConversation(conversationId)) {
    // Taken by name and no emergency: it stands on nobody's desk any more.
    if (doc.acknowledgedBy !== null && doc.kind !== 'emergency') continue;
    const alert = await deps.alerts.view(doc);
    // Changed and told meanwhile: the newcomers, who follow already, were told that too.
    if (deps.alertsShown.isTold(doc._id, doc.changedAt + 1)) continue;
    for (const newcomer of newcomers) newcomer.emit('alert:raised', { alert });
  }
}
