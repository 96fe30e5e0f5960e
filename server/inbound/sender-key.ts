/** The key of a sender: how it is written, what is stored of it, and whether one that was shown opens the door. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SenderDoc, SenderKey, SendersStore } from './senders.store.ts';

const WRITTEN = /^hl_([A-Za-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

export interface MadeKey {
  readonly keyId: string;
  /** Shown once, to whoever makes it. */
  readonly key: string;
  readonly hash: string;
}

export function makeKey(bytes: (count: number) => Buffer): MadeKey {
  const keyId = bytes(6).toString('hex');
  const key = `hl_${keyId}_${bytes(32).toString('base64url')}`;
  return { keyId, key, hash: hashOf(key) };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export interface OpenedDoor {
  readonly sender: SenderDoc;
  readonly key: SenderKey;
}

/** Compared with something that no key has, where there is no such key: both take the same time. */
const NO_KEY = hashOf('');

/** Whose key it is, from the header `Authorization: Bearer hl_…`; null for any that opens nothing, and it is not said why. */
export async function openByKey(senders: SendersStore, authorization: string | null): Promise<OpenedDoor | null> {
  const [, shown = ''] = /^Bearer (\S{1,100})$/i.exec(authorization ?? '') ?? [];
  const [, keyId = null] = WRITTEN.exec(shown) ?? [];
  const sender = keyId === null ? null : await senders.ofKey(keyId);
  const key = sender?.keys.find((each) => each.keyId === keyId);
  const fits = timingSafeEqual(Buffer.from(hashOf(shown), 'hex'), Buffer.from(key?.hash ?? NO_KEY, 'hex'));
  if (!fits || !sender || !key || key.revokedAt !== null) return null;
  return { sender, key };
}
