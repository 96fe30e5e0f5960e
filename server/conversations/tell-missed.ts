/**
 * Tells the followers on this node what no signal has told them (Q4): state, presence of the visitor and read marks of the
 * conversations they are in. Entries are the log's own sweep.
 */
import { iso } from '../platform/ports.ts';
import type { Follower } from '../platform/rooms.ts';
import type { ConversationMark } from './conversations.store.ts';
import { conversationRoom, VISITOR_FOLLOWER } from './delivery.ts';
import type { ConversationsDeps } from './deps.ts';
import { versionsOf } from './told-versions.ts';
import { presenceOf } from './views.ts';
import { participants } from './who-stays.ts';

export async function tellMissedChanges(deps: ConversationsDeps): Promise<void> {
  const { rooms, store, delivery, shown } = deps;
  const prefix = conversationRoom('');
  const ids = rooms.rooms(prefix).map((room) => room.slice(prefix.length));
  shown.keep(new Set(ids.flatMap((id) => [id, `presence:${id}`, `reads:${id}`])));
  if (ids.length === 0) return;
  for (const mark of await store.marks({ _id: { $in: ids } })) {
    const { presence, reads } = versionsOf(mark);
    if (shown.isMissed(mark._id, mark.revision)) delivery.showHere(mark._id, participants(mark));
    const followers = rooms.followers(conversationRoom(mark._id));
    if (shown.isMissed(...presence)) {
      tellPresence(followers, mark);
      shown.tell(...presence);
    }
    if (shown.isMissed(...reads)) {
      tellReads(followers, mark);
      shown.tell(...reads);
    }
  }
}

function tellPresence(followers: readonly Follower[], { _id, connection }: ConversationMark): void {
  const event = { conversationId: _id, presence: presenceOf(connection), since: iso(connection.since) };
  for (const { who, emit } of followers) if (who !== VISITOR_FOLLOWER) emit('visitor:presence', event);
}

function tellReads(followers: readonly Follower[], { _id, reads }: ConversationMark): void {
  for (const { who, emit } of followers) {
    if (who === VISITOR_FOLLOWER) emit('entries:read', { seq: reads.agent });
    else
      for (const by of ['visitor', 'agent'] as const) emit('entries:read', { conversationId: _id, by, seq: reads[by] });
  }
}
