/** What the service stores of a contact: in clear that there is one, of which channel, and how safe; all else is sealed (P1). */
import type { mongo } from 'mongoose';
import type { ContactChannel, ContactSafety } from '../../shared/domain/contact-terms.ts';
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import type { GatedContact } from '../../shared/domain/safe-contact.ts';
import type { ContactTermsInput } from '../../shared/protocol/contact-terms.ts';
import { type CasePerson, matchOf } from '../cases/index.ts';

export interface ContactDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly channel: ContactChannel;
  readonly safe: ContactSafety;
  readonly preferred: boolean;
  readonly body: mongo.Binary;
  readonly lastChecked: { readonly at: number; readonly by: CasePerson } | null;
  readonly retiredAt: number | null;
  readonly madeAt: number;
  readonly changedAt: number;
  readonly changedBy: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** The sealed part: the value, and what they said about it. */
export interface ContactBody {
  readonly value: string;
  readonly terms: ContactTermsInput;
}

export interface OpenedContact {
  readonly doc: ContactDoc;
  readonly body: ContactBody;
}

/** What the gate asks of the person, whichever of their cases a contact stands in. */
export type AtGate = Pick<GatedContact, 'ofChild' | 'stopped'>;

export function gatedOf({ doc, body }: OpenedContact, { ofChild, stopped }: AtGate): GatedContact {
  return { ...body.terms, retired: doc.retiredAt !== null, stopped, ofChild };
}

/** What a case is found by through it; nothing once it is retired: the number may be somebody else's by then. */
export function matchesOf({ doc, body }: OpenedContact) {
  if (doc.retiredAt !== null) return [];
  const { channel } = body.terms;
  if (channel === 'phone' || channel === 'text') return [matchOf.phone(body.value)];
  return channel === 'email' ? [matchOf.email(body.value)] : [];
}

/** When a contact in use has to be asked about again: by the end of its day (epoch ms). */
export function recheckDueAt({ doc, body }: OpenedContact): number | null {
  const { recheckOn, safe } = body.terms;
  return doc.retiredAt !== null || safe !== 'yes' || recheckOn === null ? null : endOfLondonDay(recheckOn);
}

/** The name under which a contact stands among the keys, the dues and the reminders of its case. */
export function nameOf(contactId: string): string {
  return `contact:${contactId}`;
}
