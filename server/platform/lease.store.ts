/** A lease that one node holds at a time, by compare-and-set on `epoch`. It lets one node lead; it never decides who wins. */
import { type CollectionSpec, type Database, isDuplicateKey } from './mongo.ts';

interface LeaseDoc {
  readonly _id: string;
  readonly nodeId: string;
  readonly epoch: number;
  readonly until: number;
}

export const leasesSpec: CollectionSpec = { name: 'leases', personal: false, indexes: [] };

const WRONG_CLOCK_MS = 60_000;

export interface Lease {
  /**
   * The epoch while this node holds it, else null. Past half of its time it is renewed meanwhile, and nobody waits for that;
   * towards its end it is waited for.
   */
  hold(now: number): Promise<number | null>;
  release(): Promise<void>;
}

export function createLease(database: Database, name: string, nodeId: string, lifeMs: number): Lease {
  const leases = database.collection<LeaseDoc>(leasesSpec);
  let mine: { epoch: number; until: number } | null = null;
  let taking: Promise<number | null> | null = null;

  async function take(now: number): Promise<number | null> {
    const found = await leases.findOne({ _id: name });
    const until = now + lifeMs;
    if (!found) {
      try {
        await leases.insertOne({ _id: name, nodeId, epoch: 1, until });
        mine = { epoch: 1, until };
        return 1;
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    }
    // An end so far away was written by a clock that was wrong: its holder would lead for ever, also when it is gone.
    const believable = found.until - now <= lifeMs + WRONG_CLOCK_MS;
    if (found.nodeId !== nodeId && found.until > now && believable) {
      mine = null;
      return null;
    }
    const renewed = found.nodeId === nodeId && found.until > now && mine !== null;
    const epoch = renewed ? found.epoch : found.epoch + 1;
    const result = await leases.updateOne(
      { _id: name, epoch: found.epoch, until: found.until },
      { $set: { nodeId, epoch, until } },
    );
    mine = result.matchedCount === 1 ? { epoch, until } : null;
    return mine?.epoch ?? null;
  }

  function takeOnce(now: number): Promise<number | null> {
    taking ??= take(now).finally(() => {
      taking = null;
    });
    return taking;
  }

  return {
    hold: async (now) => {
      const leftMs = mine ? mine.until - now : 0;
      if (!mine || leftMs <= lifeMs / 4) return takeOnce(now);
      const { epoch } = mine;
      // What goes wrong now is met again when it is waited for.
      if (leftMs <= lifeMs / 2) void takeOnce(now).catch(() => undefined);
      return epoch;
    },
    release: async () => {
      await taking?.catch(() => undefined);
      if (mine) await leases.updateOne({ _id: name, nodeId, epoch: mine.epoch }, { $set: { until: 0 } });
      mine = null;
    },
  };
}
