/** What the use cases of received referrals need of the world; put together once, in compose-inbound.ts. */
import type { AlertKind } from '../../shared/domain/alert-kinds.ts';
import type { ClockName } from '../../shared/domain/case-clocks.ts';
import type { ClockSettings } from '../../shared/domain/clock-settings.ts';
import type { PassesBy, PassingNow } from '../../shared/domain/passing-on.ts';
import type { PartnerRoute } from '../../shared/domain/pathway-data.ts';
import type { Area } from '../../shared/reference/areas.ts';
import type { KnownCodes } from '../../shared/reference/known-codes.ts';
import type { Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { CaseCaller, CasesDeps } from '../cases/index.ts';
import type { ContentDigest } from '../platform/content-digest.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { InboundPerson } from './inbound-referral.ts';
import type { InboundReferralsStore } from './inbound-referrals.store.ts';
import type { KeyedNames } from './keyed-names.ts';
import type { SendersStore } from './senders.store.ts';

export type InboundCaller = CaseCaller;

export interface InboundFacts {
  readonly clocks: ClockSettings;
  readonly codes: KnownCodes;
  readonly versions: Readonly<Record<string, string>>;
}

export interface InboundAlert {
  readonly kind: Extract<AlertKind, `inbound_${string}`>;
  readonly causeId: string;
}

/** Who has to look at once; told when what it is about stands. */
export interface AlertsPort {
  raiseIn(session: Session, alert: InboundAlert): Promise<void>;
  announce(causeId: string): void;
  putAway(causeId: string): Promise<void>;
}

/** Whom a received referral was given to is reminded of what runs out, as of a case. */
export interface RemindersPort {
  putIn(session: Session, reminder: ReferralReminder, now: number): Promise<void>;
  removeIn(session: Session, referralId: string): Promise<void>;
  /** Theirs are others now; those who answer for the service saw them too where they were overdue. */
  told(agentIds: readonly string[], wereOverdue: boolean): void;
}

export interface ReferralReminder {
  readonly referralId: string;
  /** The clock that runs out. */
  readonly kind: ClockName;
  readonly dueAt: number;
  readonly owner: InboundPerson;
  readonly teamId: string;
}

export interface NewKeys {
  insertIn(session: Session): Promise<void>;
}

export interface InboundDeps {
  readonly database: Database;
  readonly referrals: InboundReferralsStore;
  readonly senders: SendersStore;
  readonly cases: CasesDeps;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The sender's own numbers and the headings of their files, by keyed digests. */
  readonly names: KeyedNames;
  readonly contentDigest: ContentDigest;
  readonly newKeys: (scopes: readonly string[]) => NewKeys;
  readonly forgetKey: (scope: string) => void;
  readonly shredIn: (session: Session, scopes: readonly string[]) => Promise<void>;
  readonly shredded: (scope: string) => void;
  readonly sealBody: (referralId: string, form: unknown) => ReturnType<InboundReferralsStore['sealStep']>;
  readonly facts: () => InboundFacts;
  readonly partners: readonly PartnerRoute[];
  readonly recipients: RecipientsPort;
  readonly areas: readonly Area[];
  readonly alerts: AlertsPort;
  readonly reminders: RemindersPort;
  /** When a referral that ended then is deleted. */
  readonly purgeAt: (endedAt: number) => Date;
  /** A way to reach the person, put into a case as one of which nobody knows whether it is safe. */
  readonly addContact: (caseId: string, contact: ReferredContact, caller: CaseCaller) => Promise<Result<unknown>>;
}

/** To whom it may be sent, and what became of it in a case. */
export interface RecipientsPort {
  /** Null where no recipient has this id. */
  find(recipientId: string): PassedTo | null;
  /** Their newest word about this recipient since then, in any of their cases and chats, and the referral made of it. */
  wordOf(caseId: string, recipientId: string, since: number): Promise<PassingNow>;
}

export interface PassedTo {
  readonly recipientId: string;
  readonly name: string;
  readonly kind: string;
  /** Agreed, checked, and not told by telephone alone. */
  readonly usable: boolean;
  readonly passes: PassesBy;
}

export interface ReferredContact {
  readonly clientId: string;
  readonly channel: 'phone' | 'email' | 'post';
  readonly value: string;
  /** `no` where the sender or one of us learnt so; never `yes`: who told it, when it is safe and until when has to be asked in the case. */
  readonly safe: 'unknown' | 'no';
  readonly said: string | null;
}

export const urgentCause = (about: string): string => `inbound_urgent:${about}`;
export const returnedCause = (about: string): string => `inbound_returned:${about}`;
export const stoppedCause = (about: string): string => `inbound_stopped:${about}`;
export const brokenCause = (importId: string): string => `inbound_file_broken:${importId}`;
export const lateCause = (lookId: string): string => `inbound_late:${lookId}`;
