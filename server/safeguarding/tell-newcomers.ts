/** Who comes to a conversation is told at once of the alerts that are open in it, as a fresh desk would tell them (L5). */
import type { Follower } from '../platform/rooms.ts';
import type { SafeguardingDeps } from './alerts.ts';

export async function tellNewcomers(
  deps: Pick<SafeguardingDeps, 'alerts'>,
  conversationId: string,
  newcomers: readonly Follower[],
): Promise<void> {
  for (const doc of await deps.alerts.ofConversation(conversationId)) {
    // Taken by name and no emergency: it stands on nobody's desk any more.
    if (doc.acknowledgedBy !== null && doc.kind !== 'emergency') continue;
    const alert = await deps.alerts.view(doc);
    for (const newcomer of newcomers) newcomer.emit('alert:raised', { alert });
  }
}
