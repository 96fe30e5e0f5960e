/** Tells waiting visitors their place and an honest range when it moved; a connection hears of it at most once in 2 s. */
import type { QueuePlace } from '../../shared/protocol/conversation.ts';
import { type ConversationDoc, conversationRoom, VISITOR_FOLLOWER } from '../conversations/index.ts';
import { shareNext } from '../platform/share-next.ts';
import type { QueueDeps } from './deps.ts';
import { ESTIMATE_WINDOW_MS, estimateWait } from './estimate.ts';
import { createInFront, type InFront } from './in-front.ts';
import { type Outlook, outlookOf } from './outlook.ts';
import { type PlaceNow, type PlaceShown, showPlace } from './place.ts';
import type { PlacedRow } from './queue.store.ts';
import type { Queued } from './queue-key.ts';
import type { NewlyShown } from './shown-places.store.ts';
import type { Needs } from './wanted.ts';
import { nobodySuited } from './why-nobody.ts';

export interface Places {
  placeOf(doc: ConversationDoc): Promise<QueuePlace>;
  /** Tells those on this node whose place or range moved. */
  tell(): Promise<void>;
}

/** What the places of all share; read once a round, not once a person. */
interface Situation extends Outlook {
  readonly inFrontOf: (one: Queued) => InFront;
  readonly isUnsuited: (one: Needs) => boolean;
  readonly offerMs: number;
  readonly now: number;
}

interface Line {
  /** The number by which each stands where they stand. */
  readonly keys: ReadonlyMap<string, number>;
  readonly inFrontOf: (one: Queued) => InFront;
}

interface Told extends PlaceNow {
  /** Nobody on duty can do what they need. */
  readonly isUnsuited: boolean;
}

type Said = Pick<Told, 'held' | 'longer' | 'isUnsuited'>;

const NOTICES = [
  ['held', ({ held }: Said) => held],
  ['longer', ({ longer }: Said) => longer],
  ['nobody_suited', ({ isUnsuited }: Said) => isUnsuited],
] as const;

/** One who waits on this node: what decides their place, and what they were shown of it. */
interface Placed {
  /** The connection to which it was shown; another may have been shown more on another node in between. */
  readonly page: string | undefined;
  readonly row: PlacedRow;
  readonly shown: PlaceShown;
}

const NOTHING_SHOWN: PlaceShown = { shownPlace: null, estimateUntil: null };

export type PlacesDeps = Pick<QueueDeps, 'offers' | 'onDuty' | 'clock' | 'settings' | 'line' | 'shownPlaces' | 'rooms'>;

export function createPlaces(deps: () => PlacesDeps): Places {
  const told = new Map<string, string>();
  /** The lowest place shown from here: of two that are worked out at once, the older one must not make it rise (H16). */
  const lowest = new Map<string, number>();
  /** As it was stored from here last: read again only of who has come here since. */
  const known = new Map<string, Placed>();

  async function situationWith<L extends Pick<Line, 'inFrontOf'>>(reading: Promise<L>): Promise<Situation & L> {
    const { offers, onDuty: agents, clock, settings } = deps();
    const now = clock.now();
    const [line, accepted, onDuty, { offerMs }] = await Promise.all([
      reading,
      offers.acceptedSince(now - ESTIMATE_WINDOW_MS),
      agents.read(),
      settings(),
    ]);
    const staff = [...onDuty.values()];
    const isUnsuited = oncePerNeed((needs) => nobodySuited(needs, staff));
    return { ...outlookOf(accepted, staff, now), ...line, isUnsuited, offerMs, now };
  }

  async function wholeLine(): Promise<Line> {
    const rows = await deps().line.line();
    return { keys: new Map(rows.map(({ _id, queueKey }) => [_id, queueKey])), inFrontOf: createInFront(rows) };
  }

  const situationOfAll = shareNext(() => situationWith(wholeLine()));

  /** Of a thousand who ask at once the line is read once; for one who asks alone it is counted and not brought here. */
  let asking = 0;
  async function situationOf(doc: ConversationDoc): Promise<Situation> {
    asking += 1;
    try {
      if (asking > 1) return await situationOfAll();
      return await situationWith(
        deps()
          .line.inFrontOf(doc)
          .then((inFront) => ({ inFrontOf: () => inFront })),
      );
    } finally {
      asking -= 1;
    }
  }

  function place(row: PlacedRow, before: PlaceShown, common: Situation): Told {
    const { inFrontOf, pace, turns, headStartShare, freePlaces, offerMs, now } = common;
    const { ahead, offered } = inFrontOf(row);
    const rates = { pace, turns, freePlaces, headStartShare: headStartShare(row.priority), offerMs };
    // Who is being offered has a place already, which is no longer among the free ones.
    const waitFor = (inFront: number) => estimateWait({ ...rates, ahead: Math.max(0, inFront - offered) });
    const isUnsuited = common.isUnsuited(row);
    const estimateAt = isUnsuited ? () => null : waitFor;
    const shownPlace = Math.min(before.shownPlace ?? Infinity, lowest.get(row._id) ?? Infinity);
    const seen = { ...before, shownPlace: Number.isFinite(shownPlace) ? shownPlace : null };
    const placed = showPlace(seen, ahead, estimateAt, now);
    lowest.set(row._id, placed.position);
    return { ...placed, isUnsuited };
  }

  /** While it was stored, a lower place may have been shown by another way. */
  function viewOf(conversationId: string, { position, estimate, ...said }: Told): QueuePlace {
    const place = { position: Math.min(position, lowest.get(conversationId) ?? position), estimate };
    const notices = NOTICES.flatMap(([notice, isSaid]) => (isSaid(said) ? [notice] : []));
    return notices.length === 0 ? place : { ...place, notices };
  }

  const pageOf = (id: string) =>
    deps()
      .rooms.followers(conversationRoom(id))
      .findLast(({ who }) => who === VISITOR_FOLLOWER)?.socketId;

  /** `page`: as it was before what was stored was read. */
  function remember(row: PlacedRow, { shown }: PlaceNow, page: string | undefined): void {
    const { _id, queueKey, priority, language, languageNeeded, requiredSkills } = row;
    known.set(_id, { page, row: { _id, queueKey, priority, language, languageNeeded, requiredSkills }, shown });
  }

  /** Those who are new here, or stand elsewhere than they did, are read; the others are known. */
  async function standing(ids: readonly string[], keys: ReadonlyMap<string, number>) {
    const { line, shownPlaces } = deps();
    const pages = new Map(ids.map((id) => [id, pageOf(id)]));
    const isKnown = (id: string, each = known.get(id)) =>
      each?.row.queueKey === keys.get(id) && each?.page === pages.get(id);
    const unknown = ids.filter((id) => !isKnown(id));
    const rows: PlacedRow[] = [];
    const shown = new Map<string, PlaceShown>();
    if (unknown.length > 0) {
      const [read, before] = await Promise.all([line.rows(unknown), shownPlaces.of(unknown)]);
      rows.push(...read);
      for (const [id, each] of before) shown.set(id, each);
    }
    const isUnknown = new Set(unknown);
    for (const id of ids) {
      const each = isUnknown.has(id) ? undefined : known.get(id);
      if (!each) continue;
      rows.push(each.row);
      shown.set(id, each.shown);
    }
    return { rows, shown, pages };
  }

  function tellOne(conversationId: string, moved: QueuePlace): void {
    const text = JSON.stringify(moved);
    if (told.get(conversationId) === text) return;
    told.set(conversationId, text);
    for (const follower of deps().rooms.followers(conversationRoom(conversationId))) {
      if (follower.who === VISITOR_FOLLOWER) follower.emit('queue:moved', moved);
    }
  }

  return {
    placeOf: async (doc) => {
      const page = pageOf(doc._id);
      const [common, shown] = await Promise.all([situationOf(doc), deps().shownPlaces.of([doc._id])]);
      const placed = place(doc, shown.get(doc._id) ?? NOTHING_SHOWN, common);
      await deps().shownPlaces.keep(changesOf([doc], [placed], shown), common.now);
      remember(doc, placed, page);
      const view = viewOf(doc._id, placed);
      // A view shows it now: what was told before is no longer what the page says, should things turn back to that.
      told.set(doc._id, JSON.stringify(view));
      return view;
    },
    tell: async () => {
      const { rooms, shownPlaces } = deps();
      const prefix = conversationRoom('');
      const here = rooms.rooms(prefix).map((room) => room.slice(prefix.length));
      if (here.length === 0 && lowest.size === 0) return;
      const common = await situationOfAll();
      const waiting = here.filter((id) => common.keys.has(id));
      for (const kept of [told, lowest, known])
        for (const id of [...kept.keys()]) if (!common.keys.has(id)) kept.delete(id);
      if (waiting.length === 0) return;
      const { rows, shown, pages } = await standing(waiting, common.keys);
      const placed = rows.map((row) => place(row, shown.get(row._id) ?? NOTHING_SHOWN, common));
      // Stored before it is said: what another node shows later is never a higher place than this.
      await shownPlaces.keep(changesOf(rows, placed, shown), common.now);
      rows.forEach((row, at) => {
        const now = placed[at];
        if (!now) return;
        remember(row, now, pages.get(row._id));
        tellOne(row._id, viewOf(row._id, now));
      });
    },
  };
}

/** A thousand who wait need the same few things. */
function oncePerNeed(decide: (needs: Needs) => boolean): (needs: Needs) => boolean {
  const decided = new Map<string, boolean>();
  return (needs) => {
    const { languageNeeded, language, requiredSkills } = needs;
    const key = JSON.stringify([languageNeeded && language, requiredSkills]);
    const known = decided.get(key) ?? decide(needs);
    decided.set(key, known);
    return known;
  };
}

function changesOf(
  rows: readonly PlacedRow[],
  placed: readonly PlaceNow[],
  before: ReadonlyMap<string, PlaceShown>,
): NewlyShown[] {
  return rows.flatMap(({ _id }, at) => {
    const shown = placed[at]?.shown;
    const known = before.get(_id);
    if (!shown || (shown.shownPlace === known?.shownPlace && shown.estimateUntil === known.estimateUntil)) return [];
    return [{ conversationId: _id, shown }];
  });
}
