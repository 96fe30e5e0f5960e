/**
 * What is noted in an emergency, and how two people note at the same time without undoing each other (H5): each change says
 * what its writer saw before, so that nothing is overwritten and no step is taken back that they have not seen.
 */
export const EMERGENCY_KINDS = ['life_at_risk', 'suicide', 'child', 'other'] as const;
export type EmergencyKind = (typeof EMERGENCY_KINDS)[number];

/** What is known of the person, for the call and for whoever must be told. Not sent to every desk: read when it is opened. */
export const KNOWN_FACTS = ['place', 'name', 'phone', 'children'] as const;
export type KnownFact = (typeof KNOWN_FACTS)[number];

/** The record of the 999 call. */
const CALL_FIELDS = ['calledAt', 'calledBy', 'incidentNumber', 'toldPerson'] as const;

const EMERGENCY_FIELDS = [...CALL_FIELDS, ...KNOWN_FACTS] as const;
export type EmergencyField = (typeof EMERGENCY_FIELDS)[number];

/** The procedure in order; each is ticked with the server's time and the name of who did it. */
export const EMERGENCY_STEPS = [
  'stay',
  'ask_place',
  'call_999',
  'say_script',
  'told_person',
  'note_number',
  'lead_has_it',
] as const;

/** Something that was noted, by whom and when. */
export interface Noted {
  readonly value: string | null;
  readonly at: string;
  readonly by: string;
}

export interface Tick {
  readonly code: string;
  readonly at: string;
  readonly by: string;
}

export interface EmergencyNotes {
  readonly fields: Readonly<Partial<Record<EmergencyField, Noted>>>;
  readonly steps: readonly Tick[];
}

export const NOTHING_NOTED: EmergencyNotes = { fields: {}, steps: [] };

export type EmergencyChange =
  | { readonly field: EmergencyField; readonly was: string | null; readonly now: string | null }
  /** `was`: when the step was ticked, as the writer saw it. */
  | { readonly field: 'step'; readonly code: string; readonly was: string | null; readonly now: boolean };

export type ChangedNotes =
  | { readonly outcome: 'changed'; readonly notes: EmergencyNotes }
  /** Something else stands there than the writer saw; nothing of the command is done. */
  | { readonly outcome: 'changed_meanwhile'; readonly what: string; readonly changedBy: string | null };

/** All of the changes, or none. What stands already is no change, whoever noted it and whatever the writer saw. */
export function changeNotes(
  before: EmergencyNotes,
  changes: readonly EmergencyChange[],
  { at, by }: { readonly at: string; readonly by: string },
): ChangedNotes {
  let notes = before;
  for (const change of changes) {
    const next = change.field === 'step' ? tick(notes, change, at, by) : note(notes, change, at, by);
    if (next.outcome === 'changed_meanwhile') return next;
    notes = next.notes;
  }
  return { outcome: 'changed', notes };
}

type StepChange = Extract<EmergencyChange, { field: 'step' }>;
type FieldChange = Exclude<EmergencyChange, StepChange>;

function note(before: EmergencyNotes, { field, was, now }: FieldChange, at: string, by: string): ChangedNotes {
  const standing = before.fields[field];
  const value = standing?.value ?? null;
  if (value === now) return { outcome: 'changed', notes: before };
  if (value !== was) return { outcome: 'changed_meanwhile', what: field, changedBy: standing?.by ?? null };
  return { outcome: 'changed', notes: { ...before, fields: { ...before.fields, [field]: { value: now, at, by } } } };
}

/** A tick adds, and stays the first one's. It is taken back only by somebody who has seen that very tick. */
function tick(before: EmergencyNotes, { code, was, now }: StepChange, at: string, by: string): ChangedNotes {
  const standing = before.steps.find((step) => step.code === code);
  if (now === (standing !== undefined)) return { outcome: 'changed', notes: before };
  if (now) return { outcome: 'changed', notes: { ...before, steps: [...before.steps, { code, at, by }] } };
  if (standing?.at !== was) return { outcome: 'changed_meanwhile', what: code, changedBy: standing?.by ?? null };
  return { outcome: 'changed', notes: { ...before, steps: before.steps.filter((step) => step.code !== code) } };
}
