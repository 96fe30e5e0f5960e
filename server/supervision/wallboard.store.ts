/**
 * What the wallboard reads of conversations. It may be asked twice a second all day, so nothing is counted anew that cannot
 * have changed: of today only those still open and those who came since are read again.
 */
import type { ConversationDoc } from '../conversations/index.ts';
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import { startOfServiceDay } from './service-day.ts';
import type { BandRow, WaitingRow } from './wallboard-figures.ts';

type Today = Pick<ConversationDoc, '_id' | 'createdAt' | 'enqueuedAt' | 'acceptedAt' | 'endedAt' | 'endReason'>;

export interface WallboardReading {
  readonly waiting: WaitingRow[];
  readonly bands: BandRow[];
  readonly today: Today[];
}

export interface WallboardStore {
  read(now: number): Promise<WallboardReading>;
}

const SHOWN_AT_MOST = 200;
/** Nodes' clocks differ, and a transaction is seen later than its time says. */
const OVERLAP_MS = 60_000;
const QUEUED = { state: { $in: ['waiting', 'offered'] } } as const;
const TODAY_FIELDS = { createdAt: 1, enqueuedAt: 1, acceptedAt: 1, endedAt: 1, endReason: 1 } as const;
const WAITING_FIELDS = {
  queueId: 1,
  queueKey: 1,
  priority: 1,
  state: 1,
  enqueuedAt: 1,
  'connection.state': 1,
} as const;

export function createWallboardStore(database: Database, conversations: CollectionSpec): WallboardStore {
  const collection = database.collection<ConversationDoc>(conversations);
  const today = createToday(async (since, open) => {
    const filter = { $or: [{ createdAt: { $gte: since } }, { _id: { $in: [...open] } }] };
    return collection.find(filter).project<Today>(TODAY_FIELDS).toArray();
  });

  return {
    read: async (now) => {
      // Sorted by the index alone (a merge of its two states); the ids of equals are put in order by the figures.
      const first = collection.find(QUEUED, { sort: { queueKey: 1 }, limit: SHOWN_AT_MOST });
      const bands = collection.aggregate<BandRow>([
        { $match: QUEUED },
        { $group: { _id: '$priority', waiting: { $sum: 1 }, longestSince: { $min: '$enqueuedAt' } } },
        { $project: { _id: 0, priority: '$_id', waiting: 1, longestSince: 1 } },
      ]);
      const [waiting, counted, rows] = await Promise.all([
        first.project<WaitingRow>(WAITING_FIELDS).toArray(),
        bands.toArray(),
        today(now),
      ]);
      return { waiting, bands: counted, today: rows };
    },
  };
}

/** Keeps the rows of the day; at midnight it begins again. */
function createToday(
  load: (since: number, open: ReadonlySet<string>) => Promise<Today[]>,
): (now: number) => Promise<Today[]> {
  let day = Number.NaN;
  let newest = 0;
  let rows = new Map<string, Today>();
  return async (now) => {
    const start = startOfServiceDay(now);
    if (start !== day) {
      day = start;
      newest = start;
      rows = new Map();
    }
    const open = new Set([...rows.values()].flatMap(({ _id, endedAt }) => (endedAt === null ? [_id] : [])));
    const kept = rows;
    for (const row of await load(Math.max(start, newest - OVERLAP_MS), open)) {
      kept.set(row._id, row);
      if (kept === rows) newest = Math.max(newest, row.createdAt);
    }
    return [...kept.values()];
  };
}
