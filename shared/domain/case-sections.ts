/**
 * The parts of a case that are read and saved whole, each with its own revision, so that two people who work on different
 * parts never meet. What a section may hold stands in `protocol/case-sections.ts`.
 */
export const CASE_SECTIONS = [
  'person',
  'circumstances',
  'incidents',
  'people',
  'support',
  'justice',
  'rights',
  'safety_plan',
] as const;
export type CaseSection = (typeof CASE_SECTIONS)[number];

export const CASE_STATES = ['open', 'closed', 'merged'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** How somebody agreed to be identified: without this there is no case. */
export const AGREEMENT_WAYS = ['in_chat', 'by_phone', 'on_a_form', 'in_person', 'referred_with_consent'] as const;
export type AgreementWay = (typeof AGREEMENT_WAYS)[number];

/** What a note tells of: a fact, or a contact that came from the person themself. */
export const NOTE_KINDS = ['note', 'call_in', 'met', 'wrote_in'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** What a case can wait for besides ourselves; the views of the same names show it. */
export const WAITING_FOR = ['others', 'person'] as const;
export type WaitingFor = (typeof WAITING_FOR)[number];

/** The four views everybody begins with (practice, "Coordinator"); any other is made of filters. */
export const CASE_VIEWS = ['due_today', 'overdue', 'waiting_for_others', 'waiting_for_person'] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

/** Sorted after everything that is due. */
export const NEVER_DUE = 8_640_000_000_000_000;
