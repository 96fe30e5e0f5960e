/**
 * A keyed digest of what was asked for under a clientId: asked again with another content it differs, and nothing of the
 * content can be read or guessed from it without the master keys. It names its key, so that it is known after a rotation.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MasterKeys } from './master-keys.ts';

export interface ContentDigest {
  /** Of what zod has parsed: the order of its fields is the schema's. */
  of(content: unknown): string;
  isOf(digest: string, content: unknown): boolean;
}

/** `purpose` keeps digests of one use apart from those of another. */
export function createContentDigest(masterKeys: MasterKeys, purpose: string): ContentDigest {
  const under = (kid: string, content: unknown): string => {
    const mac = createHmac('sha256', masterKeys.derive(purpose, kid)).update(JSON.stringify(content));
    return `${kid}.${mac.digest('base64url')}`;
  };
  return {
    of: (content) => under(masterKeys.currentKid, content),
    isOf: (digest, content) => {
      const kid = digest.slice(0, Math.max(0, digest.lastIndexOf('.')));
      if (masterKeys.key(kid) === undefined) return false;
      const [one, other] = [Buffer.from(digest), Buffer.from(under(kid, content))];
      return one.length === other.length && timingSafeEqual(one, other);
    },
  };
}
