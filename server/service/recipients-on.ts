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

/** The agreement with them is in force, by whichever way they are reached. */
export function isAgreed({ agreement }: Pick<Recipient, 'agreement'>, day: string): boolean {
  return agreement.from <= day && day <= agreement.until;
}

export function isUsable(recipient: Recipient, day: string): boolean {
  const { unverified, channel } = recipient;
  return isValidOn(recipient, day) && isAgreed(recipient, day) && !unverified && channel.type !== 'telephone';
}
