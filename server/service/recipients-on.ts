// Which recipients can be used today. A lapsed partner is refused before anything could be sent to it (D1, E2); who gives
// what in a district is a rule of its own (shared/domain/providers.ts).
import { isValidOn } from '../../shared/reference/reference-item.ts';
import type { Recipient, ServicePack } from './pack.ts';

/** Listed on a day: with `usable` false staff may see it, and nothing can be sent. */
export function recipientsOn(pack: ServicePack, day: string): (Recipient & { readonly usable: boolean })[] {
  return pack.recipients
    .filter((recipient) => isValidOn(recipient, day))
    .map((recipient) => ({ ...recipient, usable: isUsable(recipient, day) }));
}

export function isUsable(recipient: Recipient, day: string): boolean {
  const { agreement, unverified, channel } = recipient;
  const agreed = agreement.from <= day && day <= agreement.until;
  return isValidOn(recipient, day) && agreed && !unverified && channel.type !== 'telephone';
}
