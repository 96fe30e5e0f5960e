/** Tells waiting visitors their place and an honest range when it moved; a connection hears of it at most once in 2 s. */
import { rankOf } from '../../shared/domain/priority.ts';
import { type ConversationDoc, conversationRoom, type QueuePlace } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { ESTIMATE_WINDOW_MS, estimateWait } from './estimate.ts';
import { isFree } from './free-agents.ts';
import type { Acceptance } from './offers.store.ts';
import { showPlace } from './place.ts';

export interface Places {
  placeOf(doc: ConversationDoc): Promise<QueuePlace>;
  /** Tells those on this node whose place or range moved. */
  tell(): Promise<void>;
}

const QUEUED = { $in: ['waiting', 'offered'] };

/** Of two who came in the same millisecond the lower id is first, as in the matcher. */
function inFrontOf({ _id, queueKey }: ConversationDoc) {
  return { $or: [{ queueKey: { $lt: queueKey } }, { queueKey, _id: { $lt: _id } }] };
}

/** What the places of all share; read once a round, not once a person. */
interface Situation {
  readonly accepted: readonly Acceptance[];
  readonly freePlaces: number;
  readonly offerMs: number;
  readonly now: number;
}

export function createPlaces(deps: () => QueueDeps): Places {
  const told = new Map<string, string>();
  /** The lowest place shown from here: of two that are worked out at once, the older one must not make it rise (H16). */
  const lowest = new Map<string, number>();

  async function situation(): Promise<Situation> {
    const { offers, agents, clock, settings } = deps();
    const now = clock.now();
    const [accepted, available, { offerMs }] = await Promise.all([
      offers.acceptedSince(now - ESTIMATE_WINDOW_MS),
      agents.findMany({ availability: 'available', disabledAt: null, 'connections.0': { $exists: true } }),
      settings(),
    ]);
    // Who holds a risk-flagged conversation is not asked; that the place count may be one too high makes no range wrong.
    const freePlaces = available
      .filter((agent) => isFree({ ...agent, riskHolds: [] }, now))
      .reduce((sum, { capacity, holds }) => sum + Math.max(0, capacity - holds.length), 0);
    // With nobody at work the pace of before says nothing about now: we do not know.
    return { accepted: available.length === 0 ? [] : accepted, freePlaces, offerMs, now };
  }

  async function place(doc: ConversationDoc, { accepted, freePlaces, offerMs, now }: Situation): Promise<QueuePlace> {
    const { store } = deps();
    const ahead = await store.count({ state: QUEUED, ...inFrontOf(doc) });
    // Who is being offered has a place already, which is no longer among the free ones.
    const offered = await store.count({ state: 'offered', ...inFrontOf(doc) });
    const before = accepted.filter(({ priority }) => rankOf(priority) < rankOf(doc.priority)).length;
    const headStartShare = accepted.length === 0 ? 0 : before / accepted.length;
    const acceptedAt = accepted.map(({ at }) => at);
    const estimateAt = (inFront: number) =>
      estimateWait({ acceptedAt, freePlaces, ahead: Math.max(0, inFront - offered), headStartShare, offerMs }, now);
    const shownPlace = Math.min(doc.shownPlace ?? Infinity, lowest.get(doc._id) ?? Infinity);
    const seen = { ...doc, shownPlace: Number.isFinite(shownPlace) ? shownPlace : null };
    const { position, estimate, shown } = showPlace(seen, ahead, estimateAt, now);
    lowest.set(doc._id, position);
    if (shown.shownPlace !== doc.shownPlace || shown.estimateUntil !== doc.estimateUntil) {
      await store.touch(doc._id, { shownPlace: doc.shownPlace }, { ...shown });
    }
    return { position: Math.min(position, lowest.get(doc._id) ?? position), estimate };
  }

  function tellOne(doc: ConversationDoc, moved: QueuePlace): void {
    const text = JSON.stringify(moved);
    if (told.get(doc._id) === text) return;
    told.set(doc._id, text);
    for (const follower of deps().rooms.followers(conversationRoom(doc._id))) {
      if (follower.who === 'visitor') follower.emit('queue:moved', moved);
    }
  }

  return {
    placeOf: async (doc) => place(doc, await situation()),
    tell: async () => {
      const { rooms, store } = deps();
      const prefix = conversationRoom('');
      const ids = rooms.rooms(prefix).map((room) => room.slice(prefix.length));
      const waiting = ids.length === 0 ? [] : await store.findMany({ _id: { $in: ids }, state: QUEUED });
      const present = new Set(waiting.map(({ _id }) => _id));
      for (const known of [told, lowest]) for (const id of [...known.keys()]) if (!present.has(id)) known.delete(id);
      if (waiting.length === 0) return;
      const now = await situation();
      for (const doc of waiting) tellOne(doc, await place(doc, now));
    },
  };
}
