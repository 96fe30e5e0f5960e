/** What a partner said when somebody asked, sealed under the key of the referral. */
import type { mongo } from 'mongoose';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { referralOutboxSpec } from './outbox.store.ts';

export interface ChaseWords {
  seal(referralId: string, clientId: string, said: string): Promise<mongo.Binary>;
  open(referralId: string, clientId: string, said: mongo.Binary): Promise<string>;
}

export function createChaseWords(sealing: Sealing): ChaseWords {
  const sealed = createSealedJson(sealing);
  const placeOf = (referralId: string, id: string) => ({
    ...{ collection: referralOutboxSpec.name, field: 'chases.said', scope: `referral:${referralId}`, id },
  });
  return {
    seal: (referralId, clientId, said) => sealed.seal(placeOf(referralId, clientId), said),
    open: (referralId, clientId, said) => sealed.open<string>(placeOf(referralId, clientId), said),
  };
}
