// Which recipients can be used today, and what staff are warned of. A lapsed partner is refused before anything could be
// sent to it (D1, E2); who gives what in a district is a rule of its own (shared/domain/providers.ts).
import { ENDING_WITHIN_DAYS } from '../../shared/domain/providers.ts';
import { dayAfter } from '../../shared/domain/working-days.ts';
import { bankHolidayWarning } from '../../shared/reference/bank-holidays.ts';
import { VERIFY_WITHIN_DAYS } from '../../shared/reference/numbers.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import type { Recipient, ServicePack } from './pack.ts';
import { uncheckedNumbers } from './service-status.ts';
import type { ServiceSettings } from './settings.ts';

/** Listed on a day: with `usable` false staff may see it, and nothing can be sent. */
export function recipientsOn(pack: ServicePack, day: string): (Recipient & { readonly usable: boolean })[] {
  return pack.recipients
    .filter((recipient) => isValidOn(recipient, day))
    .map((recipient) => ({ ...recipient, usable: isUsable(recipient, day) }));
}

export function isUsable(recipient: Recipient, day: string): boolean {
  const { agreement, unverified, channel } = recipient;
  const agreed = agreement.from <= day && day <= agreement.until;
  return isValidOn(recipient, day) && agreed && !unverified && channel.type === 'webhook';
}

/** All that will be wrong soon unless somebody acts, as sentences for staff. */
export function staffWarnings(pack: ServicePack, settings: ServiceSettings, day: string): string[] {
  const holidays = bankHolidayWarning(day);
  const unchecked = uncheckedNumbers(pack, settings, day);
  return [
    ...endingSoon(pack, day),
    ...(holidays === null ? [] : [holidays]),
    ...(unchecked.length === 0
      ? []
      : [`Not checked in the last ${VERIFY_WITHIN_DAYS} days: ${unchecked.join(', ')}. Call each and record it.`]),
  ];
}

/** Entries that end within 90 days. */
export function endingSoon(pack: ServicePack, day: string): string[] {
  const limit = dayAfter(day, ENDING_WITHIN_DAYS);
  const entries = [
    ...pack.partners.map((each) => ({ name: `${each.programme}, ${each.lot}`, until: each.validTo })),
    ...pack.maracPanels.map((each) => ({ name: each.label, until: each.validTo })),
    ...pack.pathways.map((each) => ({ name: `The pathway "${each.label}"`, until: each.validTo })),
    ...pack.recipients.map((each) => ({ name: each.name, until: each.agreement.until })),
  ];
  return entries
    .filter(({ until }) => until !== undefined && until >= day && until <= limit)
    .map(({ name, until }) => `${name} ends on ${until}. Find out who follows, and add the entry.`);
}
