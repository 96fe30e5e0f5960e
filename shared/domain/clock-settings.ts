/**
 * How long each of the four clocks of a case allows (D2). Two working days is the duty of the police to pass a person
 * on, from the Victims' Code (right 4, K); the other three are our own proposals, for the service to confirm.
 */
import { minuteOfDay } from './opening-hours.ts';

export interface ClockSettings {
  /** "HH:MM" in England: what counts in working days is due when that day closes. */
  readonly closeOfDay: string;
  readonly police: { readonly workingDays: number };
  readonly triage: { readonly urgentHours: number; readonly workingDays: number };
  /** High risk and under 18: by the end of the same day, but never less than these hours. */
  readonly firstContact: { readonly atLeastHours: number; readonly workingDays: number };
  /** Hours for MARAC, IDVA, high risk, under 18 and whatever was given by telephone. */
  readonly acknowledgement: { readonly urgentHours: number; readonly workingDays: number };
  /** After a pause that the person chose, staff have at least this long. */
  readonly afterPauseHours: number;
  /** From when on a clock is shown as due soon. */
  readonly dueSoonHours: number;
}

export const clockDefaults: ClockSettings = {
  closeOfDay: '17:00',
  police: { workingDays: 2 },
  triage: { urgentHours: 4, workingDays: 1 },
  firstContact: { atLeastHours: 4, workingDays: 2 },
  acknowledgement: { urgentHours: 4, workingDays: 2 },
  afterPauseHours: 4,
  dueSoonHours: 4,
};

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const NOON = 12 * 60;
const MOST_HOURS = 24;
const MOST_DAYS = 20;

/** What is wrong with clock settings, as sentences for the person who wrote them. */
export function clockSettingsFaults(settings: ClockSettings): string[] {
  const { closeOfDay, police, triage, firstContact, acknowledgement, afterPauseHours, dueSoonHours } = settings;
  const days: readonly (readonly [string, number])[] = [
    ['The police', police.workingDays],
    ['Triage', triage.workingDays],
    ['First contact', firstContact.workingDays],
    ['Acknowledgement', acknowledgement.workingDays],
  ];
  const hours: readonly (readonly [string, number])[] = [
    ['Urgent triage', triage.urgentHours],
    ['Urgent first contact', firstContact.atLeastHours],
    ['Urgent acknowledgement', acknowledgement.urgentHours],
    ['After a pause', afterPauseHours],
    ['Due soon', dueSoonHours],
  ];
  return [
    ...(TIME.test(closeOfDay) && minuteOfDay(closeOfDay) >= NOON
      ? []
      : [`The close of day "${closeOfDay}" must be a time from 12:00 to 23:59.`]),
    ...days
      .filter(([, value]) => !Number.isInteger(value) || value < 1 || value > MOST_DAYS)
      .map(([name]) => `${name}: give 1 to ${MOST_DAYS} whole working days.`),
    ...hours
      .filter(([, value]) => !(value > 0 && value <= MOST_HOURS))
      .map(([name]) => `${name}: give more than 0 and at most ${MOST_HOURS} hours.`),
  ];
}
