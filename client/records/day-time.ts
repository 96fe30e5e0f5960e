// A day and a time as somebody typed them, and the moment on a clock in England that they mean.
import { londonMoment } from '../../shared/domain/london-moment.ts';
import { readDay } from '../ui/dates.ts';
import { isTime } from './times.ts';

/** Null where day or time cannot be read. */
export function momentTyped({ on, time }: { readonly on: string; readonly time: string }): string | null {
  const day = readDay(on);
  return day === null || !isTime(time) ? null : new Date(londonMoment(day, time)).toISOString();
}
