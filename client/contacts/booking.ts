// A call-back as it is written: a day and a time on the clock in England, checked before it is asked for.
import { londonDay, wallTimeAt } from '../../shared/domain/opening-hours.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import { serverNow } from '../ui/clock.ts';
import { writtenDay } from '../ui/dates.ts';

export interface BookingDraft {
  readonly contactId: string;
  /** As typed. */
  readonly on: string;
  readonly time: string;
  readonly minutes: number;
  readonly assigneeId: string;
  readonly note: string;
}

export const LENGTHS = [15, 30, 45, 60] as const;
const USUAL_MINUTES = 30;

/** A moment as it is read from a clock in England. */
export function wallClockOf(at: string): Pick<BookingDraft, 'on' | 'time'> {
  const { date, minute } = wallTimeAt(new Date(at));
  const two = (number: number): string => String(number).padStart(2, '0');
  return { on: writtenDay(date), time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}

export function newBooking(contactId: string, assigneeId: string, at: string | null): BookingDraft {
  const when = at === null ? { on: writtenDay(londonDay(serverNow())), time: '' } : wallClockOf(at);
  return { contactId, ...when, minutes: USUAL_MINUTES, assigneeId, note: '' };
}

export function bookingOf({ contactId, at, minutes, assignee, note }: Callback): BookingDraft {
  return { contactId, ...wallClockOf(at), minutes, assigneeId: assignee?.agentId ?? '', note: note ?? '' };
}
