/** What a partner says of itself: whom it is for, how long people wait now, and until when it takes nobody. */
import { z } from 'zod';
import { day } from './case-sections.ts';
import { text, time } from './common.ts';

const OLDEST = 120;
const WEEKS_AT_MOST = 260;

const age = z
  .number()
  .int('Write the age in whole years.')
  .min(0)
  .max(OLDEST, 'Write an age in years.')
  .nullable();

/** Nothing about any person stands here: it is shown to every worker. */
export const partnerCardBody = z.strictObject({
  criteria: text(2_000).nullable(),
  ageFrom: age,
  ageTo: age,
  area: text(500).nullable(),
  waitWeeks: z
    .number()
    .int('Write the wait in whole weeks.')
    .min(0)
    .max(WEEKS_AT_MOST, 'Write the wait in weeks.')
    .nullable(),
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
