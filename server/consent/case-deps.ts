/** What consents of a case need beside those of chats; put together once, in compose-case-consents.ts. */
import type { Approvals } from '../approvals/index.ts';
import type { CaseDoc, CasesDeps } from '../cases/index.ts';
import type { ContentDigest } from '../platform/content-digest.ts';
import type { Session } from '../platform/mongo.ts';
import type { ConsentDeps, LeadsPort } from './deps.ts';

/** A chat of the person. */
export interface Talk {
  readonly conversationId: string;
  /** They are in it: what they agree to, they say there themselves. */
  readonly open: boolean;
}

/** A safeguarding lead is called to a yes that holds only once somebody else has looked (H10). */
export interface ReleasePort {
  callIn(session: Session, of: { readonly caseId: string; readonly consentId: string }): Promise<void>;
  announce(consentId: string): void;
  /** Somebody has decided, or it was taken back. */
  putAway(consentId: string): void;
}

export interface CaseConsentDeps
  extends Pick<ConsentDeps, 'log' | 'consents' | 'outbox' | 'partners' | 'wordings' | 'purgeAt'> {
  readonly leads: Pick<LeadsPort, 'callToWithdrawnIn' | 'announceWithdrawn'>;
  readonly cases: CasesDeps;
  readonly approvals: Pick<Approvals, 'propose' | 'lapseIn'>;
  readonly release: ReleasePort;
  /** By all that is known of the person. */
  readonly isHighRisk: (doc: CaseDoc, session: Session) => Promise<boolean>;
  readonly digest: ContentDigest;
  readonly talksOf: (caseIds: readonly string[], session?: Session) => Promise<readonly Talk[]>;
}
