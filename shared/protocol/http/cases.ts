/** Cases: made with a person's agreement to be identified, read whole, saved section by section, listed and found. */
import { z } from 'zod';
import {
  AGREEMENT_WAYS,
  CASE_SECTIONS,
  CASE_STATES,
  CASE_VIEWS,
  NOTE_KINDS,
  WAITING_FOR,
} from '../../domain/case-sections.ts';
import { INBOUND_SOURCES } from '../../domain/inbound-referral-state.ts';
import { REPEAT_BECAUSE } from '../../domain/repeat-victim.ts';
import { circumstancesSection, day, incident, namedSection, personSection } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { route } from './define.ts';

export const casePerson = z.object({ agentId: id, name: z.string() });

export const caseDue = z.object({ kind: code, at: time });

/** A row of the list: codes, times, and the name that was given. */
export const caseRow = z
  .object({
    caseId: id,
    reference: z.string(),
    revision: z.number().int(),
    state: z.enum(CASE_STATES),
    /** What they want to be called, else the name given; null when neither was. */
    calledName: z.string().nullable(),
    owner: casePerson.nullable(),
    teamId: id,
    ageBand: code.nullable(),
    area: code.nullable(),
    risk: code,
    /** How whoever referred them graded it: theirs, with its day, never our level (D4); null where nobody did. */
    senderRisk: z
      .object({
        source: z.enum(INBOUND_SOURCES),
        sender: z.string().nullable(),
        grade: code,
        tool: code.nullable(),
        on: day.nullable(),
      })
      .nullable(),
    supportLevel: code.nullable(),
    fundingStream: code.nullable(),
    crimeTypes: z.array(code),
    /** Why the person counts as one who comes again; null where they do not. */
    repeat: z.enum(REPEAT_BECAUSE).nullable(),
    openedAt: time,
    closedAt: time.nullable(),
    closureReason: code.nullable(),
    /** What presses most of what is due, within the time that a list asks for; null when nothing is. */
    nextDue: caseDue.nullable(),
    /** How much else of it is overdue or due today. */
    alsoDue: z.number().int(),
    waitingFor: z.array(z.enum(WAITING_FOR)),
  })
  .meta({ id: 'CaseRow' });
export type CaseRow = z.infer<typeof caseRow>;

/** Revision 0 is what nobody has written yet. */
export const savedSection = namedSection({
  revision: z.number().int(),
  changedAt: time.nullable(),
  changedBy: casePerson.nullable(),
}).meta({ id: 'CaseSection' });
export type SavedSection = z.infer<typeof savedSection>;

export const caseEvent = z
  .object({
    eventId: id,
    at: time,
    kind: code,
    by: casePerson.nullable(),
    /** The record it is about: a conversation, an assessment, an action, a section … */
    about: z.object({ kind: code, id: z.string() }).nullable(),
    /** Codes that say more, such as an outcome or a level. */
    codes: z.record(z.string(), z.string()),
    text: z.string().nullable(),
  })
  .meta({ id: 'CaseEvent' });
export type CaseEvent = z.infer<typeof caseEvent>;

export const caseView = z
  .object({
    row: caseRow,
    agreement: z.object({ how: z.enum(AGREEMENT_WAYS), said: z.string(), at: time, by: casePerson }),
    /** When their first word reached us; `openedAt` of the row is when the case was written. */
    receivedAt: time,
    workers: z.array(casePerson),
    /** Who had it before nobody did; null while somebody has it. */
    formerOwner: casePerson.nullable(),
    due: z.array(caseDue),
    sections: z.array(savedSection),
    conversations: z.array(z.object({ conversationId: id, startedAt: time })),
    /** The case of the same person that this one became part of. */
    mergedInto: id.nullable(),
    mergedFrom: z.array(z.object({ caseId: id, reference: z.string() })),
    /** Somebody of this case may be known from another: speak to the coordinator (never who). */
    conflict: z.boolean(),
    versions: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseView>;

const params = z.strictObject({ caseId: id });

export const caseFilters = z.strictObject({
  view: z.enum(CASE_VIEWS).optional(),
  state: z.enum(CASE_STATES).optional(),
  owner: z.union([z.literal('me'), z.literal('nobody'), id]).optional(),
  team: id.optional(),
  risk: code.optional(),
  area: code.optional(),
  ageBand: code.optional(),
  crimeType: code.optional(),
  /** Only those of somebody who comes again. */
  repeat: z.literal('yes').optional(),
  supportLevel: code.optional(),
  fundingStream: code.optional(),
  openedFrom: day.optional(),
  openedUntil: day.optional(),
  dueFrom: day.optional(),
  dueUntil: day.optional(),
});
export type CaseFilters = z.infer<typeof caseFilters>;

/** Exactly one way to look; nothing is found by part of a name. */
export const caseSearch = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('reference'), reference: z.string().min(1).max(40) }),
  z.strictObject({ by: z.literal('phone'), phone: z.string().min(3).max(60) }),
  z.strictObject({ by: z.literal('email'), email: z.string().min(3).max(254) }),
  z.strictObject({ by: z.literal('name_and_birth'), name: z.string().min(1).max(200), dateOfBirth: day }),
]);
export type CaseSearch = z.infer<typeof caseSearch>;

export const newCase = z.strictObject({
  clientId,
  agreement: z.strictObject({
    how: z.enum(AGREEMENT_WAYS),
    /** What they agreed to, as it was said. */
    said: text(1_000),
  }),
  /** The conversation in which it became known; it becomes part of the case. */
  conversationId: id.nullable(),
  channel: code,
  /** When their call, form or referral reached us, where that was before now; left out: now. */
  receivedAt: time.optional(),
  person: personSection,
  circumstances: circumstancesSection.partial().optional(),
  incidents: z.array(incident).max(10).optional(),
});
export type NewCase = z.infer<typeof newCase>;

export const caseRoutes = {
  make: route({
    method: 'POST',
    path: '/cases',
    summary: 'Make a case of a person who agreed to be identified; what a conversation already told comes with it',
    allow: 'case.make',
    params: empty,
    query: empty,
    body: newCase,
    output: z.object({ case: caseView }),
    errors: ['not_found', 'conflict'],
  }),
  list: route({
    method: 'GET',
    path: '/cases',
    summary: 'Cases that are yours to see, what is due first',
    allow: 'case.list',
    params: empty,
    query: caseFilters.extend({ after: z.string().max(120).optional() }),
    body: empty,
    output: z.object({ cases: z.array(caseRow), next: z.string().nullable() }),
    errors: [],
  }),
  counts: route({
    method: 'GET',
    path: '/cases/counts',
    summary: 'How many stand in each of the four default views',
    allow: 'case.list',
    params: empty,
    query: z.strictObject({ owner: z.union([z.literal('me'), id]).optional() }),
    body: empty,
    output: z.object({ counts: z.record(z.enum(CASE_VIEWS), z.number().int()) }),
    errors: [],
  }),
  find: route({
    method: 'POST',
    path: '/cases/find',
    summary: 'Find a case by reference, or by exactly what the person gave',
    allow: 'case.list',
    params: empty,
    query: empty,
    body: caseSearch,
    output: z.object({
      cases: z.array(caseRow),
      /** Cases that match and are not yours to open: whom to ask. */
      others: z.array(z.object({ reference: z.string(), owner: casePerson.nullable() })),
      conflict: z.boolean(),
    }),
    errors: [],
  }),
  open: route({
    method: 'GET',
    path: '/cases/:caseId',
    summary: 'A case whole; who read it is recorded first (A2)',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ case: caseView }),
    errors: ['not_found'],
  }),
  saveSection: route({
    method: 'PUT',
    path: '/cases/:caseId/sections',
    summary: 'Save one section under the revision that was read; somebody else’s change in between is a conflict',
    allow: 'case.write',
    params,
    query: empty,
    body: namedSection({ revision: z.number().int().min(0) }),
    output: z.object({ section: savedSection, row: caseRow, conflict: z.boolean() }),
    errors: ['not_found', 'conflict'],
  }),
  sectionHistory: route({
    method: 'GET',
    path: '/cases/:caseId/sections/:section/history',
    summary: 'What a section was before, newest first',
    allow: 'case.read',
    params: z.strictObject({ caseId: id, section: z.enum(CASE_SECTIONS) }),
    query: empty,
    body: empty,
    output: z.object({ versions: z.array(savedSection) }),
    errors: ['not_found'],
  }),
  timeline: route({
    method: 'GET',
    path: '/cases/:caseId/timeline',
    summary: 'What happened in a case, newest first',
    allow: 'case.read',
    params,
    query: z.strictObject({ before: z.string().max(120).optional() }),
    body: empty,
    output: z.object({ events: z.array(caseEvent), next: z.string().nullable() }),
    errors: ['not_found'],
  }),
  addNote: route({
    method: 'POST',
    path: '/cases/:caseId/notes',
    summary: 'Write a note of fact into the timeline, or that the person rang, came or wrote',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, kind: z.enum(NOTE_KINDS).default('note'), text: text() }),
    output: z.object({ event: caseEvent }),
    errors: ['not_found', 'conflict'],
  }),
  link: route({
    method: 'POST',
    path: '/cases/:caseId/conversations',
    summary: 'Add a conversation that you hold, when the person agreed to be linked',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      conversationId: id,
      said: text(1_000),
      /** Opens a closed case again, in the same change; without it a closed case is refused (`not_open`). */
      reopen: z.boolean().optional(),
    }),
    output: z.object({ case: caseView }),
    errors: ['not_found', 'conflict'],
  }),
  allocate: route({
    method: 'POST',
    path: '/cases/:caseId/allocate',
    summary: 'Give a case to somebody, within their caseload cap, never against a conflict',
    allow: 'case.allocate',
    params,
    query: empty,
    body: z.strictObject({
      revision: z.number().int(),
      ownerId: id.nullable(),
      workerIds: z.array(id).max(10).optional(),
      overCap: z.boolean().optional(),
    }),
    output: z.object({ row: caseRow }),
    errors: ['not_found', 'conflict'],
  }),
  close: route({
    method: 'POST',
    path: '/cases/:caseId/close',
    summary:
      'Close with a reason; refused while something is open, unless it ends too. No contact of high risk or under 18, and what a lead decides, needs a lead',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      revision: z.number().int(),
      reason: code,
      said: text(2_000),
      /** What is still open (the refusal names it) ends with the case. */
      endOpen: z.boolean().optional(),
      /** By a lead: why what is theirs to decide may end with the case. */
      endSaid: text(2_000).optional(),
    }),
    output: z.object({ row: caseRow }),
    errors: ['not_found', 'conflict'],
  }),
  reopen: route({
    method: 'POST',
    path: '/cases/:caseId/reopen',
    summary: 'Open again when the person is back',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ revision: z.number().int(), said: text(2_000) }),
    output: z.object({ row: caseRow }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
