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
  const keyId = Buffer.from(dataKey.dataKeyId, 'utf8');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', dataKey.key, nonce);
  cipher.setAAD(additionalData(place, dataKey.dataKeyId));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION, keyId.length]), keyId, nonce, body, cipher.getAuthTag()]);
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

function additionalData(place: Place, keyId: string): Buffer {
  const parts = [String(VERSION), place.collection, place.field, place.scope, place.id, ...(place.parts ?? []), keyId];
  const pieces: Buffer[] = [];
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    pieces.push(length, bytes);
  }
  return Buffer.concat(pieces);
}
