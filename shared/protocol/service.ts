/** What anybody may know of the service before asking to chat. */
import { z } from 'zod';
import { time } from './common.ts';

export const serviceNumber = z.object({ label: z.string(), number: z.string(), note: z.string() });
export type ServiceNumber = z.infer<typeof serviceNumber>;

export const service = z.object({
  name: z.string(),
  open: z.boolean(),
  reason: z.enum(['open', 'closed_hours', 'paused', 'nobody_available', 'full']),
  opensAt: time.nullable(),
  languages: z.array(z.object({ code: z.string(), name: z.string(), dir: z.enum(['ltr', 'rtl']) })),
  texts: z.record(z.string(), z.string()),
  numbers: z.array(serviceNumber),
  exitUrl: z.string(),
});
export type Service = z.infer<typeof service>;
