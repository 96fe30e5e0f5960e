/**
 * Whether a received referral may be kept at all. Some kinds need the person's explicit consent: without it we may neither
 * contact them nor keep what was sent, so that it goes back with the reason and its details go after ten working days (H17).
 */
import { crimeTypes } from '../reference/crime-types.ts';
import { type ExplicitConsentKind, explicitConsentKinds } from '../reference/explicit-consent.ts';
import { itemsAt } from '../reference/reference-item.ts';
import type { InboundSource } from './inbound-referral-state.ts';
import { londonDay, minuteOfDay, momentAt } from './opening-hours.ts';
import { workingDayAfter } from './working-days.ts';

export const CONSENT_ANSWERS = ['yes', 'no', 'not_known'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

export interface ReferredFor {
  readonly crimeType: string | null;
  readonly flags: readonly string[];
  readonly capacity: string | null;
}

export interface ConsentSaid {
  /** To be referred to this service. */
  readonly agreed: ConsentAnswer;
  /** In so many words, after it was explained to whom and what for. */
  readonly explicit: ConsentAnswer;
}

/** The kinds in force on a day (YYYY-MM-DD) that this one is of; empty where no explicit consent is needed. */
export function explicitConsentFor({ crimeType, flags, capacity }: ReferredFor, day: string): ExplicitConsentKind[] {
  const group = crimeTypes.find(({ code }) => code === crimeType)?.group;
  return itemsAt(explicitConsentKinds, day).filter(
    (kind) =>
      (crimeType !== null && kind.crimeTypes.includes(crimeType)) ||
      (group !== undefined && kind.crimeGroups.includes(group)) ||
      flags.some((flag) => kind.crimeFlags.includes(flag)) ||
      (capacity !== null && kind.capacities.includes(capacity)),
  );
}

export type ConsentFault = 'explicit_consent_missing' | 'kind_not_told' | 'did_not_agree';

/**
 * Why it goes back to its sender; null where it may be kept. Who writes for themself has agreed by writing. Of whom nobody says
 * what happened to them, it may be one of the kinds that need the explicit yes: we keep nothing on a guess.
 */
export function consentFault(
  said: ConsentSaid,
  about: ReferredFor,
  { source, day }: { readonly source: InboundSource; readonly day: string },
): ConsentFault | null {
  if (said.agreed === 'no' || said.explicit === 'no') return 'did_not_agree';
  if (source === 'self_form' || said.explicit === 'yes') return null;
  if (explicitConsentFor(about, day).length > 0) return 'explicit_consent_missing';
  return about.crimeType === null ? 'kind_not_told' : null;
}

const DETAILS_WORKING_DAYS = 10;

/** Until when the details of what went back are kept, so that the sender can ask what was wrong (H17). Epoch ms. */
export function detailsKeptUntil(returnedAt: number, closeOfDay: string): number {
  const { day } = workingDayAfter(londonDay(new Date(returnedAt)), DETAILS_WORKING_DAYS);
  return momentAt(day, minuteOfDay(closeOfDay)).getTime();
}
