/** What is kept of an asking and of each answer. In clear ids, codes and times; words and values are sealed (P1). */
import type { mongo } from 'mongoose';
import type { AskedRecipient, Competence, StandingConsent } from '../../shared/domain/consent.ts';
import type { TakenBackCheck, TakenBackWay, WrittenWay } from '../../shared/domain/written-consent.ts';
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';

/** Agreement and lawful basis are two things: the person's yes does not make the basis (domain, section 4). */
export interface LegalGround {
  readonly lawfulBasis: string;
  readonly art9Condition: string;
  readonly sch1Condition: string;
}

export interface RequestedRecipient extends AskedRecipient {
  readonly ground: LegalGround;
}

/** Where it was asked: in a conversation, of the person; or of a case, where staff wrote down what was said. */
export interface ConsentOrigin {
  readonly conversationId: string | null;
  readonly caseId?: string | null;
}

export interface RequestDoc extends ConsentOrigin {
  readonly _id: string;
  readonly kind: 'ask' | 'tell';
  readonly askedBy: { readonly agentId: string; readonly name: string };
  readonly askedAt: number;
  /** Null where it was asked outside a chat. */
  readonly askedSeq: number | null;
  readonly wordingVersion: string;
  readonly language: string;
  /** Empty for *Tell*: it names one recipient in words and gates nothing (H2). */
  readonly recipients: readonly RequestedRecipient[];
  /** When a *Tell* card was answered; it is answered once. */
  readonly answeredAt: number | null;
  /** What was answered to it, as a code; null for neither yes nor no. */
  readonly agrees?: 'yes' | 'no' | null;
  /** Keyed, of all that staff wrote down under this id; absent in what was asked in a chat. */
  readonly requestDigest?: string;
  /** The card exactly as shown, or as read out. */
  readonly card: mongo.Binary;
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** What the visitor saw: the words and, on an *Ask* card, the very values. */
export interface Card {
  readonly wording: string;
  readonly recipients: readonly ConsentRecipient[];
  readonly recipientName?: string;
}

export interface Person {
  readonly agentId: string;
  readonly name: string;
}

/** What staff saw of somebody who answered them, in clear: codes alone; the notes are sealed with the record. */
export interface Seen {
  readonly seemedAble: boolean;
  readonly noPressureSeen: boolean;
}

/** They took it back and staff wrote it down; `said` is sealed. */
export interface TakenBack {
  readonly clientId: string;
  readonly requestDigest: string;
  readonly by: Person;
  readonly effect: 'stopped' | 'recalled';
  /** Absent in what was taken back before it was asked. */
  readonly check?: TakenBackCheck;
  readonly said: mongo.Binary;
}

/** One answer about one recipient; `_id` is its request and recipient, so there can be only one. */
export interface ConsentDoc extends StandingConsent, LegalGround, ConsentOrigin {
  readonly _id: string;
  readonly requestId: string;
  readonly recipientId: string;
  readonly wordingVersion: string;
  readonly language: string;
  /** On the card, by the person: staff cannot answer for them in a chat. Else as they said it to staff. */
  readonly method: 'chat_typed' | WrittenWay;
  /** The seq of the entry in which it was answered; null where there was no chat. */
  readonly evidenceSeq: number | null;
  readonly askedBy: string;
  /** Absent in what was answered in a chat. */
  readonly seen?: Seen;
  /** What was noted of a child's understanding for this consent, and which lead released it (H10). */
  readonly competence?: Competence;
  /** `phrase`: asked by reference and phrase, and a person decided (H4). */
  readonly withdrawnHow: 'chat' | 'phrase' | TakenBackWay | null;
  readonly takenBack?: TakenBack;
  /** No referral is made from it after all; `reason` is sealed. */
  readonly left?: { readonly by: string; readonly at: number; readonly reason: mongo.Binary };
  /** The referral made from it; set in its transaction, so that making and taking back exclude each other. */
  readonly referralId: string | null;
  /** Sealed: the wording, the purpose, and who the recipient was, as they were when it was given. */
  readonly record: mongo.Binary;
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface ConsentRecordText {
  readonly wording: string;
  readonly purpose: string;
  readonly recipientName: string;
  readonly items: readonly { readonly itemId: string; readonly label: string }[];
  /** Of what staff wrote down: their words or where the paper is, what was seen, how a child understood. */
  readonly evidence?: string;
  readonly observed?: string | null;
  readonly competenceNote?: string | null;
}

/** Everything that one person was asked in: their chats and their cases. */
export interface ConsentFamily {
  readonly caseIds: readonly string[];
  readonly conversationIds: readonly string[];
}

export function isOfFamily({ caseId, conversationId }: ConsentOrigin, family: ConsentFamily): boolean {
  if (conversationId !== null) return family.conversationIds.includes(conversationId);
  return caseId !== null && caseId !== undefined && family.caseIds.includes(caseId);
}

export function consentId(requestId: string, recipientId: string): string {
  return `${requestId}:${recipientId}`;
}
