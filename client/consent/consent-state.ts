// Reads from the log what was asked, answered and taken back: the log is the only record both sides see (C1).
import type { ConsentRecipient, Entry } from '../../shared/protocol/entry.ts';

export type ConsentStanding = 'asked' | 'given' | 'details_only' | 'declined' | 'withdrawn';

export interface Consent {
  readonly requestId: string;
  readonly recipient: ConsentRecipient;
  readonly askedAt: string;
  readonly standing: ConsentStanding;
  /** The items the person switched on; empty unless given. */
  readonly agreed: readonly string[];
}

const keyOf = (requestId: string, recipientId: string): string => `${requestId} ${recipientId}`;

/** One for each recipient of each question, in the order asked. */
export function consentsOf(entries: readonly Entry[]): readonly Consent[] {
  const consents = new Map<string, Consent>();
  const change = (key: string, part: Partial<Consent>) => {
    const known = consents.get(key);
    if (known !== undefined) consents.set(key, { ...known, ...part });
  };
  for (const entry of entries) {
    if (entry.kind === 'consent_asked') {
      const { requestId, recipients } = entry.data;
      for (const recipient of recipients) {
        const consent: Consent = { requestId, recipient, askedAt: entry.at, standing: 'asked', agreed: [] };
        consents.set(keyOf(requestId, recipient.recipientId), consent);
      }
    }
    if (entry.kind === 'consent_answered') {
      for (const { recipientId, decision, items } of entry.data.answers) {
        // Given with no item at all shares nothing: that is a no (design, consent:answer).
        const standing = decision === 'given' && items.length === 0 ? 'declined' : decision;
        change(keyOf(entry.data.requestId, recipientId), { standing, agreed: standing === 'given' ? items : [] });
      }
    }
    if (entry.kind === 'consent_withdrawn') {
      change(keyOf(entry.data.requestId, entry.data.recipientId), { standing: 'withdrawn', agreed: [] });
    }
  }
  return [...consents.values()];
}

/** Names of recipients by id, for sentences about answers. */
export function consentNames(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind !== 'consent_asked') continue;
    for (const { recipientId, name } of entry.data.recipients) names.set(recipientId, name);
  }
  return names;
}
