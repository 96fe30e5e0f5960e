/** A clock of a case as staff see it: when it is due, by which rule, and whether that is our lateness. */
import { z } from 'zod';
import { CLOCKS } from '../domain/case-clocks.ts';
import { code, id, time } from './common.ts';

export const clockView = z
  .object({
    clockId: id,
    clock: z.enum(CLOCKS),
    measures: z.enum(['police', 'service', 'partner']),
    state: z.enum(['running', 'due_soon', 'paused', 'overdue', 'met', 'late']),
    /** Past its time, whether it was done since or not. */
    overdue: z.boolean(),
    startedAt: time,
    dueAt: time,
    stoppedAt: time.nullable(),
    ruleId: code,
    /** The rule as a sentence. */
    sentence: z.string(),
    counts: z.enum(['hours', 'same_day', 'working_days']),
    /** False where a bank holiday may be missing from the list: count by hand. */
    certain: z.boolean(),
  })
  .meta({ id: 'CaseClock' });
export type ClockView = z.infer<typeof clockView>;
