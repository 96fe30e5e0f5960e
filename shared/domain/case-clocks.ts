/**
 * When each of the four clocks of a case runs out, and by which rule (D2). For somebody at high risk or under 18 hours
 * count through nights, weekends and bank holidays; working days are for everybody else. Time comes in as a value.
 */
import type { RISKS } from '../protocol/conversation.ts';
import type { AgeBand } from '../protocol/pre-chat.ts';
import { bankHolidays } from '../reference/bank-holidays.ts';
import type { ClockSettings } from './clock-settings.ts';
import { londonDay, minuteOfDay, momentAt } from './opening-hours.ts';
import { isUnder18 } from './priority.ts';
import { workingDayAfter } from './working-days.ts';

export const CLOCKS = [
  /** From the report to the police until it reached us. It measures the police, not us. */
  'police_to_received',
  'received_to_triaged',
  /** Until somebody spoke with the person in a way that they said is safe. */
  'first_safe_contact',
  'partner_acknowledgement',
] as const;
export type ClockName = (typeof CLOCKS)[number];

/** `knownAt`: when what makes it urgent became known; before that nobody could have acted on it. */
export interface Urgency {
  readonly risk: (typeof RISKS)[number] | null;
  readonly ageBand: AgeBand | null;
  readonly knownAt?: Date | undefined;
  /** By the grade of whoever referred them, or by who looked at the referral first: it hurries us and is no level of ours. */
  readonly referredUrgent?: boolean | undefined;
}

export type Clock =
  | { readonly clock: 'police_to_received' }
  | { readonly clock: 'received_to_triaged' | 'first_safe_contact'; readonly urgency: Urgency }
  | {
      readonly clock: 'partner_acknowledgement';
      readonly recipientKind: string;
      readonly byTelephone: boolean;
      /** Of the person who was referred. */
      readonly urgency?: Urgency;
    };

export interface Due {
  readonly dueAt: Date;
  readonly ruleId: string;
  readonly counts: 'hours' | 'same_day' | 'working_days';
  /** Why it is due then, as a sentence for staff. */
  readonly sentence: string;
  /** False where bank holidays of a day that was counted are not known. */
  readonly certain: boolean;
}

const HOUR_MS = 3_600_000;
const LAST_MINUTE_OF_DAY = 23 * 60 + 59;
/** Meetings and advisers for people at high risk: four hours, and a call rather than another e-mail. */
const URGENT_KINDS: readonly string[] = ['marac', 'idva'];

/** When a clock that started then runs out. */
export function dueOf(clock: Clock, startedAt: Date, settings: ClockSettings): Due {
  switch (clock.clock) {
    case 'police_to_received':
      return inWorkingDays(startedAt, settings, {
        ruleId: 'clock.police.two_working_days',
        days: settings.police.workingDays,
        who: 'The police pass a person on',
      });
    case 'received_to_triaged':
      return sooner(
        inWorkingDays(startedAt, settings, {
          ruleId: 'clock.triage.working_days',
          days: settings.triage.workingDays,
          who: 'What is not known to be urgent is looked at',
        }),
        whenUrgent(clock.urgency, startedAt, (from, why) =>
          inHours(from, settings.triage.urgentHours, 'clock.triage.urgent', why),
        ),
      );
    case 'first_safe_contact':
      return sooner(
        inWorkingDays(startedAt, settings, {
          ruleId: 'clock.first_contact.working_days',
          days: settings.firstContact.workingDays,
          who: 'A person is contacted in a safe way',
        }),
        whenUrgent(clock.urgency, startedAt, (from, why) =>
          onTheSameDay(from, settings.firstContact.atLeastHours, why),
        ),
      );
    case 'partner_acknowledgement':
      return acknowledgementDue(clock, startedAt, settings);
  }
}

function acknowledgementDue(
  { recipientKind, byTelephone, urgency }: Extract<Clock, { clock: 'partner_acknowledgement' }>,
  startedAt: Date,
  settings: ClockSettings,
): Due {
  const { urgentHours, workingDays } = settings.acknowledgement;
  if (URGENT_KINDS.includes(recipientKind)) {
    const why = `A referral to ${recipientKind.toUpperCase()}: ring them`;
    return inHours(startedAt, urgentHours, 'clock.acknowledgement.urgent_recipient', why);
  }
  if (byTelephone) return inHours(startedAt, urgentHours, 'clock.acknowledgement.telephone', 'Given by telephone');
  const ordinary = inWorkingDays(startedAt, settings, {
    ruleId: 'clock.acknowledgement.working_days',
    days: workingDays,
    who: 'A partner says that it has a referral',
  });
  if (urgency === undefined) return ordinary;
  return sooner(
    ordinary,
    whenUrgent(urgency, startedAt, (from, why) => inHours(from, urgentHours, 'clock.acknowledgement.urgent', why)),
  );
}

/** What is learned later is counted from then, so that no clock has run out before anybody knew. */
function whenUrgent(urgency: Urgency, startedAt: Date, rule: (from: Date, why: string) => Due): Due | null {
  const why = urgentBecause(urgency);
  if (why === null) return null;
  const { knownAt } = urgency;
  return rule(knownAt !== undefined && knownAt > startedAt ? knownAt : startedAt, why);
}

/** Why hours count for this person, or null where working days do. */
export function urgentBecause({ risk, ageBand, referredUrgent }: Urgency): string | null {
  const because = risk === 'high' ? 'High risk' : referredUrgent === true ? 'Referred as urgent' : null;
  if (because === null) return isUnder18(ageBand) ? 'Under 18' : null;
  return isUnder18(ageBand) ? `${because} and under 18` : because;
}

/** To learn that it is urgent never gives more time. */
function sooner(ordinary: Due, urgent: Due | null): Due {
  return urgent !== null && urgent.dueAt <= ordinary.dueAt ? urgent : ordinary;
}

const THROUGH = 'nights, weekends and bank holidays count';

function inHours(from: Date, hours: number, ruleId: string, why: string): Due {
  return {
    dueAt: new Date(from.getTime() + hours * HOUR_MS),
    ruleId,
    counts: 'hours',
    sentence: `${why}. ${hours} hours; ${THROUGH}.`,
    certain: true,
  };
}

/**
 * By the end of the day it came, or so many hours after, whichever is later. Somebody who comes at ten to midnight cannot
 * be reached in ten minutes, and a call then may put them in danger; a time that nobody can keep teaches staff to look
 * away from it. The hours are those that MARAC and IDVA are given.
 */
function onTheSameDay(from: Date, atLeastHours: number, why: string): Due {
  const endOfDay = momentAt(londonDay(from), LAST_MINUTE_OF_DAY);
  const atLeast = new Date(from.getTime() + atLeastHours * HOUR_MS);
  return {
    dueAt: endOfDay > atLeast ? endOfDay : atLeast,
    ruleId: 'clock.first_contact.same_day',
    counts: 'same_day',
    sentence: `${why}. The same day, or ${atLeastHours} hours where less is left of it; ${THROUGH}.`,
    certain: true,
  };
}

function inWorkingDays(
  from: Date,
  { closeOfDay }: ClockSettings,
  { ruleId, days, who }: { readonly ruleId: string; readonly days: number; readonly who: string },
): Due {
  const { day, certain } = workingDayAfter(londonDay(from), days);
  const within = `${who} within ${days} working ${days === 1 ? 'day' : 'days'}`;
  return {
    dueAt: momentAt(day, minuteOfDay(closeOfDay)),
    ruleId,
    counts: 'working_days',
    sentence: `${within}; the day it came is day 0, and the last closes at ${closeOfDay}.${certain ? '' : ` ${UNCERTAIN}`}`,
    certain,
  };
}

const UNCERTAIN = `Bank holidays are known from ${bankHolidays.validFrom} to ${bankHolidays.validTo} only: count this one by hand.`;
