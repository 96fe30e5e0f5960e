/** What the service stores of a referral that it received. In clear only codes, ids and times; who it is is sealed (P1). */
import type { mongo } from 'mongoose';
import type { ConsentAnswer } from '../../shared/domain/inbound-consent.ts';
import type {
  InboundPriority,
  InboundReferralState,
  InboundSource,
} from '../../shared/domain/inbound-referral-state.ts';
import type { PassingNow } from '../../shared/domain/passing-on.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';

export interface InboundPerson {
  readonly agentId: string;
  readonly name: string;
}

/** One thing that somebody did with it; one a clientId. */
export interface ReferralStep {
  readonly stepId: string;
  readonly clientId: string;
  readonly kind: string;
  readonly at: number;
  readonly by: InboundPerson;
  readonly codes: Readonly<Record<string, string>>;
  /** Keyed, of who asked for what: another content under the same clientId is a conflict. */
  readonly digest: string;
  readonly text: mongo.Binary | null;
}

/** Of the sender's grade what a list may show; what they wrote beside it is sealed. */
export interface SenderRisk {
  readonly grade: string;
  readonly tool: string | null;
  readonly on: string | null;
}

/** Whom they chose in their district, of what was offered (E1). */
export interface ProviderChoice {
  readonly offered: readonly string[];
  /** Null: they stay with this service. */
  readonly chosen: string | null;
  readonly programme: string | null;
  readonly lot: string | null;
  /** To whom a referral of it goes; null where they stay, or nothing can be sent to the one they chose. */
  readonly recipientId: string | null;
  /** Of the recipient. */
  readonly kind: string | null;
  readonly at: number;
  readonly by: InboundPerson;
}

/** What became of it since there is a case: followed from the case's own consents and referrals. */
export interface Passing extends PassingNow {
  readonly open: boolean;
  /** When it is looked at again, whatever no signal told. */
  readonly lookAt: number;
}

export interface InboundReferralDoc {
  readonly _id: string;
  /** Ours, to be told to the sender: `7Q4M-2K9D`, without a telling prefix. */
  readonly reference: string;
  readonly revision: number;
  readonly source: InboundSource;
  readonly senderId: string | null;
  /** Keyed digest of the sender's own number for it. */
  readonly senderMac: string;
  /** How often it came again after it had been sent back: each time it is a new one under the same number. */
  readonly round: number;
  readonly contentDigest: string;
  readonly state: InboundReferralState;
  readonly returnReason: string | null;
  readonly closeReason: string | null;
  readonly receivedAt: number;
  readonly reportedAt: number | null;
  readonly triagedAt: number | null;
  readonly firstContactAt: number | null;
  readonly endedAt: number | null;
  readonly urgentSince: number | null;
  readonly crimeType: string | null;
  readonly flags: readonly string[];
  readonly capacity: string | null;
  readonly area: string | null;
  readonly language: string | null;
  readonly ageBand: AgeBand | null;
  readonly consent: { readonly agreed: ConsentAnswer; readonly explicit: ConsentAnswer; readonly on: string | null };
  readonly explicitKinds: readonly string[];
  readonly senderRisk: SenderRisk | null;
  readonly priority: InboundPriority | null;
  readonly owner: InboundPerson | null;
  readonly teamId: string | null;
  readonly choice: ProviderChoice | null;
  /** Null while there is no case, or nobody was chosen to whom it can be sent. */
  readonly passing: Passing | null;
  /** Attempts to reach them before there is a case. */
  readonly attempts: number;
  readonly lastAttempt: { readonly outcome: string; readonly at: number } | null;
  /** Somebody else answered, or it was not safe: nobody tries again before a lead has looked (H17). */
  readonly stopped: string | null;
  /** Of `contacts` in the form, by place: what was found out since about whether it is safe. */
  readonly safeties: Readonly<Record<string, ConsentAnswer>>;
  readonly caseId: string | null;
  readonly importId: string | null;
  /** What the board is sorted by; `NEVER_DUE` where nothing waits for us. */
  readonly dueAt: number;
  /** Of the call by which it was said that this time is over; null while it is not, or nobody has said so yet. */
  readonly lateCause: string | null;
  readonly blind: readonly string[];
  /** Of who harmed them: for conflict checks only (H8). */
  readonly conflictKeys: readonly string[];
  /** Null once the details are gone. */
  readonly body: mongo.Binary | null;
  readonly steps: readonly ReferralStep[];
  readonly versions: Readonly<Record<string, string>>;
  /** When the details of what was sent back go, before the record itself does (H17). */
  readonly detailsUntil: Date | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export type ReferralChange = Partial<Omit<InboundReferralDoc, '_id' | 'reference' | 'revision' | 'steps' | 'body'>>;

export function scopeOfReferral(referralId: string): string {
  return `inbound:${referralId}`;
}
