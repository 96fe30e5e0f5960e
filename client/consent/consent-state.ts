// Reads from the log what was asked, answered and taken back: the log is the only record both sides see (C1).
import type { Referral } from '../../shared/protocol/desk.ts';
import type { ConsentRecipient, Entry } from '../../shared/protocol/entry.ts';

export type ConsentStanding = 'asked' | 'given' | 'details_only' | 'declined' | 'withdrawn' | 'replaced';

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
  /** What was asked or answered later about the same recipient counts; of an older card only what was taken back stays said. */
  const replace = (requestId: string, recipientId: string, from: 'asked' | 'given') => {
    for (const [key, known] of consents)
      if (known.requestId !== requestId && known.recipient.recipientId === recipientId && known.standing === from)
        change(key, { standing: 'replaced', agreed: [] });
  };
  for (const entry of entries) {
    if (entry.kind === 'consent_asked') {
      const { requestId, recipients } = entry.data;
      for (const recipient of recipients) {
        replace(requestId, recipient.recipientId, 'asked');
        const consent: Consent = { requestId, recipient, askedAt: entry.at, standing: 'asked', agreed: [] };
        consents.set(keyOf(requestId, recipient.recipientId), consent);
      }
    }
    if (entry.kind === 'consent_answered') {
      for (const { recipientId, decision, items } of entry.data.answers) {
        // Given with no item at all shares nothing: that is a no (design, consent:answer).
        const standing = decision === 'given' && items.length === 0 ? 'declined' : decision;
        replace(entry.data.requestId, recipientId, 'given');
        change(keyOf(entry.data.requestId, recipientId), { standing, agreed: standing === 'given' ? items : [] });
      }
    }
    if (entry.kind === 'consent_withdrawn') {
      change(keyOf(entry.data.requestId, entry.data.recipientId), { standing: 'withdrawn', agreed: [] });
    }
  }
  return [...consents.values()];
}

/** The one made from this very yes: after it was taken back and asked again there is another for the same recipient. */
export function referralOf(referrals: readonly Referral[], { requestId, recipient }: Consent): Referral | undefined {
  return referrals.find((each) => each.requestId === requestId && each.recipientId === recipient.recipientId);
}

/** A yes from which nothing was made: nothing leaves, and whoever gave it waits for it. */
export function notMade(entries: readonly Entry[], referrals: readonly Referral[]): readonly Consent[] {
  return consentsOf(entries).filter(
    (consent) => consent.standing === 'given' && referralOf(referrals, consent) === undefined,
  );
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
