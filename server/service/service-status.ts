// Whether the service takes new conversations, and why not. A request is refused only when closed, paused or full;
// with nobody available people may wait, and are told so before they write.
import { londonDay, nextOpening } from '../../shared/domain/opening-hours.ts';
import type { Service, ServiceNumber } from '../../shared/protocol/service.ts';
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';
import { type HelpNumber, isFreshlyVerified, mayShowToVisitors } from '../../shared/reference/numbers.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import { localeOf } from '../../shared/text/locales.ts';
import type { ServicePack } from './pack.ts';
import { privacyText } from './privacy-text.ts';
import type { ServiceSettings } from './settings.ts';

export interface ServiceSituation {
  readonly settings: ServiceSettings;
  readonly pack: ServicePack;
  /** Agents who are available and connected, busy or not. */
  readonly agentsAvailable: number;
  readonly waitingCount: number;
  /** There is room for the conversations that are open, not for more. */
  readonly diskFull: boolean;
  readonly now: Date;
}

/** Not removable while this is a demonstration: nobody in need may mistake it for a service. */
export const DEMO_NOTICE = 'This is a demonstration. Nobody is here. In danger call 999.';

export function describeService(situation: ServiceSituation): Service {
  const { settings, pack, now } = situation;
  const { reason, opensAt } = statusOf(situation);
  return {
    name: settings.name,
    open: reason === 'open' || reason === 'nobody_available',
    reason,
    opensAt: opensAt === null ? null : opensAt.toISOString(),
    languages: settings.languages
      .filter((each) => each.approvedBy !== null)
      .map((each) => ({ ...localeOf(each.code) })),
    texts: textsOf(settings),
    numbers: visitorNumbers(pack, settings, londonDay(now)),
    exitUrl: settings.exitUrl,
  };
}

function statusOf(situation: ServiceSituation): { reason: Service['reason']; opensAt: Date | null } {
  const { settings, agentsAvailable, waitingCount, diskFull, now } = situation;
  const opensAt = nextOpening(settings.hours, now);
  if (opensAt === null || opensAt > now) return { reason: 'closed_hours', opensAt };
  // Without published words nobody was told how they are treated, so nobody is served (H15).
  if (settings.published === null) return { reason: 'paused', opensAt: null };
  const pause = settings.paused;
  if (pause !== null && (pause.until === null || new Date(pause.until) > now)) {
    return {
      reason: 'paused',
      opensAt: pause.until === null ? null : nextOpening(settings.hours, new Date(pause.until)),
    };
  }
  // Not "full", which tells people that many others wait.
  if (diskFull) return { reason: 'paused', opensAt: null };
  const maximum = settings.queue.waitingMaximum;
  if (maximum !== null && waitingCount >= maximum) return { reason: 'full', opensAt: null };
  return { reason: agentsAvailable > 0 ? 'open' : 'nobody_available', opensAt: null };
}

function textsOf(settings: ServiceSettings): Record<string, string> {
  return {
    ...settings.texts,
    privacy: privacyText(settings, 'adult'),
    privacyYoung: privacyText(settings, 'young_13_17'),
    privacyChild: privacyText(settings, 'child_under_13'),
    ...(settings.demonstration ? { demoNotice: DEMO_NOTICE } : {}),
  };
}

/**
 * D5: only what was read in its source, in a real service only what a named person checked within 90 days. The two
 * numbers of V4 always stay: an unchecked 999 is better than none.
 */
export function visitorNumbers(pack: ServicePack, settings: ServiceSettings, day: string): ServiceNumber[] {
  const always = new Set(fallbackNumbers.map((each) => each.code));
  return pack.numbers
    .filter((entry) => mayShowToVisitors(entry) && isValidOn(entry, day))
    .filter((entry) => settings.demonstration || always.has(entry.code) || isChecked(entry, settings, day))
    .map((entry) => ({ label: entry.label, number: entry.number, note: noteOf(entry) }));
}

function isChecked(entry: HelpNumber, settings: ServiceSettings, day: string): boolean {
  const verifiedAt = settings.numberChecks[entry.code]?.day ?? entry.verifiedAt;
  return isFreshlyVerified(verifiedAt === undefined ? entry : { ...entry, verifiedAt }, day);
}

/** Numbers that visitors would be shown, had somebody checked them lately. */
export function uncheckedNumbers(pack: ServicePack, settings: ServiceSettings, day: string): HelpNumber[] {
  return pack.numbers.filter(
    (entry) => mayShowToVisitors(entry) && isValidOn(entry, day) && !isChecked(entry, settings, day),
  );
}

/** A call that shows on a bill can give a person away. Beside 999 nothing may make anyone hesitate. */
function noteOf(entry: HelpNumber): string {
  const bill = entry.onItemisedBill === 'no' ? 'It does not show on the phone bill.' : 'It may show on the phone bill.';
  return entry.code === fallbackNumbers[0].code ? entry.note : `${entry.note} ${bill}`;
}
