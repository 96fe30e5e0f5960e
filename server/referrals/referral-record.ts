/**
 * A referral and its place in the outbox are one document, so that they cannot disagree: the row is the truth, a job only
 * says that it is due. A recall is a row of its own beside the referral's, delivered by the same steps.
 */
import type { mongo } from 'mongoose';
import type { Due } from '../../shared/domain/case-clocks.ts';
import type { ChaseDue, Chased, ChaseHow } from '../../shared/domain/chase-ladder.ts';
import type { Referral, ReferralState, ReferralWait } from '../../shared/protocol/desk.ts';
import type { NoticePayload } from '../../shared/protocol/referral-payload.ts';
import { isoOrNull } from '../platform/ports.ts';

/** What a person has to be told; the sweep says it until it was said (C2). */
export type Notice =
  | 'referral_held'
  | 'referral_restored'
  | 'referral_delayed'
  | 'referral_undeliverable'
  | 'recall_undeliverable'
  | 'referral_declined'
  | 'referral_question'
  | 'notice_undeliverable'
  | 'referral_unanswered'
  | 'pause_undeliverable'
  | 'resume_undeliverable';

/** Under which a person is called once, and put away again. */
export function causeOf(rowId: string, kind: Notice): string {
  return `${rowId}:${kind}`;
}

export interface ReferralChange {
  readonly state: ReferralState;
  readonly at: number;
  /** An agent's id, `visitor` or `system`. */
  readonly by: string;
}

/** Somebody asked the partner. */
export interface ChaseDoc extends Chased {
  readonly clientId: string;
  /** An agent's id. */
  readonly by: string;
  readonly how: ChaseHow;
  /** With whom, and what they said. */
  readonly said: mongo.Binary;
}

/** What the row tells the partner: the referral itself, or what is to be known of it since. */
export type RowKind = 'referral' | NoticePayload['kind'];

/** Somebody asked by reference and phrase that sharing stops (H4): nothing leaves before a person has decided. */
export interface Pause {
  readonly requestId: string;
  /** For whom it was held before. */
  readonly heldFor: 'person' | 'coordinator' | null;
}

export interface ReferralRow {
  /** The referral's id; for what is said of it since, the id and `:recall…`, `:pause-…`. The partner's Idempotency-Key. */
  readonly _id: string;
  readonly kind: RowKind;
  readonly referralId: string;
  readonly reference: string;
  /** Null where it is made from a consent that staff wrote down: then it is of a case. */
  readonly conversationId: string | null;
  readonly caseId?: string | null;
  readonly requestId: string;
  readonly recipientId: string;
  readonly consentId: string;
  /** On the referral's row only: every id under which it was asked for, so that none of them means anything else (L2). */
  readonly clientIds?: readonly string[];
  readonly state: ReferralState;
  readonly itemIds: readonly string[];
  readonly heldFor: 'person' | 'coordinator' | null;
  /** Why a coordinator decides; kept when that is over. Absent where nobody ever had to. */
  readonly heldBecause?: 'left_after_yes' | 'age' | 'restored';
  /** High risk, or they want no wait, and what takes back or pauses: it leaves before others. */
  readonly urgent?: boolean;
  /** When something is to be done next: the hold ends, an attempt begins, a lease runs out. Null: nothing. */
  readonly dueAt: number | null;
  readonly attempt: number;
  /** Who is sending now; only its holder may write how the attempt went. */
  readonly lease: string | null;
  readonly leaseUntil: number | null;
  readonly firstSentAt: number | null;
  readonly sentAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly partnerReference: string | null;
  readonly lastFailure: string | null;
  /** The consent was taken back while an attempt was under way: it finishes, then a recall follows. */
  readonly recallWanted: boolean;
  /** On the referral's row only; absent where nobody ever asked. */
  readonly pause?: Pause | null;
  readonly tell: Notice | null;
  /** When its partner should have said that it has it, and how that was counted; set when it left. */
  readonly acknowledgeBy?: { readonly at: number; readonly counts: Due['counts'] } | null;
  /** Who is to ask the partner next, and when; counts only while it is `sent`. `told`: a person was called to it. */
  readonly chase?: (ChaseDue & { readonly told: boolean }) | null;
  readonly chases?: readonly ChaseDoc[];
  /** Sent once more by a person after so many attempts: the pauses begin anew. */
  readonly retriedAfter?: number;
  /** The grant of the case it is sent from, else of who sends it; never sent along. Absent in what was made before it was kept. */
  readonly fundingStream?: string | null;
  /** Whoever decides said that it does not leave, and why; `reason` is sealed. */
  readonly kept?: { readonly by: string; readonly at: number; readonly reason: mongo.Binary };
  /** Who has seen to what the partner answered, and how far it had come by then. */
  readonly seen?: { readonly steps: number; readonly by: string; readonly at: number };
  /** When the partner said, of a referral that was taken back, that it has stopped and deleted what it got. */
  readonly stopConfirmedAt?: number | null;
  /** The name of our service as the partner reads it, the same at every attempt. */
  readonly service: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly transitions: readonly ReferralChange[];
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export function recallIdOf(referralId: string): string {
  return `${referralId}:recall`;
}

/** One request pauses a referral once; the partner keeps each notice under a key of its own. */
export function noticeIdOf(referralId: string, kind: 'pause' | 'resume', requestId: string): string {
  return `${referralId}:${kind}-${requestId.slice(0, 8)}`;
}

/** Of its own, since one consent may be paused more than once. */
export function pausedConsent(consentId: string, requestId: string): string {
  return `${consentId}:${requestId.slice(0, 8)}`;
}

export function undeliverableOf(kind: RowKind): Notice {
  return `${kind}_undeliverable`;
}

const OVER: readonly ReferralState[] = ['withdrawn', 'recalled', 'declined', 'completed'];

/** What it waits for now; what stops somebody's sharing comes first, whatever held it before. */
export function waitOf({ state, pause, heldFor, heldBecause, dueAt }: ReferralRow): ReferralWait | null {
  if (pause && !OVER.includes(state)) return { why: 'asked_to_stop', until: null };
  if (state !== 'held') return null;
  if (heldFor === 'person') return { why: 'think_again', until: isoOrNull(dueAt) };
  return { why: heldBecause ?? 'decision', until: null };
}

export function presentReferral(row: ReferralRow): Referral {
  const waits = waitOf(row);
  return {
    referralId: row.referralId,
    conversationId: row.conversationId,
    requestId: row.requestId,
    recipientId: row.recipientId,
    state: row.state,
    itemIds: [...row.itemIds],
    sentAt: isoOrNull(row.sentAt),
    acknowledgedAt: isoOrNull(row.acknowledgedAt),
    ...(waits === null ? {} : { waits }),
    ...(row.stopConfirmedAt ? { stopConfirmedAt: isoOrNull(row.stopConfirmedAt) } : {}),
  };
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters that can be read out without mistake, as `7Q4M-2K9D`, with no telling prefix. */
export function referenceFrom(bytes: Uint8Array): string {
  const characters = [...bytes.subarray(0, 8)].map((byte) => ALPHABET[byte % 32] ?? '0').join('');
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}
