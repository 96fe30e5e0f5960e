/** What a partner says of itself: whom it is for, how long people wait now, and until when it takes nobody. */
import { z } from 'zod';
import { day } from './case-sections.ts';
import { text, time } from './common.ts';

const OLDEST = 120;
const WEEKS_AT_MOST = 260;

const IN_YEARS = 'Write the age in whole years.';
const IN_WEEKS = 'Write the wait in whole weeks.';

const age = z.number({ error: IN_YEARS }).int(IN_YEARS).min(0, IN_YEARS).max(OLDEST, IN_YEARS).nullable();

/** Nothing about any person stands here: it is shown to every worker. */
export const partnerCardBody = z.strictObject({
  criteria: text(2_000).nullable(),
  ageFrom: age,
  ageTo: age,
  area: text(500).nullable(),
  waitWeeks: z.number({ error: IN_WEEKS }).int(IN_WEEKS).min(0, IN_WEEKS).max(WEEKS_AT_MOST, IN_WEEKS).nullable(),
  stopsIntakeUntil: day.nullable(),
  /** Where to turn instead while nobody is taken. */
  instead: text(500).nullable(),
});
export type PartnerCardBody = z.infer<typeof partnerCardBody>;

export const partnerCard = partnerCardBody
  .extend({
    revision: z.number().int(),
    /** Today; worked out by the server's day in England. */
    intakeStopped: z.boolean(),
    updatedAt: time,
    updatedBy: z.object({ name: z.string(), side: z.enum(['partner', 'service']) }),
  })
  .meta({ id: 'PartnerCard' });
export type PartnerCard = z.infer<typeof partnerCard>;
