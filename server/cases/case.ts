/** What the service stores of a case. In clear only codes, ids and times; who it is and what was said is sealed (P1). */
import type { mongo } from 'mongoose';
import type { ClockName } from '../../shared/domain/case-clocks.ts';
import type { AgreementWay, CaseState, WaitingFor } from '../../shared/domain/case-sections.ts';
import type { DueKind } from '../../shared/domain/due-kinds.ts';
import type { InboundSource } from '../../shared/domain/inbound-referral-state.ts';
import type { RepeatBecause } from '../../shared/domain/repeat-victim.ts';
import type { ClockPauseReason } from '../../shared/reference/clock-pauses.ts';

export interface CasePerson {
  readonly agentId: string;
  readonly name: string;
}

/** Something that we must do by a time: a clock, an action, an order that runs out. One a `dueId`. */
export interface Due {
  readonly dueId: string;
  readonly kind: DueKind;
  /** Epoch ms. */
  readonly at: number;
}

/** One of the four clocks; a partner's has the referral that it is about in its id. Times are epoch ms. */
export interface CaseClock {
  readonly clockId: string;
  readonly clock: ClockName;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly pauses: readonly { readonly from: number; readonly until: number; readonly reason: ClockPauseReason }[];
  readonly recipientKind?: string;
  readonly byTelephone?: boolean;
  /** Of a referral that left: when it runs out, somebody asks the partner. */
  readonly chased?: boolean;
}

/** Something that somebody else, or the person, must do first. */
export interface Wait {
  readonly waitId: string;
  readonly for: WaitingFor;
  readonly since: number;
}

/** A keyed digest by which a case is found exactly; `source` is what it came from, so that it goes with it. */
export interface BlindKey {
  readonly source: string;
  readonly mac: string;
}

/** Codes of the sections, kept beside them so that lists and clocks need nothing opened. */
export interface CaseCodes {
  readonly ageBand: string | null;
  readonly area: string | null;
  readonly areaOfSafety: string | null;
  readonly language: string | null;
  readonly capacities: readonly string[];
  readonly crimeTypes: readonly string[];
  readonly crimeFlags: readonly string[];
  readonly adjustments: readonly string[];
  readonly supportLevel: string | null;
  readonly fundingStream: string | null;
}

export interface CaseDoc extends CaseCodes {
  readonly _id: string;
  /** When `ageBand` became what it is; absent in what was made before it was kept. */
  readonly ageAt?: number | null;
  readonly clientId: string;
  /** Keyed, of all that was asked for when it was made; absent in what was made before it was kept. */
  readonly requestDigest?: string;
  readonly reference: string;
  readonly revision: number;
  readonly state: CaseState;
  readonly channel: string;
  readonly agreement: {
    readonly how: AgreementWay;
    readonly at: number;
    readonly by: CasePerson;
    /** What they agreed to, as it was said. */
    readonly said: mongo.Binary;
  };
  readonly owner: CasePerson | null;
  /** Who had it before nobody did: they left, were kept out of it, or it was taken from them. */
  readonly formerOwner?: CasePerson | null;
  readonly workers: readonly CasePerson[];
  readonly teamId: string;
  /** Staff who know one of the people in it: it does not exist for them, and is never given to them. */
  readonly exclusions: readonly string[];
  readonly risk: string;
  /** When somebody last judged it; null while nobody has. */
  readonly riskAt: number | null;
  readonly clocks: readonly CaseClock[];
  /** They were under 18 once, by what stood here: an answer that is changed makes nobody's childhood a matter of one person. */
  readonly wasUnder18?: boolean;
  /** Why the person counts as one who comes again (H17); absent in what was made before it was kept. */
  readonly repeat?: RepeatBecause | null;
  /** Since when it is known that hours count, not working days: high risk, or under 18. */
  readonly urgentSince: number | null;
  /** Absent in what did not come as a referral. */
  readonly referredAs?: ReferredAs;
  readonly due: readonly Due[];
  /** The earliest of `due`, or `NEVER_DUE`: what the list is sorted by. */
  readonly nextDueAt: number;
  readonly waits: readonly Wait[];
  /** What they want to be called, or their name. */
  readonly calledName: mongo.Binary | null;
  readonly blind: readonly BlindKey[];
  /** Of the people of the case: for conflict checks only (H8). */
  readonly conflictKeys: readonly BlindKey[];
  readonly openedAt: number;
  /** When their first word reached us: the clocks run from it. Absent in what was made before it was kept: `openedAt`. */
  readonly receivedAt?: number;
  readonly closedAt: number | null;
  readonly closureReason: string | null;
  readonly mergedInto: string | null;
  /** When it became part of another; absent in what is none, or was made before it was kept. */
  readonly mergedAt?: number | null;
  /** Who works on the case that it became part of only because of this one; absent in what is none. */
  readonly lentWorkers?: readonly string[];
  /** What a merged case was, and is again when it is taken apart. */
  readonly stateBefore: 'open' | 'closed' | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** How it was referred to us, where it was: the grade is the sender's and never our level of risk (D4). */
export interface ReferredAs {
  readonly source: InboundSource;
  /** When it came: what somebody here judged since stands above it. */
  readonly at: number;
  /** The organisation, where one sent it; no person. */
  readonly sender: string | null;
  readonly grade: string | null;
  readonly tool: string | null;
  readonly on: string | null;
  /** High by the sender's word, or urgent to who looked at it first. */
  readonly urgent: boolean;
}

/** What a change may set; the revision is added by the one who writes it. */
export type CaseChange = Partial<
  Omit<CaseDoc, '_id' | 'clientId' | 'reference' | 'revision' | 'openedAt' | 'receivedAt' | 'requestDigest'>
>;

/** The data key that seals everything of a case. */
export function scopeOf(caseId: string): string {
  return `case:${caseId}`;
}
