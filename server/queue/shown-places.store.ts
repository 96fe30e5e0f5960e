/**
 * What place people were shown, so that it never rises on whichever node they are (H16). Beside the conversation and not in
 * it: a place is shown in the very moment in which an offer is made, and the two must not refuse each other.
 */
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import type { PlaceShown } from './place.ts';

interface ShownPlaceDoc {
  /** The conversation. */
  readonly _id: string;
  readonly shownPlace: number;
  readonly estimateUntil?: number;
  readonly at: Date;
}

const A_DAY_SECONDS = 24 * 60 * 60;

/** Not `personal`: a number beside an id, gone within a day of the last time it was shown. */
export const shownPlacesSpec: CollectionSpec = {
  name: 'shownPlaces',
  personal: false,
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: A_DAY_SECONDS }],
};

export interface NewlyShown {
  readonly conversationId: string;
  readonly shown: PlaceShown;
}

export interface ShownPlacesStore {
  of(conversationIds: readonly string[]): Promise<Map<string, PlaceShown>>;
  /** The lower place and the later time stay, whichever node writes last. */
  keep(changes: readonly NewlyShown[], at: number): Promise<void>;
}

export function createShownPlacesStore(database: Database): ShownPlacesStore {
  const places = database.collection<ShownPlaceDoc>(shownPlacesSpec);
  return {
    of: async (conversationIds) => {
      const found = places.find({ _id: { $in: [...conversationIds] } }, { readConcern: { level: 'majority' } });
      const docs = await found.toArray();
      return new Map(
        docs.map(({ _id, shownPlace, estimateUntil }) => [_id, { shownPlace, estimateUntil: estimateUntil ?? null }]),
      );
    },
    keep: async (changes, at) => {
      const updates = changes.flatMap(({ conversationId, shown: { shownPlace, estimateUntil } }) => {
        if (shownPlace === null) return [];
        const later = estimateUntil === null ? {} : { $max: { estimateUntil } };
        const update = { $min: { shownPlace }, ...later, $set: { at: new Date(at) } };
        return [{ updateOne: { filter: { _id: conversationId }, update, upsert: true } }];
      });
      if (updates.length > 0) await places.bulkWrite(updates, { ordered: false });
    },
  };
}
