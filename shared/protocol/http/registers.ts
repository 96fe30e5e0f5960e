/** The registers: complaints and compliments, incidents and breaches, changes made because of them. Each is listed without its words. */
import { z } from 'zod';
import {
  COMPLAINT_CHANNELS,
  COMPLAINT_FINDINGS,
  COMPLAINT_KINDS,
  COMPLAINT_STATES,
  WRITTEN_DOWN_CHANNELS,
} from '../../domain/complaint.ts';
import { INCIDENT_KINDS, INCIDENT_RISKS, INCIDENT_STATES, INCIDENT_TOLD, MUST_SETTLE } from '../../domain/incident.ts';
import { CHANGE_STATES } from '../../domain/register-change.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { recordStep } from './concerns.ts';
import { type RouteSpec, route } from './define.ts';

const person = z.object({ agentId: id, name: z.string() });
const base = {
  entryId: id,
  revision: z.number().int(),
  madeAt: time,
  madeBy: person,
  owner: person.nullable(),
  caseId: id.nullable(),
  conversationId: id.nullable(),
  /** How many changes were made because of it. */
  changes: z.number().int(),
};
const due = z.object({
  code,
  /** The last day, or the moment, by which it is in time. */
  by: z.string(),
  met: z.boolean(),
  over: z.boolean(),
  /** False where a bank holiday that is not known yet may lie in between: count it by hand. */
  certain: z.boolean(),
});

export const complaintRow = z
  .object({
    ...base,
    kind: z.enum(COMPLAINT_KINDS),
    state: z.enum(COMPLAINT_STATES),
    channel: z.enum(COMPLAINT_CHANNELS),
    receivedOn: z.string(),
    anonymous: z.boolean(),
    finding: z.enum(COMPLAINT_FINDINGS).nullable(),
    learnt: z.boolean(),
    due: z.array(due),
  })
  .meta({ id: 'Complaint' });
export type ComplaintRow = z.infer<typeof complaintRow>;

export const incidentRow = z
  .object({
    ...base,
    kind: z.enum(INCIDENT_KINDS),
    state: z.enum(INCIDENT_STATES),
    awareAt: time,
    happenedAt: time.nullable(),
    risk: z.enum(INCIDENT_RISKS).nullable(),
    told: z.array(z.object({ who: z.enum(INCIDENT_TOLD), at: time })),
    notTold: z.array(z.enum(MUST_SETTLE)),
    learnt: z.boolean(),
    /** The 72 hours, for a breach; null for anything else. */
    ico: z.object({ dueAt: time, running: z.boolean(), over: z.boolean() }).nullable(),
  })
  .meta({ id: 'Incident' });
export type IncidentRow = z.infer<typeof incidentRow>;

const because = z.strictObject({ register: z.enum(['complaints', 'incidents']), entryId: id });
export type Because = z.infer<typeof because>;

export const changeRow = z
  .object({
    ...base,
    state: z.enum(CHANGE_STATES),
    because: z.array(because),
    dueOn: z.string().nullable(),
    over: z.boolean(),
  })
  .meta({ id: 'RegisterChange' });
export type ChangeRow = z.infer<typeof changeRow>;

const words = text(4_000);
const about = { conversationId: id.nullable(), caseId: id.nullable() };
const write = { clientId, revision: z.number().int().min(1) };
const params = z.strictObject({ entryId: id });

/** Who complained, if they said so; a number or an address passes the safe-contact gate before anybody sees it. */
const from = z.strictObject({
  name: text(200).nullable(),
  contact: z
    .strictObject({
      kind: z.enum(['phone', 'email', 'post']),
      value: text(500),
      when: text(500).optional(),
      whoElseSees: text(500).optional(),
    })
    .nullable(),
});
export type ComplaintFrom = z.infer<typeof from>;

const shownFrom = z.object({
  name: z.string().nullable(),
  contact: z.discriminatedUnion('shown', [
    z.object({
      shown: z.literal(true),
      kind: z.enum(['phone', 'email', 'post']),
      value: z.string(),
      when: z.string().nullable(),
    }),
    z.object({ shown: z.literal(false), reason: z.enum(['none_left', 'somebody_else_sees']) }),
  ]),
});

const newComplaint = z.strictObject({
  ...{ clientId, ...about, from, text: words },
  kind: z.enum(COMPLAINT_KINDS, 'Say whether it is a complaint, a compliment, or about personal data.'),
  channel: z.enum(WRITTEN_DOWN_CHANNELS, 'Say how it came.'),
  receivedOn: day,
});
const newIncident = z.strictObject({
  ...{ clientId, ...about, text: words },
  kind: z.enum(INCIDENT_KINDS, 'Say what kind of incident it is.'),
  /** When somebody here first knew of it: the 72 hours begin then. */
  awareAt: time,
  happenedAt: time.nullable(),
});
const newChange = z.strictObject({
  ...{ clientId, text: words, dueOn: day.nullable() },
  agentId: id,
  because: z.array(because).min(1, 'Name what it is changed for.').max(20),
});

const note = z.strictObject({ ...write, kind: z.literal('note'), text: words });
const own = z.strictObject({ ...write, kind: z.literal('own'), agentId: id });
const learn = z.strictObject({ ...write, kind: z.literal('learn'), text: words });
const close = z.strictObject({ ...write, kind: z.literal('close'), text: words });
const reopen = z.strictObject({ ...write, kind: z.literal('reopen'), text: words });

const complaintStep = z.discriminatedUnion('kind', [
  ...([note, own, learn, close, reopen] as const),
  z.strictObject({ ...write, kind: z.literal('acknowledge'), text: words }),
  z.strictObject({ ...write, kind: z.literal('answer'), text: words, finding: z.enum(COMPLAINT_FINDINGS) }),
  z.strictObject({ ...write, kind: z.literal('escalate'), text: words }),
]);
export type ComplaintStep = z.infer<typeof complaintStep>;

const incidentStep = z.discriminatedUnion('kind', [
  ...([note, own, learn, close, reopen] as const),
  z.strictObject({ ...write, kind: z.literal('assess'), text: words, risk: z.enum(INCIDENT_RISKS) }),
  z.strictObject({ ...write, kind: z.literal('tell'), text: words, who: z.enum(INCIDENT_TOLD), at: time }),
  z.strictObject({ ...write, kind: z.literal('not_told'), text: words, who: z.enum(MUST_SETTLE) }),
  z.strictObject({ ...write, kind: z.literal('contain'), text: words }),
]);
export type IncidentStep = z.infer<typeof incidentStep>;

const changeStep = z.discriminatedUnion('kind', [
  ...([note, own, reopen] as const),
  z.strictObject({ ...write, kind: z.literal('done'), text: words }),
  z.strictObject({ ...write, kind: z.literal('drop'), text: words }),
  z.strictObject({ ...write, kind: z.literal('link'), because }),
]);
export type ChangeStep = z.infer<typeof changeStep>;

const staff = z.array(person);
const list = { method: 'GET', allow: 'register.list', params: empty, query: empty, body: empty } as const;
const add = {
  method: 'POST',
  params: empty,
  query: empty,
  errors: ['not_found', 'conflict'],
} as const satisfies Partial<RouteSpec>;
const open = { method: 'POST', allow: 'register.read', params, query: empty, body: empty } as const;
const step = { method: 'POST', allow: 'register.write', params, query: empty } as const;
const opened = { text: z.string(), steps: z.array(recordStep), changes: z.array(changeRow) };

export const registerRoutes = {
  complaints: route({
    ...{ ...list, path: '/registers/complaints', errors: [] },
    summary:
      'Complaints and compliments that are yours to see, what is open first; those about personal data stand apart',
    output: z.object({ entries: z.array(complaintRow), staff }),
  }),
  addComplaint: route({
    ...{ ...add, path: '/registers/complaints', allow: 'register.add', body: newComplaint },
    summary: 'Write down a complaint or a compliment, by whatever channel it came',
    output: z.object({ entry: complaintRow }),
  }),
  openComplaint: route({
    ...{ ...open, path: '/registers/complaints/:entryId/open', errors: ['not_found'] },
    summary: 'Read one whole; who read it is recorded first (A2)',
    output: z.object({ entry: complaintRow, from: shownFrom, ...opened }),
  }),
  stepComplaint: route({
    ...{ ...step, path: '/registers/complaints/:entryId/steps', body: complaintStep },
    summary: 'Acknowledge, answer, escalate, learn, close',
    output: z.object({ entry: complaintRow }),
    errors: ['not_found', 'conflict'],
  }),
  incidents: route({
    ...{ ...list, path: '/registers/incidents', errors: [] },
    summary: 'Incidents and breaches that are yours to see, with the 72 hours of each breach',
    output: z.object({ entries: z.array(incidentRow), staff }),
  }),
  addIncident: route({
    ...{ ...add, path: '/registers/incidents', allow: 'register.add', body: newIncident },
    summary: 'Report an incident, a breach or a near miss; the clock begins when somebody here knew',
    output: z.object({ entry: incidentRow }),
  }),
  openIncident: route({
    ...{ ...open, path: '/registers/incidents/:entryId/open', errors: ['not_found'] },
    summary: 'Read one whole; who read it is recorded first (A2)',
    output: z.object({ entry: incidentRow, ...opened }),
  }),
  stepIncident: route({
    ...{ ...step, path: '/registers/incidents/:entryId/steps', body: incidentStep },
    summary: 'Assess, contain, say who was told or why not, learn, close',
    output: z.object({ entry: incidentRow }),
    errors: ['not_found', 'conflict'],
  }),
  changes: route({
    ...{ ...list, path: '/registers/changes', errors: [] },
    summary: 'Changes made because of complaints and incidents',
    output: z.object({ entries: z.array(changeRow), staff }),
  }),
  addChange: route({
    ...{ ...add, path: '/registers/changes', allow: 'register.change', body: newChange },
    summary: 'Write down what is to change, and because of what',
    output: z.object({ entry: changeRow }),
  }),
  openChange: route({
    ...{ ...open, path: '/registers/changes/:entryId/open', errors: ['not_found'] },
    summary: 'Read one whole; who read it is recorded first (A2)',
    output: z.object({ entry: changeRow, text: z.string(), steps: z.array(recordStep) }),
  }),
  stepChange: route({
    ...{ ...step, path: '/registers/changes/:entryId/steps', body: changeStep },
    summary: 'Done, dropped, or linked to what else it answers',
    output: z.object({ entry: changeRow }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
