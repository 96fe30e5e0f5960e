/**
 * The visitor's token: derived from the keys, so that the same request on any connection gives the same token, and stored
 * only as its SHA-256. It names one conversation and lives until exit, else 24 h.
 */
import { createHash, createHmac } from 'node:crypto';
import type { MasterKeys } from '../platform/master-keys.ts';

export const TOKEN_LIFE_MS = 24 * 60 * 60_000;

export interface VisitorTokens {
  readonly kid: string;
  issue(conversationId: string, requestId: string, kid?: string): string;
  hash(token: string): string;
  /** A keyed digest of what was asked, so that the same clientId with another content shows. */
  digest(content: string): string;
}

export function createVisitorTokens(masterKeys: MasterKeys): VisitorTokens {
  return {
    kid: masterKeys.currentKid,
    issue: (conversationId, requestId, kid = masterKeys.currentKid) =>
      createHmac('sha256', masterKeys.derive('visitor-token', kid))
        .update(`${conversationId}|${requestId}`)
        .digest('base64url'),
    hash: (token) => createHash('sha256').update(token).digest('base64url'),
    digest: (content) => createHmac('sha256', masterKeys.derive('request-digest')).update(content).digest('base64url'),
  };
}
