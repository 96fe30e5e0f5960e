/** What is kept of an asking and of each answer. In clear ids, codes and times; words and values are sealed (P1). */
import type { mongo } from 'mongoose';
import type { AskedRecipient, StandingConsent } from '../../shared/domain/consent.ts';
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
  readonly askedSeq: number;
  readonly wordingVersion: string;
  readonly language: string;
  /** Empty for *Tell*: it names one recipient in words and gates nothing (H2). */
  readonly recipients: readonly RequestedRecipient[];
  /** When a *Tell* card was answered; it is answered once. */
  readonly answeredAt: number | null;
  /** What was answered to it, as a code; null for neither yes nor no. */
  readonly agrees?: 'yes' | 'no' | null;
  /** The card exactly as shown. */
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

/** One answer about one recipient; `_id` is its request and recipient, so there can be only one. */
export interface ConsentDoc extends StandingConsent, LegalGround, ConsentOrigin {
  readonly _id: string;
  readonly requestId: string;
  readonly recipientId: string;
  readonly wordingVersion: string;
  readonly language: string;
  /** Given by the person in the chat, on the card; staff cannot answer for them. */
  readonly method: 'chat_typed';
  /** The seq of the entry in which it was answered. */
  readonly evidenceSeq: number;
  readonly askedBy: string;
  /** `phrase`: asked by reference and phrase, and a person decided (H4). */
  readonly withdrawnHow: 'chat' | 'phrase' | null;
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
}

export function consentId(requestId: string, recipientId: string): string {
  return `${requestId}:${recipientId}`;
}
