/**
 * The visitor's connection: here, just dropped (`away`), gone past the grace (`lost`). A lost visitor who waits keeps the
 * place for the grace and then leaves the queue; in a conversation nobody is ended by this.
 */

import { fail, ok } from '../../shared/result.ts';
import type { Follower } from '../platform/rooms.ts';
import { conversationRoom, VISITOR_FOLLOWER } from './delivery.ts';
import type { ConversationsDeps } from './deps.ts';
import { endConversation } from './end-conversation.ts';
import { SYSTEM } from './log.ts';

/** Joins the room and records the connection; older connections of the same visitor are closed everywhere. */
export async function visitorConnected(
  deps: ConversationsDeps,
  conversationId: string,
  follower: Follower,
): Promise<void> {
  deps.rooms.join(conversationRoom(conversationId), follower);
  await deps.log.tails.load(conversationId);
  deps.signals.publish('visitor:connected', { conversationId, socketId: follower.socketId });
  const connection = { state: 'connected', since: deps.clock.now(), nodeId: deps.nodeId, socketId: follower.socketId };
  const moved = await deps.store.touch(conversationId, { 'connection.state': { $ne: 'left' } }, { connection });
  if (moved) presenceChanged(deps, conversationId);
}

export async function visitorDisconnected(
  deps: ConversationsDeps,
  conversationId: string,
  socketId: string,
): Promise<void> {
  deps.rooms.leave(conversationRoom(conversationId), socketId);
  if (!deps.rooms.followers(conversationRoom(conversationId)).some(({ who }) => who === VISITOR_FOLLOWER)) {
    deps.signals.publish('typing', { conversationId, who: VISITOR_FOLLOWER, typing: false });
  }
  const away = { state: 'away', since: deps.clock.now(), nodeId: null, socketId: null };
  const moved = await deps.store.touch(conversationId, { 'connection.socketId': socketId }, { connection: away });
  if (moved) presenceChanged(deps, conversationId);
}

/** Connections of nodes that died: the grace starts anew, since the person could not know. */
export async function dropNodeVisitors(deps: ConversationsDeps, nodeId: string): Promise<void> {
  const stranded = await deps.store.findMany({ 'connection.state': 'connected', 'connection.nodeId': nodeId }, 10_000);
  for (const { _id } of stranded) {
    const away = { state: 'away', since: deps.clock.now(), nodeId: null, socketId: null };
    const moved = await deps.store.touch(_id, { 'connection.nodeId': nodeId }, { connection: away });
    if (moved) presenceChanged(deps, _id);
  }
}

/** Swept by every node each second: whose grace is over is `lost`, and leaves the queue if still waiting. */
export async function sweepLostVisitors(deps: ConversationsDeps): Promise<void> {
  const before = deps.clock.now() - deps.service.visitorGraceMs();
  const gone = await deps.store.findMany({ 'connection.state': 'away', 'connection.since': { $lte: before } }, 200);
  for (const doc of gone) {
    const { since } = doc.connection;
    const lost = { state: 'lost', since, nodeId: null, socketId: null };
    const moved = await deps.store.touch(
      doc._id,
      { 'connection.state': 'away', 'connection.since': since },
      { connection: lost },
    );
    if (!moved) continue;
    presenceChanged(deps, doc._id);
    if (doc.state !== 'waiting' && doc.state !== 'offered') continue;
    await endConversation(deps, {
      conversationId: doc._id,
      clientId: `lost:${doc._id}:${since}`,
      author: SYSTEM,
      ended: { by: 'system', reason: 'left_queue' },
    });
  }
}

/** Nobody is ended for silence before the service's time (15 min), and never after a risk flag or in an emergency. */
export async function sweepSilent(deps: ConversationsDeps): Promise<void> {
  const before = deps.clock.now() - deps.service.silenceMs();
  const filter = { state: 'active', riskFlag: false, 'connection.state': 'lost', 'connection.since': { $lte: before } };
  for (const { _id, connection } of await deps.store.findMany(filter, 100)) {
    if (await deps.safeguarding.openEmergency(_id)) continue;
    await endConversation(deps, {
      conversationId: _id,
      clientId: `silent:${_id}:${connection.since}`,
      author: SYSTEM,
      ended: { by: 'system', reason: 'lost' },
      unless: (doc) => (doc.riskFlag || doc.connection.state !== 'lost' ? fail('conflict') : ok(null)),
    });
  }
}

function presenceChanged(deps: ConversationsDeps, conversationId: string): void {
  deps.signals.publish('visitor:presence', { conversationId });
  deps.queue.changed();
}
