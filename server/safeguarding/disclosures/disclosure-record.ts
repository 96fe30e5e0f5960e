/** What of a disclosure may be listed in clear, and how it is shown. To whom exactly, what and why are sealed. */
import {
  DISCLOSURE_STATES,
  type DisclosureApproval,
  type DisclosureRecipient,
  type DisclosureStanding,
  type DisclosureTold,
  isFlagged,
  type WhyNotTold,
} from '../../../shared/domain/disclosure.ts';
import type { DisclosureRow } from '../../../shared/protocol/http/disclosures.ts';
import type { DisclosureReason } from '../../../shared/reference/disclosure.ts';
import { iso, isoOrNull } from '../../platform/ports.ts';
import { type Person, type SteppedDoc, steppedSpec } from '../../platform/stepped.store.ts';

export interface DisclosureFacts {
  readonly conversationId: string | null;
  readonly caseId: string | null;
  readonly concernId: string | null;
  readonly alertId: string | null;
  readonly teamId: string;
  readonly approvalId: string;
  readonly approval: DisclosureApproval;
  readonly emergency: boolean;
  readonly reason: DisclosureReason;
  readonly lawfulBasis: string;
  readonly specialCategory: string;
  readonly recipient: DisclosureRecipient;
  readonly told: DisclosureTold;
  readonly whyNotTold: WhyNotTold | null;
  readonly toldCardIds: readonly string[];
  readonly decidedBy: Person | null;
  readonly sharedAt: number | null;
  readonly sharedBy: Person | null;
  readonly hasOutcome: boolean;
}

export type DisclosureDoc = SteppedDoc<DisclosureFacts>;

export interface DisclosureBody {
  readonly recipientName: string;
  readonly what: string;
  readonly why: string;
}

export const disclosuresSpec = steppedSpec('disclosures', [
  { keys: { 'facts.caseId': 1 }, sparse: true },
  { keys: { 'facts.conversationId': 1 }, sparse: true },
  { keys: { 'facts.concernId': 1 }, sparse: true },
  { keys: { 'facts.toldCardIds': 1 }, sparse: true },
]);

export function standingOf({ state, facts, madeBy }: DisclosureDoc): DisclosureStanding {
  const { approval, emergency, decidedBy } = facts;
  return {
    state: DISCLOSURE_STATES.find((each) => each === state) ?? 'proposed',
    ...{ approval, emergency, proposedBy: madeBy.agentId, decidedBy: decidedBy?.agentId ?? null },
  };
}

export function presentDisclosure(doc: DisclosureDoc): DisclosureRow {
  const { facts } = doc;
  const { approval, emergency, reason, lawfulBasis, specialCategory, recipient, told, whyNotTold } = facts;
  const { conversationId, caseId, concernId, approvalId, decidedBy, sharedBy, hasOutcome } = facts;
  const standing = standingOf(doc);
  return {
    ...{ disclosureId: doc._id, revision: doc.revision, state: standing.state, approval },
    ...{ flagged: isFlagged(standing), emergency, reason, lawfulBasis, specialCategory, recipient, told, whyNotTold },
    ...{ proposedAt: iso(doc.madeAt), proposedBy: doc.madeBy, decidedBy },
    ...{ sharedAt: isoOrNull(facts.sharedAt), sharedBy, hasOutcome },
    ...{ conversationId, caseId, concernId, approvalId },
  };
}
