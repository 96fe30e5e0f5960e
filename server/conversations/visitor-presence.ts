/**
 * The visitor's connection: here, just dropped (`away`), gone past the grace (`lost`). A lost visitor who waits keeps the
 * place for the grace and then leaves the queue; in a conversation nobody is ended by this.
 */

import { fail, ok } from '../../shared/result.ts';
import type { Follower } from '../platform/rooms.ts';
import { someAtOnce } from '../platform/some-at-once.ts';
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
  await deps.log.tails.load(conversationId);
  if (!deps.rooms.has(room, follower.socketId)) return;
  if (isStored) deps.rooms.join(writtenRoom(conversationId), follower);
  else await markConnected(deps, conversationId, follower, { 'connection.state': { $ne: 'left' } });
  if (deps.rooms.has(writtenRoom(conversationId), follower.socketId))
    deps.signals.publish('visitor:connected', { conversationId });
}

/** Connections of this node that stand, or stood, in the stored conversation as the one its visitor has. */
function writtenRoom(conversationId: string): string {
  return `written:${conversationId}`;
}

/**
 * One connection per visitor, the newest: the one that was written last, which every node reads alike. Two that come on
 * two nodes at once would close each other if each node took the one it hears of for the newer. Whoever is still being
 * written is judged once that is done.
 */
export async function closeReplaced(deps: ConversationsDeps, conversationId: string): Promise<void> {
  const written = deps.rooms.followers(writtenRoom(conversationId));
  if (written.length === 0) return;
  const [stored] = await deps.store.marks({ _id: conversationId });
  const newest = stored?.connection.socketId ?? null;
  // The newest has gone again: whoever is left goes on.
  if (newest === null) return;
  for (const follower of written) {
    if (follower.socketId === newest) continue;
    follower.emit('connection:replaced', {});
    follower.close();
  }
}

async function markConnected(
  deps: ConversationsDeps,
  conversationId: string,
  follower: Follower,
  guard: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { socketId } = follower;
  const connection = { state: 'connected', since: deps.clock.now(), nodeId: deps.nodeId, socketId };
  const moved = await deps.store.touch(conversationId, guard, { connection });
  if (!moved) return;
  // Unless it has gone meanwhile, and left its rooms.
  if (deps.rooms.has(conversationRoom(conversationId), socketId))
    deps.rooms.join(writtenRoom(conversationId), follower);
  presenceChanged(deps, conversationId);
}

/**
 * Who is connected here but stands as away (another node took this one for dead, or the database did not answer when they
 * came) is marked as here again, before the grace takes their place from them.
 */
export async function affirmVisitors(deps: ConversationsDeps): Promise<void> {
  const here = visitorsHere(deps);
  if (here.size === 0) return;
  // Asked for by what is rare (few are away at a time), not by all who are here.
  const live = { state: { $in: ['waiting', 'offered', 'active'] }, 'connection.state': 'lost' };
  const gone = await deps.store.marks({ $or: [{ 'connection.state': 'away' }, live] });
  await someAtOnce(
    gone.filter(({ _id }) => here.has(_id)),
    async ({ _id, connection: { state, since } }) => {
      const visitor = here.get(_id);
      if (!visitor || !deps.rooms.has(conversationRoom(_id), visitor.socketId)) return;
      await markConnected(deps, _id, visitor, { 'connection.state': state, 'connection.since': since });
      // It may have gone while that was written, and its own `away` have come first.
      if (!deps.rooms.has(conversationRoom(_id), visitor.socketId))
        await visitorDisconnected(deps, _id, visitor.socketId);
    },
  );
}

/** A connection may still be being written while it is young. */
const SURELY_WRITTEN_MS = 15_000;

/** Who stands as connected to this node and is not here: going could not be written when they went. */
export async function dropGhostVisitors(deps: ConversationsDeps): Promise<void> {
  const before = deps.clock.now() - SURELY_WRITTEN_MS;
  const mine = { 'connection.state': 'connected', 'connection.nodeId': deps.nodeId };
  const stored = await deps.store.marks({ ...mine, 'connection.since': { $lte: before } });
  const ghosts = stored.filter(
    ({ _id, connection: { socketId } }) => socketId !== null && !deps.rooms.has(conversationRoom(_id), socketId),
  );
  await someAtOnce(ghosts, ({ _id, connection }) => visitorDisconnected(deps, _id, connection.socketId ?? ''));
}

function visitorsHere({ rooms }: ConversationsDeps): Map<string, Follower> {
  const prefix = conversationRoom('');
  const here = new Map<string, Follower>();
  for (const room of rooms.rooms(prefix)) {
    const visitor = rooms.followers(room).findLast(({ who }) => who === VISITOR_FOLLOWER);
    if (visitor) here.set(room.slice(prefix.length), visitor);
  }
  return here;
}

/** After an outage of the whole service the grace starts anew: nobody could come back in time. */
export async function restartVisitorGrace(deps: ConversationsDeps): Promise<void> {
  const waiting = { state: { $in: ['waiting', 'offered', 'active'] }, 'connection.state': 'away' };
  await deps.store.touchMany(waiting, { 'connection.since': deps.clock.now() });
}

export async function visitorDisconnected(
  deps: ConversationsDeps,
  conversationId: string,
  socketId: string,
): Promise<void> {
  deps.rooms.leave(conversationRoom(conversationId), socketId);
  deps.rooms.leave(writtenRoom(conversationId), socketId);
  if (!deps.rooms.followers(conversationRoom(conversationId)).some(({ who }) => who === VISITOR_FOLLOWER)) {
    deps.signals.publish('typing', { conversationId, who: VISITOR_FOLLOWER, typing: false });
  }
  const away = { state: 'away', since: deps.clock.now(), nodeId: null, socketId: null };
  const moved = await deps.store.touch(conversationId, { 'connection.socketId': socketId }, { connection: away });
  if (moved) presenceChanged(deps, conversationId);
}

/** Connections of nodes that died: the grace starts anew, since the person could not know. */
export async function dropNodeVisitors(deps: ConversationsDeps, nodeId: string): Promise<void> {
  const stranded = await deps.store.marks({ 'connection.state': 'connected', 'connection.nodeId': nodeId });
  await someAtOnce(stranded, async ({ _id }) => {
    const away = { state: 'away', since: deps.clock.now(), nodeId: null, socketId: null };
    const moved = await deps.store.touch(_id, { 'connection.nodeId': nodeId }, { connection: away });
    if (moved) presenceChanged(deps, _id);
  });
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
  deps.queue.changed(conversationId);
}
