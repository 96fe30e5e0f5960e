/**
 * What was answered so far, carried in the page itself: sealed under our key, of one form, for two hours. Nothing of it stands on
 * the device in clear, in the address, or with us before it is sent.
 */
import { z } from 'zod';
import { type DataKey, type Place, sealWith, unsealWith } from '../platform/cipher.ts';
import type { MasterKeys } from '../platform/master-keys.ts';
import type { Answers, Form } from './question.ts';

export interface FormState {
  /** Of this filling: sent twice it is one referral. */
  readonly id: string;
  readonly begunAt: number;
  readonly answers: Answers;
}

export interface FormStates {
  seal(form: Form['name'], state: FormState): string;
  /** Null for what is not ours, of another form, or too old. */
  open(form: Form['name'], token: string, now: number): FormState | null;
}

export const FORM_LIVES_MS = 2 * 3_600_000;
const state = z.strictObject({ id: z.uuid(), begunAt: z.number(), answers: z.record(z.string(), z.string()) });

export function createFormStates(masterKeys: MasterKeys): FormStates {
  const keyOf = (kid: string): DataKey => ({ dataKeyId: kid, key: masterKeys.derive('form-state', kid) });
  return {
    seal: (form, value) =>
      sealWith(keyOf(masterKeys.currentKid), placeOf(form), JSON.stringify(value)).toString('base64url'),
    open: (form, token, now) => {
      const bytes = Buffer.from(token, 'base64url');
      for (const kid of masterKeys.kids) {
        const opened = tryOpen(keyOf(kid), placeOf(form), bytes);
        if (opened !== null) return opened.begunAt <= now && now < opened.begunAt + FORM_LIVES_MS ? opened : null;
      }
      return null;
    },
  };
}

function tryOpen(key: DataKey, place: Place, bytes: Buffer): FormState | null {
  try {
    return state.parse(JSON.parse(unsealWith(key, place, bytes)));
  } catch {
    return null;
  }
}

function placeOf(form: Form['name']): Place {
  return { collection: 'forms', field: 'state', scope: 'form', id: form };
}
