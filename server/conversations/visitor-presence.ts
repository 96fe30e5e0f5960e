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

/**
 * Joins the room and records the connection, unless it is stored already; older connections of the same visitor are closed
 * everywhere.
 */
export async function visitorConnected(
  deps: ConversationsDeps,
  conversationId: string,
  follower: Follower,
  isStored = false,
): Promise<void> {
  const room = conversationRoom(conversationId);
  deps.rooms.join(room, follower);
  // Before anything is waited for: of two that come at once the newer closes the older, and never each the other.
  deps.signals.publish('visitor:connected', { conversationId, socketId: follower.socketId });
  await deps.log.tails.load(conversationId);
  if (isStored || !deps.rooms.has(room, follower.socketId)) return;
  await markConnected(deps, conversationId, follower, { 'connection.state': { $ne: 'left' } });
}

async function markConnected(
  deps: ConversationsDeps,
  conversationId: string,
  { socketId }: Follower,
  guard: Readonly<Record<string, unknown>>,
): Promise<void> {
  const connection = { state: 'connected', since: deps.clock.now(), nodeId: deps.nodeId, socketId };
  const moved = await deps.store.touch(conversationId, guard, { connection });
  if (moved) presenceChanged(deps, conversationId);
}

/**
 * Who is connected here but stands as away (another node took this one for dead, or the database did not answer when they
 * came) is marked as here again, before the grace takes their place from them.
 */
export async function affirmVisitors(deps: ConversationsDeps): Promise<void> {
  const prefix = conversationRoom('');
  const here = new Map<string, Follower>();
  for (const room of deps.rooms.rooms(prefix)) {
    const visitor = deps.rooms.followers(room).findLast(({ who }) => who === VISITOR_FOLLOWER);
    if (visitor) here.set(room.slice(prefix.length), visitor);
  }
  if (here.size === 0) return;
  // Asked for by what is rare (few are away at a time), not by all who are here.
  const live = { state: { $in: ['waiting', 'offered', 'active'] }, 'connection.state': 'lost' };
  const gone = await deps.store.findMany({ $or: [{ 'connection.state': 'away' }, live] });
  for (const { _id, connection } of gone) {
    const visitor = here.get(_id);
    if (!visitor || !deps.rooms.has(conversationRoom(_id), visitor.socketId)) continue;
    const { state, since } = connection;
    await markConnected(deps, _id, visitor, { 'connection.state': state, 'connection.since': since });
    // It may have gone while that was written, and its own `away` have come first.
    if (!deps.rooms.has(conversationRoom(_id), visitor.socketId))
      await visitorDisconnected(deps, _id, visitor.socketId);
  }
}

/** After an outage of the whole service the grace starts anew: nobody could come back in time. */
export async function restartVisitorGrace(deps: ConversationsDeps): Promise<void> {
  const waiting = { state: { $in: ['waiting', 'offered', 'active'] }, 'connection.state': 'away' };
  for (const { _id, connection } of await deps.store.findMany(waiting, 10_000)) {
    const same = { 'connection.state': 'away', 'connection.since': connection.since };
    await deps.store.touch(_id, same, { 'connection.since': deps.clock.now() });
  }
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
    if (moved) presenceChanged(deps, doc._id);
  }
  await endLostInQueue(deps);
}

/** Apart from the mark, so that one whose end failed, or whose node died in between, does not stand in the queue for ever. */
async function endLostInQueue(deps: ConversationsDeps): Promise<void> {
  const filter = { state: { $in: ['waiting', 'offered'] }, 'connection.state': 'lost' };
  for (const { _id, connection } of await deps.store.findMany(filter, 200)) {
    await endConversation(deps, {
      conversationId: _id,
      clientId: `lost:${_id}:${connection.since}`,
      author: SYSTEM,
      ended: { by: 'system', reason: 'left_queue' },
      unless: (doc) => (doc.connection.state === 'lost' ? ok(null) : fail('conflict')),
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
