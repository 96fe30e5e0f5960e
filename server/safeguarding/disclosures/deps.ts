/** What disclosures need of the world; put together once, in `compose-safeguarding.ts`. */
import type { ToldCard } from '../../../shared/protocol/http/disclosures.ts';
import type { Result } from '../../../shared/result.ts';
import type { Approvals } from '../../approvals/index.ts';
import type { Background } from '../../platform/background.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Session } from '../../platform/mongo.ts';
import type { SteppedStore } from '../../platform/stepped.store.ts';
import type { AlertDoc } from '../alert-record.ts';
import type { AlertsStore } from '../alerts.store.ts';
import type { ConcernsDeps, Subject } from '../concerns/deps.ts';
import type { DisclosureFacts } from './disclosure-record.ts';

/** A case and those that became part of it, and their conversations. */
export interface WholeCase {
  readonly caseIds: readonly string[];
  readonly conversationIds: readonly string[];
}

export interface DisclosuresDeps
  extends Pick<
    ConcernsDeps,
    'database' | 'audit' | 'clock' | 'ids' | 'alerts' | 'keepConversationIn' | 'barredFrom' | 'reachSubject'
  > {
  readonly disclosures: SteppedStore<DisclosureFacts>;
  readonly background: Background;
  readonly approvals: Approvals;
  readonly notes: Pick<AlertsStore, 'notesOf'>;
  /** An emergency that the caller is in, or leads. */
  readonly reachEmergency: (
    alertId: string,
    caller: StaffSession,
  ) => Promise<Result<AlertDoc & { conversationId: string }>>;
  /** The case that this conversation is part of now. */
  readonly caseOf: (conversationId: string) => Promise<string | null>;
  /** Whom a concern is about; null where there is none. */
  readonly concernAbout: (concernId: string) => Promise<Subject | null>;
  readonly caseIn: (session: Session, caseId: string) => Promise<{ reference: string; teamId: string } | null>;
  readonly wholeCase: (caseId: string) => Promise<WholeCase>;
  /** *Tell* cards of these conversations, oldest first; of all since then where none are named. */
  readonly told: (
    among: { readonly conversationIds: readonly string[] } | { readonly since: number },
  ) => Promise<readonly Omit<ToldCard, 'disclosed'>[]>;
  /** Which of these codes may be used today, of the dated lists of grounds. */
  readonly isGround: (list: 'lawfulBases' | 'specialCategoryConditions', code: string) => boolean;
  /** How long what could not wait may stand without a second person. */
  readonly approvalWithinMs: () => number;
  readonly keptUntil: (made: number) => Date;
}
