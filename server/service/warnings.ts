/**
 * What staff are told before it goes wrong, as far as the pack and the settings tell (D1, D2, D5): lists and agreements that
 * end or have ended, and entries that nobody has checked.
 */
import { ENDING_WITHIN_DAYS } from '../../shared/domain/providers.ts';
import { dayAfter } from '../../shared/domain/working-days.ts';
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import { bankHolidays, bankHolidaysRunOut } from '../../shared/reference/bank-holidays.ts';
import { VERIFY_WITHIN_DAYS } from '../../shared/reference/numbers.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import { endedLists, uncheckedLists } from '../../shared/reference/service-reference.ts';
import { dayInWords } from '../../shared/text/day-in-words.ts';
import type { ServicePack } from './pack.ts';
import { uncheckedNumbers } from './service-status.ts';
import type { ServiceSettings } from './settings.ts';

export function packWarnings(pack: ServicePack, settings: ServiceSettings, day: string): ServiceWarning[] {
  return [
    ...numbersToCheck(pack, settings, day),
    ...endedWithoutSuccessor(pack, day),
    ...endedLists(day).map((name) =>
      plain({
        ...{ kind: 'ended', state: 'now', on: null },
        sentence: `Nothing of the list "${name}" is in force any more. Add the entries that follow.`,
      }),
    ),
    ...endingSoon(pack, day),
    ...holidays(day),
    ...unverified(pack, day),
  ];
}

const plain = (warning: Omit<ServiceWarning, 'numbers'>): ServiceWarning => ({ ...warning, numbers: [] });

function numbersToCheck(pack: ServicePack, settings: ServiceSettings, day: string): ServiceWarning[] {
  const numbers = uncheckedNumbers(pack, settings, day).map(({ code, label, number }) => ({ code, label, number }));
  if (numbers.length === 0) return [];
  const sentence = `Not checked in the last ${VERIFY_WITHIN_DAYS} days. Ring each, and say here that it is right: outside a demonstration visitors are shown only those that were checked.`;
  return [{ kind: 'numbers', state: 'now', on: null, sentence, numbers }];
}

/** What ended and left a district with nobody who gives this kind of support: it is not offered there any more. */
function endedWithoutSuccessor({ partners, recipients }: ServicePack, day: string): ServiceWarning[] {
  const routes = partners.filter(({ kind, districts, validTo }) => {
    const follows = (district: string) =>
      partners.some((each) => each.kind === kind && each.districts.includes(district) && isValidOn(each, day));
    return validTo !== undefined && validTo < day && !districts.every(follows);
  });
  const lapsed = recipients.filter(({ agreement, ...dates }) => isValidOn(dates, day) && agreement.until < day);
  return [
    ...routes.map(({ programme, lot, validTo = day }) => ended(`${programme}, ${lot}`, validTo)),
    ...lapsed.map(({ name, agreement }) => ended(`The agreement with ${name}`, agreement.until)),
  ];
}

const ended = (name: string, on: string): ServiceWarning =>
  plain({
    ...{ kind: 'ended', state: 'now', on },
    sentence: `${name} ended on ${dayInWords(on)} and nobody follows in the list. Find out who does, and add the entry.`,
  });

/** Entries that end within 90 days. */
export function endingSoon(pack: ServicePack, day: string): ServiceWarning[] {
  const limit = dayAfter(day, ENDING_WITHIN_DAYS);
  const entries = [
    ...pack.partners.map((each) => ({ name: `${each.programme}, ${each.lot}`, until: each.validTo })),
    ...pack.maracPanels.map((each) => ({ name: each.label, until: each.validTo })),
    ...pack.pathways.map((each) => ({ name: `The pathway "${each.label}"`, until: each.validTo })),
    ...pack.recipients.map((each) => ({ name: each.name, until: each.agreement.until })),
  ];
  return entries.flatMap(({ name, until }) => {
    if (until === undefined || until < day || until > limit) return [];
    const sentence = `${name} ends on ${dayInWords(until)}. Find out who follows, and add the entry.`;
    return [plain({ kind: 'ending', state: 'soon', on: until, sentence })];
  });
}

function holidays(day: string): ServiceWarning[] {
  if (!bankHolidaysRunOut(day)) return [];
  const { validTo } = bankHolidays;
  const state = validTo < day ? 'now' : 'soon';
  const sentence = `The list of bank holidays ${state === 'now' ? 'ended' : 'ends'} on ${dayInWords(validTo)}. Add the years after it, or working days and opening hours will be wrong.`;
  return [plain({ kind: 'bank_holidays', state, on: validTo, sentence })];
}

/** One sentence for each kind of entry: they are many in a new service, and looked at together. */
function unverified(pack: ServicePack, day: string): ServiceWarning[] {
  const doubtful = <T extends { readonly unverified?: boolean; readonly validFrom: string; readonly validTo?: string }>(
    entries: readonly T[],
    nameOf: (entry: T) => string,
  ): string[] => entries.filter((each) => each.unverified === true && isValidOn(each, day)).map(nameOf);
  const kinds: readonly (readonly [what: string, names: readonly string[]])[] = [
    ['partners', doubtful(pack.partners, ({ programme, lot }) => `${programme}, ${lot}`)],
    ['recipients of referrals', doubtful(pack.recipients, ({ name }) => name)],
    ['MARAC panels', doubtful(pack.maracPanels, ({ label }) => label)],
    ['help lines', doubtful(pack.numbers, ({ label }) => label)],
    ['lists of codes', uncheckedLists(day)],
  ];
  return kinds
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => {
      const sentence = `Nobody has checked these ${what}: ${[...new Set(names)].join('; ')}. Ask them or read the source, and correct the entry.`;
      return plain({ kind: 'unverified', state: 'now', on: null, sentence });
    });
}
