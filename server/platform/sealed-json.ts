/** A value sealed in its place as JSON: what a store keeps of a person, and reads again whole. */
import type { mongo } from 'mongoose';
import type { Place } from './cipher.ts';
import { binaryOf, type Sealing } from './sealing.store.ts';

export interface SealedJson {
  seal(place: Place, value: unknown): Promise<mongo.Binary>;
  /** The caller says what was sealed there: only this code ever sealed it. */
  open<T>(place: Place, sealed: mongo.Binary): Promise<T>;
}

export function createSealedJson(sealing: Sealing): SealedJson {
  return {
    seal: async (place, value) => binaryOf(await sealing.seal(place, JSON.stringify(value))),
    open: async <T>(place: Place, sealed: mongo.Binary) => JSON.parse(await sealing.unseal(place, sealed)) as T,
  };
}
