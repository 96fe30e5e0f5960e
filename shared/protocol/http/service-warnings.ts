/** What somebody has to act on before it is wrong, or now that it is. */
import { z } from 'zod';
import { code, empty } from '../common.ts';
import { route } from './define.ts';

export const WARNING_KINDS = [
  'duty',
  'numbers',
  'ended',
  'ending',
  'bank_holidays',
  'tool',
  'mail',
  'unverified',
] as const;

export const serviceWarning = z
  .object({
    kind: z.enum(WARNING_KINDS),
    /** `now`: something is wrong already. */
    state: z.enum(['now', 'soon']),
    /** The day from which it is wrong; null where it has none. */
    on: z.iso.date().nullable(),
    /** What was found, and what to do about it; for staff. */
    sentence: z.string(),
    /** Help lines that nobody has checked lately. */
    numbers: z.array(z.object({ code, label: z.string(), number: z.string() })),
  })
  .meta({ id: 'ServiceWarning' });
export type ServiceWarning = z.infer<typeof serviceWarning>;

export const serviceWarningRoutes = {
  warnings: route({
    method: 'GET',
    path: '/service/warnings',
    summary:
      'What is wrong or will be soon unless somebody acts: nobody on call, agreements and lists that end, entries that nobody has checked',
    allow: 'service.warnings',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ warnings: z.array(serviceWarning) }),
    errors: [],
  }),
  checkNumber: route({
    method: 'POST',
    path: '/service/numbers/:code/checks',
    summary: 'Somebody rang this help line today, and it is what the list says (D5)',
    allow: 'service.warnings',
    params: z.strictObject({ code }),
    query: empty,
    body: empty,
    output: z.object({ warnings: z.array(serviceWarning) }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
