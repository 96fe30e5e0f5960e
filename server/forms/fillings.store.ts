/**
 * Fillings that are over, because they were sent or because somebody left: an id and how it ended, as long as a page of them could
 * still be opened. A browser keeps pages behind Back; what they carry opens nothing here any more (P2).
 */
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import { FORM_LIVES_MS, type FormState } from './form-state.ts';

export interface FillingEnd {
  readonly how: 'sent' | 'left';
  readonly at: number;
}

interface FillingDoc extends FillingEnd {
  readonly _id: string;
  /** When MongoDB may remove it. */
  readonly expiresAt: Date;
}

/** Not `personal`: a number that we drew ourselves, and gone by itself within hours. */
export const formFillingsSpec: CollectionSpec = {
  name: 'form_fillings',
  personal: false,
  indexes: [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
};

type Filling = Pick<FormState, 'id' | 'begunAt'>;

export interface FillingsStore {
  /** Null for one that goes on. */
  endOf(filling: Filling): Promise<FillingEnd | null>;
  sent(filling: Filling, at: number): Promise<void>;
  /** Whatever came before: who leaves wants to see nothing of it again. */
  left(filling: Filling, at: number): Promise<void>;
}

/** Clocks of nodes and database differ by less. */
const MARGIN_MS = 10 * 60_000;

export function createFillingsStore(database: Database): FillingsStore {
  const fillings = database.collection<FillingDoc>(formFillingsSpec);
  const goes = ({ begunAt }: Filling) => ({ expiresAt: new Date(begunAt + FORM_LIVES_MS + MARGIN_MS) });
  return {
    endOf: ({ id }) => fillings.findOne({ _id: id }),
    sent: async (filling, at) => {
      const first = { how: 'sent', at, ...goes(filling) } as const;
      await fillings.updateOne({ _id: filling.id }, { $setOnInsert: first }, { upsert: true });
    },
    left: async (filling, at) => {
      await fillings.updateOne({ _id: filling.id }, { $set: { how: 'left', at, ...goes(filling) } }, { upsert: true });
    },
  };
}
