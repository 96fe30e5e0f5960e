/** Tells waiting visitors their place and an honest range when it moved; a connection hears of it at most once in 2 s. */
import { type ConversationDoc, conversationRoom, type QueuePlace } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { estimateWait } from './estimate.ts';
import { shownPlace } from './place.ts';

export interface Places {
  placeOf(doc: ConversationDoc): Promise<QueuePlace>;
  /** Tells those on this node whose place or range moved. */
  tell(): Promise<void>;
}

const RECENT_MS = 60 * 60_000;

export function createPlaces(deps: () => QueueDeps): Places {
  const told = new Map<string, string>();

  async function placeOf(doc: ConversationDoc): Promise<QueuePlace> {
    const { store, offers, agents, clock } = deps();
    const now = clock.now();
    const [ahead, dangerAhead, accepted, free] = await Promise.all([
      store.count({ state: { $in: ['waiting', 'offered'] }, queueKey: { $lt: doc.queueKey } }),
      store.count({
        state: { $in: ['waiting', 'offered'] },
        queueKey: { $lt: doc.queueKey },
        enqueuedAt: { $gt: doc.enqueuedAt },
      }),
      offers.acceptedSince(now - RECENT_MS),
      agents.findMany({ availability: 'available', disabledAt: null }),
    ]);
    const freePlaces = free
      .filter(({ connections }) => connections.length > 0)
      .reduce((sum, { capacity, holds }) => sum + Math.max(0, capacity - holds.length), 0);
    const position = shownPlace(doc.shownPlace, ahead + 1);
    if (position !== doc.shownPlace) {
      await store.touch(doc._id, { shownPlace: doc.shownPlace }, { shownPlace: position });
    }
    const estimate = estimateWait({ ahead, dangerAhead, acceptedAt: accepted, freePlaces, now });
    return { position, estimate };
  }

  return {
    placeOf,
    tell: async () => {
      const { rooms, store } = deps();
      const ids = rooms.rooms(conversationRoom('')).map((room) => room.slice(conversationRoom('').length));
      if (ids.length === 0) {
        told.clear();
        return;
      }
      const waiting = await store.findMany({ _id: { $in: ids }, state: { $in: ['waiting', 'offered'] } });
      for (const doc of waiting) {
        const place = await placeOf(doc);
        const text = JSON.stringify(place);
        if (told.get(doc._id) === text) continue;
        told.set(doc._id, text);
        for (const follower of rooms.followers(conversationRoom(doc._id))) {
          if (follower.who === 'visitor') follower.emit('queue:moved', place);
        }
      }
      const present = new Set(waiting.map(({ _id }) => _id));
      for (const id of told.keys()) if (!present.has(id)) told.delete(id);
    },
  };
}
