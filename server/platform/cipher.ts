/**
 * Sealing bound to its place: AES-256-GCM, a fresh nonce at every try, and additional data of length-prefixed parts
 * (version, collection, field, scope, id and what else the place names, data key id), so that a cipher text moved
 * elsewhere does not open (P1).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface DataKey {
  readonly dataKeyId: string;
  readonly key: Buffer;
}

/** Where a sealed value stands. `scope` names the data key (a conversation, a referral …), `parts` what else binds it. */
export interface Place {
  readonly collection: string;
  readonly field: string;
  readonly scope: string;
  readonly id: string;
  readonly parts?: readonly string[];
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** Layout: version (1) · length of data key id (1) · data key id · nonce (12) · cipher text · tag (16). */
export function sealWith(dataKey: DataKey, place: Place, text: string): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', dataKey.key, nonce);
  cipher.setAAD(additionalData(place, dataKey.dataKeyId));
  // In this mode the cipher text is as long as the text, and nothing is left for the end.
  const body = cipher.update(text, 'utf8');
  cipher.final();
  const idLength = Buffer.byteLength(dataKey.dataKeyId);
  const sealed = Buffer.allocUnsafe(2 + idLength + NONCE_BYTES + body.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed[1] = idLength;
  sealed.write(dataKey.dataKeyId, 2);
  const nonceAt = 2 + idLength;
  nonce.copy(sealed, nonceAt);
  body.copy(sealed, nonceAt + NONCE_BYTES);
  cipher.getAuthTag().copy(sealed, nonceAt + NONCE_BYTES + body.length);
  return sealed;
}

const NONCES_AT_ONCE = 256;
let nonces = Buffer.alloc(0);
let nextNonce = 0;

/** Never used twice: drawn from the system in one go for many, handed out one by one. */
function freshNonce(): Buffer {
  if (nextNonce === nonces.length) {
    nonces = randomBytes(NONCES_AT_ONCE * NONCE_BYTES);
    nextNonce = 0;
  }
  const nonce = nonces.subarray(nextNonce, nextNonce + NONCE_BYTES);
  nextNonce += NONCE_BYTES;
  return nonce;
}

export function unsealWith(dataKey: DataKey, place: Place, sealed: Uint8Array): string {
  const buffer = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const idLength = buffer[1] ?? 0;
  const nonceAt = 2 + idLength;
  if (buffer[0] !== VERSION || buffer.length < nonceAt + NONCE_BYTES + TAG_BYTES)
    throw new SealBroken('not a sealed value');
  const keyId = buffer.toString('utf8', 2, nonceAt);
  if (keyId !== dataKey.dataKeyId) throw new SealBroken('sealed with another key');
  const bodyAt = nonceAt + NONCE_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', dataKey.key, buffer.subarray(nonceAt, bodyAt));
  decipher.setAAD(additionalData(place, keyId));
  decipher.setAuthTag(buffer.subarray(buffer.length - TAG_BYTES));
  try {
    const text = decipher.update(buffer.subarray(bodyAt, buffer.length - TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new SealBroken('the seal does not fit its place');
  }
}

/** Length-prefixed, so that no two places give the same bytes. */
function additionalData(place: Place, keyId: string): Buffer {
  const parts = [String(VERSION), place.collection, place.field, place.scope, place.id, ...(place.parts ?? []), keyId];
  let length = 0;
  for (const part of parts) length += 4 + Buffer.byteLength(part);
  const data = Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of parts) {
    const written = data.write(part, at + 4);
    data.writeUInt32BE(written, at);
    at += 4 + written;
  }
  return data;
}
